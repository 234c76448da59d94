"""Composing: a route becomes an answer in the asker's form. Contacts are copied from records."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.cards import Cards
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.local import Local
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.quotation import CERTAIN, CLEAR, best_quotation
from dorinn.assistant.route import Choice, Route
from dorinn.assistant.said import Said, answered
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Clarify
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import NATIONAL, SHARED, Kommune
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.language.inline import inline
from dorinn.language.sentences import sentences

ANSWERS = 1.2  # the score of a guide's section that is said before the guide's summary
_YES_OR_NO = re.compile(r"(ja|nei)\b", re.IGNORECASE)
_FACTS = ("fakta-plan", "fakta-tjeneste")
_NOT_BESIDE = ("barnevernvakt", "nodnummer")  # for the night and for danger: named first, or in the list, but not «too»
# Matters outside that a plan may still have a word on: what is asked by a name that only the plan knows.
_MAY_BE_LOCAL = ("utenfor-prat", "utenfor-kommunalt")


class Composer:
    """Writes answers. Every sentence is a phrase of the corpus, a record's text or a fact with its source."""

    def __init__(
        self,
        corpus: Corpus,
        phrases: Phrases,
        offer: Offer,
        evidence: Evidence,
        confidence: Confidence,
        freshness: Freshness = YEARLY,
        home: Kommune | None = None,
    ) -> None:
        self._corpus = corpus
        self._home = home
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._local = Local(corpus)
        self._cards = Cards(corpus, phrases, offer, evidence, confidence, freshness)
        self._alarm = Alarm(corpus, phrases)
        self._described = {service.kommune for service in corpus.services}
        self._learned = {guide.type for guide in corpus.guides}

    def compose(
        self,
        question: Question,
        asker: Understanding,
        danger: Danger,
        route: Route,
        hits: Sequence[Hit],
        quotes: Sequence[Hit] = (),
    ) -> Answer:
        """The whole answer; an acute danger's numbers come first whatever else is true."""
        form, hits = asker.form, self._local.hits(hits, asker.kommune)
        emergency = self._alarm.emergency(danger, form)
        acute = danger.level == "acute"
        if asker.foreign and not acute:
            return self._refusal("foreign", asker, route)
        if route.out and not acute:
            refusal = self._refusal(route.out, asker, route)
            plan = self._quotation(question, asker, route, quotes, CERTAIN) if route.out in _MAY_BE_LOCAL else ""
            return (
                replace(refusal, **Said().note(plan).words(), abstained=False, abstain_reason=None) if plan else refusal
            )
        services = tuple(self._cards.suggestion(choice, asker, hits, route, acute) for choice in route.choices)
        said = self._alarm.acute(danger, form, services) if acute else self._said(question, asker, danger, route, hits)
        if not acute and danger.level == "none":
            said.note(self._quotation(question, asker, route, quotes))
        return Answer(
            **said.words(),
            form=form,
            urgency="acute" if acute else "none",
            emergency=emergency,
            services=services,
            clarify=None if acute else self._clarify(route, form),
            serious=danger.level == "serious",
            topics={t: p for t, p in asker.topics.items() if p > 0.05},
        )

    # -- the text -----------------------------------------------------------

    def _said(
        self, question: Question, asker: Understanding, danger: Danger, route: Route, hits: Sequence[Hit]
    ) -> Said:
        form, say, said = asker.form, self._phrases.say, Said()
        first = route.choices[0].record if route.choices else None
        child = danger.level == "serious" and (danger.child or asker.role == "youth")
        if asker.other_kommune and self._home:
            said.note(say("elsewhere_home", form, place=asker.other_kommune, home=self._home.name))
        elif asker.other_kommune and asker.kommune is None:
            said.note(say("elsewhere", form, place=asker.other_kommune))
        if child:
            said.lead(say("child_words", form)).step(self._alarm.child_line(form))
        if first is None:
            said.lead(say("ask_kommune", form))
        elif route.ask:
            names = self._cards.names([c.record for c in route.choices[:2] if exists(c.record)], form)
            said.lead(say("ask_first", form)).note(say("safe_start", form, names=names))
        elif not (route.lookup and not _is_law(first) and self._look_up(said, question, asker, route, hits)):
            self._advise(said, asker, route, first, question, hits)
        if danger.level == "serious":
            said.step(self._alarm.serious(danger, form))
        if first and asker.kommune is None and not isinstance(first, Guide) and first.kommune == SHARED:
            said.note(say("ask_kommune", form))
        return said

    def _quotation(
        self, question: Question, asker: Understanding, route: Route, quotes: Sequence[Hit], least: float = CLEAR
    ) -> str:
        """What the municipality's own plan says, marked as a quotation: for staff and for questions after a fact."""
        # Where nobody has written records for a municipality yet, its plan is all that is local.
        if not (route.lookup or asker.asks_fact or asker.role in ("employee", "frontdesk")) and (
            asker.kommune in self._described
        ):
            return ""
        found = best_quotation(question.text, quotes, least)
        if found is None:
            return ""
        words, passage = found
        return self._phrases.say("quote", asker.form, words=words, source=self._cards.cite(passage.source))

    def _advise(
        self, said: Said, asker: Understanding, route: Route, first: Record, question: Question, hits: Sequence[Hit]
    ) -> None:
        form, say = asker.form, self._phrases.say
        topic = self._corpus.topic.get(route.topic or "")
        told = {f"{first.id}:{part}" for part in ("description", "way-in", "convener", "summary")}
        if isinstance(first, Guide):
            told |= self._guide(said, first, asker, question, hits)
        elif first.kommune == SHARED:
            said.lead(say("start_generic", form, name=inline(first.name.of(form))))
        else:
            start = "start_with" if first.form in ("programme", "measure") else "start"
            said.lead(say(start, form, name=inline(first.name.of(form)), where=""))
        if topic and topic.advice and not (isinstance(first, Guide) and first.steps):
            said.step(*sentences(topic.advice.of(form)))
        if isinstance(first, Service):
            said.note(first.description.of(form))
            if first.convener:
                said.note(*(text.of(form) for cue, text in team_facts(first) if cue == "convener"))
            said.step(first.access.of(form) if first.access else "", self._cards.contact_text(first, asker))
        if asker.asks_fact or (isinstance(first, Service) and asker.role in ("employee", "frontdesk")):
            said.note(*self._facts([c.record for c in route.choices[:2]], asker, question, hits, 2, told))
        self._others(said, [c.record for c in route.choices[1:3] if exists(c.record)], form)
        said.note(*self._planned(route, form))

    def _others(self, said: Said, records: Sequence[Record], form: Form) -> None:
        """Whom else to ask, and what else to read: nobody can ask a guide."""
        people = [record for record in records if record.type not in (*self._learned, *_NOT_BESIDE)]
        guides = [record for record in records if record.type in self._learned]
        if people:
            said.step(self._phrases.say("also", form, names=self._cards.names(people, form)))
        if guides:
            names = " og ".join(f"«{guide.name.of(form)}»" for guide in guides)
            said.step(self._phrases.say("also_read", form, names=names))

    def _look_up(self, said: Said, question: Question, asker: Understanding, route: Route, hits: Sequence[Hit]) -> bool:
        """Says the facts asked for, or that there are none; whether there were any."""
        form = asker.form
        named = [c.record for c in route.choices if c.record.id in asker.mentions] or [
            c.record for c in route.choices[:1]
        ]
        own = [hit for hit in hits if hit.passage.kommune in (asker.kommune, SHARED, NATIONAL)]
        wants_number = "contact" in asker.cues
        if wants_number:
            services = [record for record in named[:2] if isinstance(record, Service)]
            told = [self._cards.contact_text(service, asker, asked=True) for service in services]
            told += self._facts(named[:2], asker, question, (), 1)
        else:
            told = self._facts(named[:3], asker, question, own, 4)
        if not told:
            if asker.kommune and route.topic in _FACTS:
                place = self._corpus.kommune[asker.kommune].name
                said.note(self._phrases.say("no_fact", form, place=place))
            return False
        said.note(*told, *self._planned(route, form))
        return True

    def _facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: Question,
        hits: Sequence[Hit],
        most: int,
        told: Collection[str] = (),
    ) -> list[str]:
        """Facts as sentences, and the place of the first. `told` are ids of passages that were said already; and where
        a municipality has a team or service of its own, what holds for such ones in general is not told beside it."""
        hits = [hit for hit in hits if not self._outdone(hit.passage.record, asker)]
        place = self._corpus.kommune[asker.kommune].name if asker.kommune else ""
        found = self._evidence.facts(records, asker, question.text, hits, most, told, place)
        facts = [own for passage in found if (own := self._local.passage(passage, asker.kommune))]
        if not facts:
            return []
        source = self._phrases.say("source", asker.form, source=self._cards.cite(facts[0].source))
        return [*(passage.text.of(asker.form) for passage in facts), source]

    def _outdone(self, name: str | None, asker: Understanding) -> bool:
        record = self._offer.record(name or "")
        if not isinstance(record, Service) or record.kommune != SHARED:
            return False
        return any(own.kommune == asker.kommune and exists(own) for own in self._offer.of(record.type, asker.kommune))

    def _guide(
        self, said: Said, guide: Guide, asker: Understanding, question: Question, hits: Sequence[Hit]
    ) -> set[str]:
        """Says the sections of a guide that answer, and its summary, the one that answers best first; gives the ids
        of their passages."""
        form, guide = asker.form, self._local.guide(guide, asker.kommune)
        chosen = self._evidence.sections(guide, question.text, hits)
        told = [("", guide.summary.of(form), ANSWERS), *((*_told(section, form), score) for section, score in chosen)]
        (asked, text, _), *others = sorted(told, key=lambda one: -one[2])
        lead, rest = answered(text)
        said.lead(f"{asked}{lead}").note(" ".join(rest), *(f"{asked}{text}" for asked, text, _ in others))
        said.listed(*(step.of(form) for step in guide.steps))
        return {f"{guide.id}#{section.id}" for section, _ in chosen}

    def _planned(self, route: Route, form: Form) -> list[str]:
        return [
            self._phrases.say("planned", form, name=c.record.name.of(form))
            for c in route.choices
            if not exists(c.record)
        ]

    # -- refusals and questions back ----------------------------------------

    def _refusal(self, reason: str, asker: Understanding, route: Route) -> Answer:
        form = asker.form
        desks = self._offer.of("servicetorg", asker.kommune)
        desk = self._cards.names(desks[:1], form)
        name = reason if reason == "foreign" else f"out_{reason.removeprefix('utenfor-')}"
        said = Said().note(
            *sentences(
                self._phrases.say(
                    name,
                    form,
                    desk=desk,
                    legevakt=self._alarm.number("nasjonal/legevakt"),
                    police=self._alarm.number("nasjonal/112"),
                    ambulance=self._alarm.number("nasjonal/113"),
                    fire=self._alarm.number("nasjonal/110"),
                )
            )
        )
        choices = [Choice(record, 0.5, None) for record in desks[:1]]
        return Answer(
            **said.words(),
            form=form,
            urgency="none",
            services=tuple(self._cards.suggestion(choice, asker, (), route, False) for choice in choices),
            abstained=True,
            abstain_reason=reason,
        )

    def _clarify(self, route: Route, form: Form) -> Clarify | None:
        if route.ask in ("matter", "age"):
            options = self._phrases.say(f"options_{route.ask}", form).split("|")
            return Clarify(self._phrases.say(f"ask_{route.ask}", form), tuple(options))
        return None


def _told(section: GuideSection, form: Form) -> tuple[str, str]:
    """What a section answers, where it says yes or no to a question that may not be the asker's; and its text."""
    text = section.text.of(form)
    return f"{section.title.of(form)} " if _YES_OR_NO.match(text) else "", text


def _is_law(record: Record) -> bool:
    """Whether it is a guide to the law, which answers in its own sections and not by a plan's facts."""
    return isinstance(record, Guide) and record.kommune == SHARED

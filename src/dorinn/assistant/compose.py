"""Composing: a route becomes an answer in the asker's form. Contacts are copied from records."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.cards import Cards
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.route import Choice, Route
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Clarify
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.service import Service
from dorinn.domain.text import Form


class Composer:
    """Writes answers. Every sentence is a phrase of the corpus, a record's text or a fact with its source."""

    def __init__(
        self, corpus: Corpus, phrases: Phrases, offer: Offer, evidence: Evidence, confidence: Confidence
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._cards = Cards(corpus, phrases, offer, evidence, confidence)
        self._alarm = Alarm(corpus, phrases)

    def compose(
        self, question: Question, asker: Understanding, danger: Danger, route: Route, hits: Sequence[Hit]
    ) -> Answer:
        """The whole answer; an acute danger's numbers come first whatever else is true."""
        form = asker.form
        emergency = self._alarm.emergency(danger, form)
        acute = danger.level == "acute"
        if asker.foreign and not acute:
            return self._refusal("foreign", asker, route)
        if route.out and not acute:
            return self._refusal(route.out, asker, route)
        services = tuple(self._cards.suggestion(choice, asker, hits, route, acute) for choice in route.choices)
        if acute:
            said = self._alarm.acute_text(danger, form, services)
        else:
            said = self._text(question, asker, danger, route, hits)
        return Answer(
            text=said,
            form=form,
            urgency="acute" if acute else "none",
            emergency=emergency,
            services=services,
            clarify=None if acute else self._clarify(route, form),
            serious=danger.level == "serious",
            topics={t: p for t, p in asker.topics.items() if p > 0.05},
        )

    # -- the text -----------------------------------------------------------

    def _text(self, question: Question, asker: Understanding, danger: Danger, route: Route, hits: Sequence[Hit]) -> str:
        form, say = asker.form, self._phrases.say
        parts: list[str] = []
        if asker.other_kommune and asker.kommune is None:
            parts.append(say("elsewhere", form, place=asker.other_kommune))
        first = route.choices[0].record if route.choices else None
        if first is None:
            return " ".join([*parts, say("ask_kommune", form)])
        if route.ask:
            parts.append(say("ask_first", form))
            names = self._cards.names([c.record for c in route.choices[:2] if exists(c.record)], form)
            parts.append(say("safe_start", form, names=names))
        elif route.lookup:
            parts += self._lookup_text(question, asker, route, hits)
        else:
            parts += self._advice(asker, danger, route, first, question, hits)
        if asker.kommune is None and not isinstance(first, Guide) and first.kommune == SHARED:
            parts.append(say("ask_kommune", form))
        return " ".join(dict.fromkeys(part for part in parts if part))

    def _advice(
        self, asker: Understanding, danger: Danger, route: Route, first: Record, question: Question, hits: Sequence[Hit]
    ) -> list[str]:
        form, say = asker.form, self._phrases.say
        topic = self._corpus.topic.get(route.topic or "")
        child = danger.child or asker.role == "youth"
        parts = [self._alarm.child_words(form)] if child and danger.level == "serious" else []
        if isinstance(first, Guide):
            parts += self._guide_text(first, asker, question, hits)
        elif first.kommune == SHARED:
            parts.append(say("start_generic", form, name=first.name.of(form)))
        else:
            parts.append(say("start", form, name=first.name.of(form), where=""))
        if topic and topic.advice:
            parts.append(topic.advice.of(form))
        if isinstance(first, Service):
            parts.append(first.description.of(form))
            if first.convener:
                parts += [text.of(form) for cue, text in team_facts(first) if cue == "convener"]
            parts.append(self._cards.contact_text(first, asker))
        if isinstance(first, Service) and (asker.asks_fact or asker.role in ("employee", "frontdesk")):
            parts += self._facts([c.record for c in route.choices[:2]], asker, question, hits, 2, 1.3)
        others = [c.record for c in route.choices[1:3] if exists(c.record)]
        if others:
            parts.append(say("also", form, names=self._cards.names(others, form)))
        parts += self._planned(route, form)
        if danger.level == "serious":
            parts.append(self._alarm.serious_text(danger, form))
        return parts

    def _lookup_text(self, question: Question, asker: Understanding, route: Route, hits: Sequence[Hit]) -> list[str]:
        form = asker.form
        named = [c.record for c in route.choices if c.record.id in asker.mentions] or [
            c.record for c in route.choices[:1]
        ]
        own = [hit for hit in hits if hit.passage.kommune in (asker.kommune, SHARED, NATIONAL)]
        parts: list[str] = []
        wants_number = "contact" in asker.cues
        if not asker.cues and named and isinstance(named[0], Service):
            parts.append(f"{named[0].name.of(form)}: {named[0].description.of(form)}")
        if wants_number:
            services = [record for record in named[:2] if isinstance(record, Service)]
            parts += [self._cards.contact_text(service, asker, asked=True) for service in services]
        parts += self._facts(named[:3], asker, question, own, 1 if wants_number else 4)
        return parts + self._planned(route, form)

    def _facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: Question,
        hits: Sequence[Hit],
        most: int,
        least: float = 0.0,
    ) -> list[str]:
        """Facts as sentences, and the place of the first."""
        facts = self._evidence.facts(records, asker, question.text, hits, most, least)
        if not facts:
            return []
        source = self._phrases.say("source", asker.form, source=self._cards.cite(facts[0].source))
        return [*(passage.text.of(asker.form) for passage in facts), source]

    def _guide_text(self, guide: Guide, asker: Understanding, question: Question, hits: Sequence[Hit]) -> list[str]:
        form = asker.form
        chosen = self._evidence.sections(guide, question.text, hits)
        return [guide.summary.of(form), *(section.text.of(form) for section in chosen)]

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
        text = self._phrases.say(
            name,
            form,
            desk=desk,
            legevakt=self._alarm.number("nasjonal/legevakt"),
            police=self._alarm.number("nasjonal/112"),
            ambulance=self._alarm.number("nasjonal/113"),
            fire=self._alarm.number("nasjonal/110"),
        )
        choices = [Choice(record, 0.5, None) for record in desks[:1]]
        return Answer(
            text=text,
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

"""Composing: a route becomes an answer in the asker's form. Contacts are copied from records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dorinn.assistant.advice import Advice
from dorinn.assistant.alarm import Alarm
from dorinn.assistant.cards import Cards
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.facts import Facts
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.quotation import CERTAIN, CLEAR, best_quotation
from dorinn.assistant.route import Choice, Route
from dorinn.assistant.said import Said
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Clarify
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED, Kommune
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.text import Form
from dorinn.language.sentences import sentences

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
        self._cards = Cards(corpus, phrases, offer, evidence, confidence, freshness)
        self._facts = Facts(corpus, phrases, offer, evidence, self._cards)
        self._advice = Advice(corpus, phrases, self._cards, self._facts)
        self._alarm = Alarm(corpus, phrases)
        self._described = {service.kommune for service in corpus.services}

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
        form, hits = asker.form, self._facts.local(hits, asker)
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
        elif not (route.lookup and not _is_law(first) and self._facts.look_up(said, question, asker, route, hits)):
            self._advice.give(said, asker, route, first, question, hits)
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


def _is_law(record: Record) -> bool:
    """Whether it is a guide to the law, which answers in its own sections and not by a plan's facts."""
    return isinstance(record, Guide) and record.kommune == SHARED

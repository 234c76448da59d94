"""Plan answer: what the municipality's own plan says to a question after a fact, in its own words and at its place.

Where a municipality's records have the fact, they answer, and the plan is quoted beside them. Where they do not, or
nobody has written any, the plan is all that is local, and a quotation is the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.facts import HELD, SURELY, Facts
from dorinn.assistant.quotation import CLEAR, SURE, Quotation, Quotations
from dorinn.assistant.said import Said
from dorinn.assistant.wanted import asked_of
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.question import Understanding
from dorinn.domain.service import Service
from dorinn.language.fold import fold

_LAW, _GUIDED = 0.13, 0.2  # the likeness from which a rule, or another guide, answers, so that a plan must be sure
# Matters outside that a plan may still have a word on: what is asked by a name that only the plan knows.
_PERSON = "utenfor-person"
_MAY_BE_LOCAL = ("utenfor-prat", "utenfor-kommunalt", "utenfor-juss", _PERSON)
_NAME = re.compile(r"(?<=[^.!?:|] )[A-ZÆØÅ][\w-]+")
_DUTIES = ("meldeplikt", "avvergingsplikt", "taushetsplikt")  # which no plan can change


class PlanAnswer:
    """Decides what is quoted, and whether it is the answer."""

    def __init__(self, corpus: Corpus, phrases: Phrases, cards: Cards, facts: Facts, quotations: Quotations) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._facts = facts
        self._quotations = quotations
        self._described = {service.kommune for service in corpus.services}
        self._taken_in = {edition.kommune for edition in corpus.editions}

    def read(self, case: Case) -> Case:
        """The case with what is quoted, and whether that is the answer."""
        case = replace(case, unrecorded=self.alone(case))
        plan = self.quotation(case)
        outdone = plan is not None and plan.sure and self.alone(case, SURELY)
        return replace(case, plan=plan, unrecorded=case.unrecorded or outdone)

    def quotation(self, case: Case) -> Quotation | None:
        """What to quote: for staff, for questions after a fact, and of a plan that is all there is. To somebody in need
        nothing is quoted but the very fact that is asked for."""
        asker, calm = case.asker, case.danger.level == "none"
        if case.acute:
            return None
        if not (case.route.lookup or asks(asker) or asker.staff) and asker.kommune in self._described:
            return None
        found = self._quotations.best(case.text, asker, case.quotes, CLEAR if calm else SURE)
        if found is None or not (calm or case.unrecorded):
            return None
        return found if found.fits else None  # without the kind of words that is sought it cannot be the answer

    def instead(self, case: Case) -> Said | None:
        """What is said where a question would be refused that a record, or else the plan, answers, or that the plan
        speaks of without answering it."""
        said, asker, somebody = Said(), case.asker, case.route.out == _PERSON
        if case.route.out not in _MAY_BE_LOCAL or (somebody and (asker.kommune is None or "who" in asker.sought)):
            return None
        if not somebody and self._facts.surely(said, case):
            return said
        found = self._quotations.best(case.text, asker, case.quotes) if asks(asker) else None
        if found is None or (somebody and self._names_somebody(case.text, found.words, asker)):
            return None
        if found.sure:
            said.found = True
            return said.note(self.told(found, asker))
        if found.fits or not self.alone(case):
            return None
        return said.lead(self._facts.missing(asker)).step(self._cards.ask_desk(asker, ()))

    def _names_somebody(self, question: str, words: str, asker: Understanding) -> bool:
        """Whether a question may name a person: a name stands in it, or one of those in a quotation."""
        place = fold(self._corpus.kommune[asker.kommune or ""].name)
        names = [name for name in _NAME.findall(question) if fold(name) not in place]
        said = {name for name in _NAME.findall(words) if fold(name) not in place}
        return bool(names or {fold(name) for name in said} & set(fold(question).split()))

    def alone(self, case: Case, least: float = HELD) -> bool:
        """Whether a fact is asked for that only the plan can tell: no record has it with a fact that scores at `least`
        so much, and no number is shown but a verified one."""
        asker = case.asker
        if not asks(asker) or asker.kommune is None or "contact" in asker.cues:
            return False
        if asker.kommune not in self._described:
            return True
        return asker.kommune in self._taken_in and not self._facts.held(case, least)

    def told(self, plan: Quotation, asker: Understanding) -> str:
        """A quotation, marked as one, with its place; one that may not be the answer is called the nearest there is."""
        phrase = "quote_near" if asks(asker) and not plan.sure else "quote"
        return self._phrases.say(phrase, asker.form, words=plan.words, source=self._cards.cite(plan.passage.source))

    def lawful(self, case: Case) -> bool:
        """Whether a guide, or a rule of the topic, answers."""
        first = case.first
        guided = first is not None and not isinstance(first, Service) and first.type not in _DUTIES
        return self._facts.law(case) >= (_GUIDED if guided else _LAW)

    def answer(self, said: Said, case: Case) -> bool:
        """Answers from the plan alone, or says that it does not have the answer; whether nothing more is to be said."""
        asker, first, plan = case.asker, case.first, case.plan
        if self.lawful(case) and not (plan and plan.sure and first and first.type not in _DUTIES):
            return False
        only = asked_of(case.text) == case.text.strip()  # nothing else is told
        looks_up = case.route.lookup or case.route.ask is not None
        if plan is not None:
            said.lead(self.told(plan, asker)).note(*self._facts.rule(case, case.hits, clearly=True))
            said.found = said.settled = True
            return first is None or (only and (bool(asker.sought) or looks_up))
        if not (asker.sought and only):
            return False
        said.lead(self._facts.missing(asker))
        said.settled = True
        if isinstance(first, Service) and not looks_up:
            return False
        said.step(self._cards.ask_desk(asker, ()))
        return True


def asks(asker: Understanding) -> bool:
    """Whether a fact is asked for."""
    return bool(asker.asks_fact or asker.sought)

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
from dorinn.assistant.rules import Rules
from dorinn.assistant.said import Said
from dorinn.assistant.unchecked import Unchecked
from dorinn.assistant.wanted import asked_of
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.kommune import NATIONAL
from dorinn.domain.question import Understanding
from dorinn.domain.service import Service
from dorinn.language.fold import fold, words

_LAW, _GUIDED = 0.25, 0.32  # the likeness from which a rule, or another guide, answers, so that a plan must be sure
# Matters outside that a plan may still have a word on: what is asked by a name that only the plan knows.
_PERSON = "utenfor-person"
_MEDICINE = "utenfor-dosering"
_MAY_BE_LOCAL = ("utenfor-prat", "utenfor-kommunalt", "utenfor-juss", _PERSON, _MEDICINE)
_NAME = re.compile(r"(?<=[^.!?:|] )[A-ZÆØÅ][\w-]+")
_NUMBER = re.compile(
    r"\b(?:telefon(?:en|nummer(?:et)?)?|(?:mobil|direkte)?n(?:umm|omm)er(?:et)?|tlf|mobil(?:en)?|nr)\b\.?",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"(?:har|finnes|finst|fins|er det|tilbyr|tilbyd)\b")
_SHORT = 14  # words; who writes more asks for more than a number
_DUTIES = ("meldeplikt", "avvergingsplikt", "taushetsplikt")  # which no plan can change


class PlanAnswer:
    """Decides what is quoted, and whether it is the answer."""

    def __init__(
        self, corpus: Corpus, phrases: Phrases, cards: Cards, facts: Facts, rules: Rules, quotations: Quotations
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._facts = facts
        self._rules = rules
        self._quotations = quotations
        self._unchecked = Unchecked(corpus)
        self._described = {service.kommune for service in corpus.services}
        self._taken_in = {edition.kommune for edition in corpus.editions}

    def read(self, case: Case) -> Case:
        """The case with what is quoted, and whether that is the answer."""
        if reached := self.reached(case):
            return replace(case, unrecorded=True, reached=reached)
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
        if not asker.sought and _WHETHER.match(fold(asked_of(case.text))) and not self._says(found, case):
            return None  # what a part of the name stands in is no answer to whether a thing is there
        return found if found.fits else None  # without the kind of words that is sought it cannot be the answer

    def _says(self, found: Quotation, case: Case) -> bool:
        """Whether a quotation speaks clearly of what is asked about by its whole name."""
        whole = self._quotations.wanted(asked_of(case.text), found.passage.kommune).whole()
        return whole.share(found.passage.text.nb, found.passage.title) >= CLEAR

    def instead(self, case: Case) -> Said | None:
        """What is said where a question would be refused that a record, or else the plan, answers, or that the plan
        speaks of without answering it."""
        said, asker, somebody = Said(), case.asker, case.route.out == _PERSON
        reached = self.reached(case) if case.route.out in _MAY_BE_LOCAL else ""
        if reached:
            said.found = True
            return said.lead(reached)
        if case.route.out not in _MAY_BE_LOCAL or (somebody and (asker.kommune is None or "who" in asker.sought)):
            return None
        medicine = case.route.out == _MEDICINE  # where the plan must have the very words
        if not (somebody or medicine) and (self._outright(said, case) or self._facts.surely(said, case)):
            return said
        found = self._quotations.best(case.text, asker, case.quotes) if asks(asker) else None
        if found is None or (somebody and self._names_somebody(case.text, found, asker)):
            return None
        if found.sure:
            said.found = True
            return said.note(self.told(found, asker))
        if found.fits or medicine or not self.alone(case):
            return None
        return said.lead(self._facts.missing(asker)).step(self._cards.ask_desk(asker, ()))

    def _outright(self, said: Said, case: Case) -> bool:
        """Says the fact that is asked for outright, where there is one."""
        said.note(*(told := self._facts.plainly(case)))
        said.found = bool(told)
        return said.found

    def _names_somebody(self, question: str, found: Quotation, asker: Understanding) -> bool:
        """Whether a question may name a person: a name stands in it that no heading over a quotation has, or one of
        those in the quotation."""
        headed = set(words(fold(found.passage.title)))
        here = asker.kommune or ""
        said = {fold(name) for name in self._named(found.words, here)} & set(fold(question).split())
        return bool(said - headed or {fold(name) for name in self._named(question, here)} - headed)

    def _named(self, text: str, kommune: str) -> list[str]:
        """The names in a text, but for that of the municipality."""
        place = fold(self._corpus.kommune[kommune].name)
        return [name for name in _NAME.findall(text) if fold(name) not in place]

    def alone(self, case: Case, least: float = HELD) -> bool:
        """Whether a fact is asked for that only the plan can tell: no record has it with a fact that scores at `least`
        so much, and no number is shown but a verified one."""
        asker = case.asker
        if not asks(asker) or asker.kommune is None or "contact" in asker.cues:
            return False
        if asker.kommune not in self._described:
            return True
        return asker.kommune in self._taken_in and not self._facts.held(case, least)

    def reached(self, case: Case) -> str:
        """Where the plan has the number that is asked for, or that there is none here, of what no record is about: what
        the plan names, or what is called by a name that nobody here knows. Else nothing."""
        asker, here = case.asker, case.asker.kommune
        if here not in self._taken_in or "contact" not in asker.cues or len(case.text.split()) > _SHORT:
            return ""
        places, named = (here, NATIONAL), set(asker.mentions)
        if case.danger.level != "none" or not _NUMBER.search(case.text) or here is None:
            return ""
        if any(record.kommune in places and {record.id, record.type} & named for record in case.records):
            return ""
        wanted = self._quotations.wanted(_NUMBER.sub(" ", asked_of(case.text)), here)
        place = self._unchecked.asked(wanted, here)
        if place is not None:
            return self._phrases.say("number_in_plan", case.form, source=self._cards.cite(place))
        if not self._quotations.names(wanted, here) and (named or not self._named(case.text, here)):
            return ""
        return self._phrases.say("number_not_kept", case.form, desk=self._facts.desk(asker))

    def told(self, plan: Quotation, asker: Understanding) -> str:
        """A quotation, marked as one, with its place; one that may not be the answer is called the nearest there is."""
        phrase = "quote_near" if asks(asker) and not plan.sure else "quote"
        return self._phrases.say(phrase, asker.form, words=plan.words, source=self._cards.cite(plan.passage.source))

    def lawful(self, case: Case) -> bool:
        """Whether a guide, or a rule of the topic, answers."""
        first = case.first
        guided = first is not None and not isinstance(first, Service) and first.type not in _DUTIES
        return self._rules.law(case) >= (_GUIDED if guided else _LAW)

    def answer(self, said: Said, case: Case) -> bool:
        """Answers from the plan alone, or says that it does not have the answer; whether nothing more is to be said."""
        asker, first, plan = case.asker, case.first, case.plan
        if case.reached:
            said.lead(case.reached)
            said.found = said.settled = True
            return True
        if self.lawful(case) and not (plan and plan.sure and first and first.type not in _DUTIES):
            return False
        only = asked_of(case.text) == case.text.strip()  # nothing else is told
        looks_up = case.route.lookup or case.route.ask is not None
        if plan is not None:
            said.lead(self.told(plan, asker)).note(*self._rules.rule(case, case.hits, clearly=True))
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

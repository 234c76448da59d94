"""Beside: whom else to ask than where to begin, and what else to read."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.alarm import HURT
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.offer import Record, exists
from dorinn.assistant.ranking import Choice
from dorinn.assistant.said import Said
from dorinn.assistant.workplace import Workplace
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide
from dorinn.domain.service import THINGS, Service

FITS = 0.45  # how probable a topic must be for what it leads to, where the first service does so too
_NOT_BESIDE = ("barnevernvakt", "nodnummer")  # for the night and for danger: named first, or in the list, but not «too»
_NOT_FOR_YOUTH = ("barnehage", "helsestasjon", "foreldreveiledning")
_LIKELY = 0.03  # the share of the belief with which what the topic does not know of is named beside another
_WELFARE = 0.1  # the share of the belief with which the child welfare service is named beside another
_DUTIES = frozenset(("meldeplikt", "avvergingsplikt"))
_OF_DUTY = _DUTIES | {"taushetsplikt", "barnevern", "bekymring-til-handling", "samtale-om-bekymring"}
_FOR_ALL = frozenset(("medvirkning", "individuell-plan"))  # guides that parents and the young read too
_WORKPLACES = ("skole", "barnehage")  # where those work who have done wrong
_HARMED_THERE = "ansatt-krenker"
_ASK = ("spør", "spørre", "spørje", "kontakt med")
_NO_SHELTER = ("fysioterapi", "ergoterapi", "kulturskole", "fritid", "ppt")


class Beside:
    """Names who else can help, but no door that the writer has shut, or been through, and nobody twice."""

    def __init__(self, corpus: Corpus, phrases: Phrases, cards: Cards, workplace: Workplace) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._workplace = workplace
        self._learned = frozenset(guide.type for guide in corpus.guides)

    def name(self, said: Said, case: Case, first: Record) -> None:
        """Whom else to ask, and what else to read: nobody can ask a guide, and only staff read most of them."""
        form, asker = case.form, case.asker
        beside = [choice for choice in case.route.choices[1:3] if exists(choice.record)]
        people = [
            choice.record
            for choice in beside
            if isinstance(choice.record, Service)
            and self._is_beside(choice, first, case)
            and not self._is_named(said, choice.record, case)
        ]
        readable = self._learned if asker.staff else self._learned & _FOR_ALL
        if not case.serious and first.type not in _OF_DUTY:
            readable -= _DUTIES  # nobody is reminded of it who asks about reading
        guides = [choice.record for choice in beside if choice.record.type in readable]
        things = [record for record in people if record.form in THINGS]
        people = [record for record in people if record not in things]
        people = self._without_welfare(said, people, case, first)
        for phrase, named in (("also", people), ("also_about", things)):
            if named:
                said.step(self._phrases.say(phrase, form, names=self._cards.names(named, form, asker.kommune)))
        if guides:
            names = " og ".join(f"«{guide.name.of(form)}»" for guide in guides)
            said.step(self._phrases.say("also_read", form, names=names))

    def _without_welfare(self, said: Said, people: Sequence[Service], case: Case, first: Record) -> list[Service]:
        """Those beside, without the child welfare service where one has been told to report to it; what it is called
        here is told, where that is another name."""
        kept: list[Service] = []
        for record in people:
            name = self._cards.called(record, case.form, case.asker.kommune)
            kommune = self._corpus.kommune.get(record.kommune)
            if record.type != "barnevern" or not (said.holds(name) or first.type in _DUTIES):
                kept.append(record)
            elif not said.holds(name) and kommune and f" i {kommune.name}" not in name:
                said.step(self._phrases.say("welfare_here", case.form, name=name))
        return kept

    def _is_beside(self, choice: Choice, first: Record, case: Case) -> bool:
        """Whether it is named as somebody else to ask. The front desk has been named where no number is known; the
        child welfare service frightens where little speaks for it; and what is for another age is no help."""
        record, asker = choice.record, case.asker
        if record.type in (*self._learned, *_NOT_BESIDE) or not isinstance(record, Service):
            return False
        if not asker.staff and self._is_shut(record, case):
            return False
        if self._workplace.at(record, case):
            return False
        if record.type == "servicetorg":
            return asker.role != "frontdesk" and (isinstance(first, Guide) or bool(first.contacts))
        if record.type == "barnevern":
            return case.serious or isinstance(first, Guide) or choice.share >= _WELFARE
        if record.type == "hjelpetelefon":
            return not case.serious  # its number is given
        if asker.role == "youth" and record.type in _NOT_FOR_YOUTH:
            return False
        topic = self._corpus.topic.get(case.route.topic or "") if case.route.belief >= FITS else None
        if choice.share < _LIKELY and not (topic and record.type in topic.codes):
            return False
        years = asker.age
        return not (years and record.age and (years[0] > record.age[1] or years[1] < record.age[0]))

    def _is_named(self, said: Said, record: Service, case: Case) -> bool:
        """Whether one has been told to ask it already."""
        name = self._cards.called(record, case.form, case.asker.kommune)
        if case.asker.kommune:
            name = name.removesuffix(f" i {self._corpus.kommune[case.asker.kommune].name}")
        return any(said.holds(f"{ask} {name}") for ask in _ASK)

    @staticmethod
    def _is_shut(record: Record, case: Case) -> bool:
        """Whether it is a door that the writer says no to, or has been through, or where those are who have hurt
        somebody young; and what eases the body or the free time is no help to who is hurt."""
        asker, names = case.asker, {record.id, record.type}
        if names & {*asker.refused, *asker.tried}:
            return True
        if asker.role == "youth" and case.route.topic == _HARMED_THERE and record.type in _WORKPLACES:
            return True
        return case.serious and case.danger.category in HURT and record.type in _NO_SHELTER

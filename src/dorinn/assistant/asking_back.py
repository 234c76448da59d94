"""Asking back: what more must be known, and where to begin meanwhile."""

from __future__ import annotations

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.offer import Offer
from dorinn.assistant.route import Route
from dorinn.assistant.said import Said
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Clarify
from dorinn.domain.question import Understanding
from dorinn.domain.service import Service

_NOT_FIRST_FOR_YOUTH = ("servicetorg", "helsestasjon", "barnehage", "foreldreveiledning")
_WELFARE = 0.3  # the share of the belief with which the child welfare service is named where more must be known


class AskingBack:
    """Writes the question back and what goes with it."""

    def __init__(self, phrases: Phrases, offer: Offer, cards: Cards, alarm: Alarm) -> None:
        self._phrases = phrases
        self._offer = offer
        self._cards = cards
        self._alarm = alarm

    def begin(self, said: Said, case: Case) -> None:
        """That more must be known, and where to begin meanwhile. A young writer is told of the line for children and of
        people, not of a desk; and the child welfare service is no safe start where little speaks for it."""
        form, asker, young = case.form, case.asker, case.asker.role == "youth"
        without = {"hjelpetelefon", *(_NOT_FIRST_FOR_YOUTH if young else ())}
        if asker.role == "frontdesk":
            without.add("servicetorg")
        records = [
            choice.record
            for choice in case.route.choices
            if case.serious or choice.record.type != "barnevern" or choice.share >= _WELFARE
        ]
        if young:
            records += self._offer.of("skolehelsetjeneste", asker.kommune)[:1]
        places = (record for record in records if isinstance(record, Service) and record.exists)
        found = [record for record in places if record.type not in without][:2]
        wary = case.route.suspected is not None
        said.lead(
            self._phrases.say("ask_first_suspected" if wary else "ask_first_youth" if young else "ask_first", form)
        )
        said.note(self._phrases.say("safe_start", form, names=self._cards.names(found, form, asker.kommune)))
        if young:
            said.step(self._alarm.child_line(form))
        if not wary:
            said.note(self._alarm.ask_danger(form))

    def question(self, route: Route, asker: Understanding) -> Clarify | None:
        if route.ask not in ("matter", "age"):
            return None
        if route.suspected is not None:
            # Nothing is more urgent to know, and the two that say yes are an alarm after this turn.
            likely = self._phrases.say("options_suspected", asker.form).split("|")
            return Clarify(self._phrases.say("ask_suspected", asker.form), tuple(likely))
        whose = "_youth" if asker.role == "youth" else ""
        options = "_staff" if asker.staff and route.ask == "matter" else whose
        say = self._phrases.say
        found = say(f"options_{route.ask}{options}", asker.form).split("|")
        return Clarify(say(f"ask_{route.ask}{whose}", asker.form), tuple(found))

"""Refusing: what is said to what is no matter of ours, and who helps with it."""

from __future__ import annotations

from dataclasses import replace

from dorinn.assistant.alarm import Alarm
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.offer import Offer
from dorinn.assistant.ranking import Choice
from dorinn.assistant.said import Said
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer
from dorinn.language.sentences import sentences

_TO_DESK = ("out_kommunalt", "out_juss", "out_person")  # refusals that send everybody else to the front desk


class Refusals:
    """Writes refusals, each with the front desk."""

    def __init__(self, phrases: Phrases, offer: Offer, cards: Cards, alarm: Alarm) -> None:
        self._phrases = phrases
        self._offer = offer
        self._cards = cards
        self._alarm = alarm

    def answer(self, reason: str, case: Case, said: Said) -> Answer:
        """The refusal for a `reason`, a topic of what is outside or «foreign», after what is `said` already."""
        form = case.form
        desks = self._offer.of("servicetorg", case.asker.kommune)
        called = self._cards.names(desks[:1], form)
        name = reason if reason == "foreign" else f"out_{reason.removeprefix('utenfor-')}"
        if case.asker.surely == "frontdesk" and name in _TO_DESK:
            name = f"{name}_desk"  # nobody is sent to themselves
        said.note(
            *sentences(
                self._phrases.say(
                    name,
                    form,
                    desk=f"{called[:1].upper()}{called[1:]}",
                    legevakt=self._alarm.number("nasjonal/legevakt"),
                    police=self._alarm.number("nasjonal/112"),
                    ambulance=self._alarm.number("nasjonal/113"),
                    fire=self._alarm.number("nasjonal/110"),
                    violence=self._alarm.number("nasjonal/vold-og-overgrepslinjen"),
                    alarm=self._alarm.number("nasjonal/alarmtelefonen"),
                )
            )
        )
        case = replace(case, hits=())
        return Answer(
            **said.words(),
            form=form,
            urgency="none",
            services=tuple(self._cards.suggestion(Choice(desk, 0.5, None), case) for desk in desks[:1]),
            abstained=True,
            abstain_reason=reason,
        )

"""Scenarios to train on: a situation from work with children, and what different ways to act lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dorinn.domain.source import Source
from dorinn.domain.text import Text

Judgement = Literal["right", "partly", "wrong", "dangerous"]
JUDGEMENTS: tuple[Judgement, ...] = ("right", "partly", "wrong", "dangerous")
"""`partly` is not enough alone, `wrong` lets time or trust go, `dangerous` may put the child at greater risk."""
Audience = Literal["barnehage", "skole", "helse", "frivillig", "felles"]
AUDIENCES: tuple[Audience, ...] = ("barnehage", "skole", "helse", "frivillig", "felles")
"""Whom a scenario is for; `felles` is for everyone, volunteers too."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to act, and what is said of it at once: the judgement, why, and where that stands.

    `guide` is a section of a guide, written `<guide id>#<section id>`, where one can read on.
    """

    id: str
    text: Text
    judgement: Judgement
    feedback: Text
    sources: tuple[Source, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A situation with three or four choices, one of them right; `kommune` when it trains that one's own steps."""

    id: str
    title: Text
    situation: Text
    audience: tuple[Audience, ...]
    kommune: str | None
    choices: tuple[Choice, ...]
    remember: Text

    def suits(self, audience: str | None, kommune: str | None) -> bool:
        """Whether it is for this audience and municipality; None for either takes what is not bound to one."""
        place = self.kommune is None or self.kommune == kommune
        return place and (audience is None or audience in self.audience or "felles" in self.audience)

    @property
    def right(self) -> Choice:
        """The right choice."""
        return next(choice for choice in self.choices if choice.judgement == "right")

    def choice(self, code: str) -> Choice | None:
        """The choice of a code."""
        return next((choice for choice in self.choices if choice.id == code), None)


@dataclass(frozen=True, slots=True)
class Theme:
    """Scenarios that train the same thing."""

    id: str
    name: Text
    scenarios: tuple[Scenario, ...]

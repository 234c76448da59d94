"""Topics: worries as people have them, and who helps with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dorinn.domain.text import Form, Text

Role = Literal["parent", "youth", "employee", "frontdesk", "other"]
ROLES: tuple[Role, ...] = ("parent", "youth", "employee", "frontdesk", "other")
Level = Literal["none", "serious", "acute"]
LEVELS: tuple[Level, ...] = ("none", "serious", "acute")


@dataclass(frozen=True, slots=True)
class Preference:
    """Codes of help, best first, for askers who fit: a role, an age range in years, or an adult's own matter."""

    help: tuple[str, ...]
    role: Role | None = None
    age: tuple[int, int] | None = None
    adult: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A worry, its neighbours that it is not (`unlike`), first advice (for anybody, for a grown-up who is near a child,
    for a young person who writes, for somebody who works with children), and the help for it.

    `area` is the file it stands in; the areas `utenfor`, `uklart` and `oppslag` are not worries
    but kinds of messages. A topic with `said` holds for an adult only where that cue stands in the message;
    else its probability goes to the topic `otherwise`: a pregnancy is not unwanted unless somebody says so. `rules` are
    sections of guides (`felles/meldeplikt#frister`) that answer what is asked about it, whoever helps; with `urgent`
    the advice names signs that cannot wait, and the numbers for those are told beside it.
    """

    id: str
    area: str
    name: Text
    help: tuple[str, ...]
    preferences: tuple[Preference, ...]
    unlike: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    advice: Text | None = None
    advice_adult: Text | None = None
    advice_youth: Text | None = None
    advice_employee: Text | None = None
    signs: tuple[Text, ...] = ()
    urgent: bool = False
    los: str | None = None
    said: str | None = None
    otherwise: str | None = None
    scope: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """Every kind of help that is given with it, to anybody."""
        return frozenset((*self.help, *(code for one in self.preferences for code in one.help)))

    def advised(self, role: Role | None, own: bool = False) -> Text | None:
        """The advice to somebody of a role, or to anybody; with `own` to a grown-up whose own matter it is."""
        said = {
            "parent": None if own else self.advice_adult,
            "other": None if own else self.advice_adult,
            "youth": self.advice_youth,
            "employee": self.advice_employee,
        }
        return said.get(role or "") or self.advice


@dataclass(frozen=True, slots=True)
class Example:
    """One example question of a topic, as somebody might write it.

    Where a reader has judged it by itself, `first` holds the codes of which any may come first, best first (with
    OUTSIDE and UNCLEAR, see below), and `level` its danger; else both are empty.
    """

    topic: str
    form: Form
    role: Role
    text: str
    first: tuple[str, ...] = ()
    level: Level | None = None


OUTSIDE, UNCLEAR = "utenfor", "uklart"
"""What a reader writes instead of a code: no matter for this door; too little to go by, before where to begin."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message with the level of danger in it: `acute` (now), `serious` (grave, not now) or `none`."""

    level: Level
    form: Form
    role: Role
    text: str

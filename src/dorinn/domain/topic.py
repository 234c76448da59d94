"""Topics: worries as people have them, and who helps with each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dorinn.domain.text import Form, Text

Role = Literal["parent", "youth", "employee", "frontdesk", "other"]
ROLES: tuple[Role, ...] = ("parent", "youth", "employee", "frontdesk", "other")
STAFF: tuple[Role, ...] = ("employee", "frontdesk")
Level = Literal["none", "serious", "acute"]
LEVELS: tuple[Level, ...] = ("none", "serious", "acute")
FIRST, FRIEND, OTHERS = "first", "friend", ("child", "others")
"""Cues that every topic's advice may ask for: the writer is spoken of, a friend of a young writer, somebody else."""


@dataclass(frozen=True, slots=True)
class Preference:
    """Codes of help, best first, for askers who fit: a role, an age range in years, or an adult's own matter."""

    help: tuple[str, ...]
    role: Role | None = None
    age: tuple[int, int] | None = None
    adult: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """Advice to those who live one of the lives that a topic serves; every condition that is given must hold.

    `roles` are those of whom the writer surely has one; without any it is for everybody but staff, since it speaks to
    the one whose life it is. `own` when they speak of nobody else, `friend` when a young writer tells of a friend,
    `age` the years within which the told age lies, `said` cues that all stand in what they wrote.
    """

    text: Text
    roles: tuple[Role, ...] = ()
    own: bool = False
    friend: bool = False
    age: tuple[int, int] | None = None
    said: tuple[str, ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether it has any condition."""
        return bool(self.roles or self.own or self.friend or self.age or self.said)

    def fits(self, role: Role | None, age: tuple[int, int] | None, situations: Collection[str]) -> bool:
        """Whether it is for somebody of a role, where that is sure, with the age and the situations that are told."""
        if role not in self.roles if self.roles else role in STAFF:
            return False
        if self.own and (FIRST not in situations or any(other in situations for other in OTHERS)):
            return False
        if self.friend and (role != "youth" or FRIEND not in situations):
            return False
        if self.age and (age is None or age[0] < self.age[0] or age[1] > self.age[1]):
            return False
        return all(cue in situations for cue in self.said)


@dataclass(frozen=True, slots=True)
class Topic:
    """A worry, its neighbours that it is not (`unlike`), first advice (for anybody, for a grown-up who is near a child,
    for a young person who writes, for somebody who works with children; before those, `advice_for` the lives that one
    text cannot serve), and the help for it.

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
    advice_for: tuple[Variant, ...] = ()
    signs: tuple[Text, ...] = ()
    urgent: bool = False
    los: str | None = None
    said: str | None = None
    otherwise: str | None = None
    scope: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every kind of help that is given with it, to anybody."""
        return tuple(dict.fromkeys((*self.help, *(code for one in self.preferences for code in one.help))))

    def advised(
        self,
        role: Role | None,
        own: bool = False,
        age: tuple[int, int] | None = None,
        situations: Collection[str] = (),
    ) -> Text | None:
        """The advice to somebody in such situations, of a role, or to anybody; with `own` to a grown-up whose own
        matter it is. The front desk passes on what is for grown-ups, since those are who call."""
        for variant in self.advice_for:
            if variant.fits(role, age, situations):
                return variant.text
        said = {
            "parent": None if own else self.advice_adult,
            "other": None if own else self.advice_adult,
            "frontdesk": None if own else self.advice_adult,
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

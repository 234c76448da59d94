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
    """A worry, its neighbours that it is not (`unlike`), first advice, and the help for it.

    `area` is the file it stands in; the areas `utenfor`, `uklart` and `oppslag` are not worries
    but kinds of messages. A topic with `said` holds for an adult only where that cue stands in the message;
    else its probability goes to the topic `otherwise`: a pregnancy is not unwanted unless somebody says so.
    """

    id: str
    area: str
    name: Text
    help: tuple[str, ...]
    preferences: tuple[Preference, ...]
    unlike: tuple[str, ...] = ()
    advice: Text | None = None
    signs: tuple[Text, ...] = ()
    los: str | None = None
    said: str | None = None
    otherwise: str | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One example question of a topic, as somebody might write it."""

    topic: str
    form: Form
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A message with the level of danger in it: `acute` (now), `serious` (grave, not now) or `none`."""

    level: Level
    form: Form
    role: Role
    text: str

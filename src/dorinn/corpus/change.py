"""What an editor may propose: one change of one file of the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dorinn.domain.service import Contact
from dorinn.domain.text import Form, Text
from dorinn.domain.topic import Role

Field = Literal[
    "name", "description", "purpose", "access", "convener", "frequency", "brings", "summary",
    "description_youth", "description_staff", "advice", "advice_adult", "advice_youth", "advice_employee",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewExample:
    """A question that people ask about a topic."""

    topic: str
    form: Form
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class NewOrder:
    """The kinds of help for a topic, best first; `place` is that of a preference (from 0), None the topic's own."""

    topic: str
    help: tuple[str, ...]
    place: int | None = None


@dataclass(frozen=True, slots=True)
class NewText:
    """Another text, in both forms, in a field of a service, team, guide or topic."""

    record: str
    field: Field
    text: Text


@dataclass(frozen=True, slots=True)
class NewAlias:
    """One more name that people write for a service, team or guide."""

    record: str
    alias: str


@dataclass(frozen=True, slots=True)
class NewContact:
    """One more way to reach a service, with its source."""

    record: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class NewAsking:
    """One more way in which people ask for a section of a guide."""

    record: str
    section: str
    form: Form
    text: str


Change = NewExample | NewOrder | NewText | NewAlias | NewContact | NewAsking

"""The answer as every door shows it; field names follow the HTTP contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dorinn.domain.frozen import Frozen
from dorinn.domain.service import Contact, Kind, Status
from dorinn.domain.text import Form


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation or statement with its place: document title, section, and the words."""

    document: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """An emergency number with one line on when to use it."""

    name: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service, team or guide in the answer. `confidence` is a calibrated probability in [0, 1]."""

    id: str
    type: str
    kind: Kind
    name: str
    confidence: float
    why: str
    contacts: tuple[Contact, ...]
    sources: tuple[Citation, ...]
    status: Status = "active"
    access: str | None = None


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question back, with two to five options."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer(Frozen):
    """Everything that is said to one question.

    `text` is all of it. For pages, `lead` (the answer in a sentence), `steps` (what to do, in order) and `notes`
    (anything else) hold the same sentences.
    """

    text: str
    form: Form
    urgency: Literal["none", "acute"]
    emergency: tuple[EmergencyNumber, ...] = ()
    services: tuple[Suggestion, ...] = ()
    clarify: Clarify | None = None
    abstained: bool = False
    abstain_reason: str | None = None
    conversation_id: str = ""
    serious: bool = False
    lead: str = ""
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    topics: dict[str, float] = field(default_factory=dict)

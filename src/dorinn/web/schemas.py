"""The contract's bodies, for validation and for `/openapi.json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from dorinn.domain.question import MAX_QUESTION
from dorinn.web.clean import blank_to_none, clean

MAX_NOTE = 1000
Language = Literal["nb", "nn"]
AskRole = Literal["parent", "youth", "employee", "frontdesk"]
OptionalLanguage = Annotated[Language | None, BeforeValidator(blank_to_none)]
OptionalCode = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(blank_to_none)]


class AskRequest(BaseModel):
    """A question. Only `question` is needed."""

    question: Annotated[str, BeforeValidator(clean), Field(min_length=1, max_length=MAX_QUESTION, pattern=r"\S")]
    kommune: OptionalCode = None
    language: OptionalLanguage = None
    role: Annotated[AskRole | None, BeforeValidator(blank_to_none)] = None
    conversation_id: OptionalCode = None
    consent: bool | None = None
    """Whether this conversation's questions may be stored from now on, scrubbed, for 30 days."""


class AnswerText(BaseModel):
    """What to do first and why, as plain text in one form; `lead`, `steps` and `notes` hold the same sentences."""

    text: str
    language: Language
    lead: str = ""
    steps: list[str] = []
    notes: list[str] = []


class EmergencyNumber(BaseModel):
    """A number for danger now."""

    name: str
    phone: str
    note: str


class Contact(BaseModel):
    """One way to reach a service, copied from its record, with provenance."""

    kind: str
    value: str
    label: str
    verified: bool
    checked: str
    stale: bool = False
    source: str


class Source(BaseModel):
    """Where something stands, and what it says there."""

    document: str
    section: str
    text: str = ""


class SuggestedService(BaseModel):
    """A service, team or guide in an answer."""

    id: str
    type: str
    kind: Literal["service", "team", "guide"]
    name: str
    confidence: float = Field(ge=0, le=1)
    why: str
    status: Literal["active", "planned", "proposed"] = "active"
    access: str | None = None
    contacts: list[Contact]
    sources: list[Source]


class Clarify(BaseModel):
    """A question back."""

    question: str
    options: list[str] = Field(min_length=2, max_length=5)


class AskResponse(BaseModel):
    """The answer to a question."""

    answer: AnswerText
    urgency: Literal["none", "acute"]
    emergency: list[EmergencyNumber]
    services: list[SuggestedService] = Field(max_length=5)
    clarify: Clarify | None
    abstained: bool
    abstain_reason: str | None
    conversation_id: str
    serious: bool = False
    stored: bool = False
    private: list[str] = []
    rephrased: bool = False


class Refused(BaseModel):
    """Why there is no answer now, with the emergency numbers all the same."""

    detail: str
    answer: AnswerText
    urgency: Literal["none", "acute"]
    emergency: list[EmergencyNumber]


class Unavailable(BaseModel):
    """Why something cannot be stored or shown now."""

    detail: str


class FeedbackRequest(BaseModel):
    """A word on an answer. The note is scrubbed before it is kept; `services` are ids that were shown."""

    verdict: Literal["right", "wrong", "missing"]
    note: Annotated[str, BeforeValidator(clean), Field(max_length=MAX_NOTE)] = ""
    kommune: OptionalCode = None
    language: OptionalLanguage = None
    services: list[Annotated[str, BeforeValidator(clean), Field(max_length=200)]] = Field(default=[], max_length=5)


class FeedbackResponse(BaseModel):
    """It is in the review list; `private` says what was taken out of the note."""

    stored: bool
    private: list[str]


class Consent(BaseModel):
    """The conversation's questions are stored from now on, until this moment (ISO 8601, UTC)."""

    stored_until: str


class StoredTurn(BaseModel):
    """One stored question, scrubbed, with codes of what was answered."""

    at: str
    question: str
    language: Language
    kommune: str | None
    urgency: Literal["none", "acute"]
    services: list[str]


class StoredConversation(BaseModel):
    """Everything that is stored of a conversation."""

    turns: list[StoredTurn]


class DirectoryEntry(BaseModel):
    """A record in a list."""

    id: str
    type: str
    kind: Literal["service", "team", "guide"]
    kommune: str
    name: str
    description: str
    status: Literal["active", "planned", "proposed"]
    access: str | None
    audience: list[str]
    age: tuple[int, int] | None
    prevention: list[str]
    contacts: list[Contact]


class Statement(BaseModel):
    """One fact with its place."""

    text: str
    source: Source


class Section(BaseModel):
    """A section of a guide."""

    id: str
    title: str
    text: str
    sources: list[Source]


class DirectoryRecord(DirectoryEntry):
    """A record with everything known of it."""

    organization: str | None = None
    members: list[str] = []
    convener: str | None = None
    frequency: str | None = None
    brings: str | None = None
    facts: list[Statement] = []
    steps: list[str] = []
    sections: list[Section] = []
    sources: list[Source]


class DirectoryList(BaseModel):
    """Records that fit, best first."""

    count: int
    services: list[DirectoryEntry]


class KommuneEntry(BaseModel):
    """A municipality; `slug` is its code everywhere else."""

    slug: str
    name: str
    language: Language
    county: str
    services: int


class KommuneList(BaseModel):
    """The municipalities that dorinn knows."""

    kommuner: list[KommuneEntry]


class Health(BaseModel):
    """Alive."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """Ready or not, and with which index."""

    status: Literal["ready", "unavailable"]
    index: str | None = None
    detail: str | None = None
    store: Literal["database", "embedded"] | None = Field(
        default=None, description="Where the latest question was searched, if a database is set"
    )

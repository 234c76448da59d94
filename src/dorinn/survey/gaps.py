"""What the records of a municipality do not say: kinds of help without a service of its own, and silent services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dorinn.assistant.offer import Offer
from dorinn.corpus.corpus import Corpus
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.errors import QuestionError


@dataclass(frozen=True, slots=True)
class MissingType:
    """A kind of help that other municipalities have a service for; `instead` are ids of what answers for it here."""

    type: str
    name: str
    planned: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Ids of the municipality's services (teams left out) that exist and do not say this or that."""

    kommune: str
    missing_types: tuple[MissingType, ...]
    without_contact: tuple[str, ...]
    without_access: tuple[str, ...]
    without_age: tuple[str, ...]
    without_organization: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def gaps(corpus: Corpus, kommune: str, form: Form = "nb") -> Gaps:
    """The gaps of one municipality; raises QuestionError for an unknown one.

    That a record says nothing is no proof that there is nothing: the plan may simply not tell.
    """
    if kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    offer = Offer(corpus)
    guides = {guide.type for guide in corpus.guides}
    own = [item for item in corpus.services if item.kommune == kommune]
    existing = {item.type for item in own if item.exists}
    elsewhere = {item.type for item in corpus.services if item.kommune in corpus.kommune and item.exists}
    missing = [
        MissingType(
            code,
            corpus.type[code].name.of(form),
            tuple(item.id for item in own if item.type == code),
            tuple(record.id for record in offer.of(code, kommune) if record.kommune != kommune),
        )
        for code in corpus.type
        if code in elsewhere - existing - guides
    ]
    places = [item for item in own if item.exists and item.kind == "service"]
    return Gaps(
        kommune,
        tuple(missing),
        _ids(item for item in places if not item.contacts),
        _ids(item for item in places if item.access is None),
        _ids(item for item in places if item.age is None),
        _ids(item for item in places if item.organization is None),
    )


def _ids(items: Iterable[Service]) -> tuple[str, ...]:
    return tuple(item.id for item in items)

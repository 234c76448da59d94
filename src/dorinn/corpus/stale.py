"""Facts whose last check is too long ago: contacts by their own day, other facts by their document's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dorinn.corpus.corpus import Corpus
from dorinn.domain.freshness import Freshness, day_of


@dataclass(frozen=True, slots=True)
class Stale:
    """What to check anew: a record's contact, or a document and how many records rest on it."""

    checked: str
    record: str
    what: str
    document: str
    records: int = 1


def stale(corpus: Corpus, freshness: Freshness) -> list[Stale]:
    """The oldest first."""
    resting = Counter(item.source.document for item in corpus.services)
    resting.update(guide.source.document for guide in corpus.guides)
    contacts = [
        Stale(contact.checked, item.id, contact.value, contact.source.document)
        for item in corpus.services
        for contact in item.contacts
        if freshness.stale(contact.checked)
    ]
    documents = [
        Stale(document.checked, "", corpus.titles[document.id], document.id, resting[document.id])
        for document in corpus.documents
        if freshness.stale(document.checked)
    ]
    return sorted([*contacts, *documents], key=lambda item: (day_of(item.checked), item.record))

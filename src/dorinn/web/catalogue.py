"""The directory: which records fit a search, and a record as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.service import Contact, Service
from dorinn.domain.source import Source
from dorinn.domain.text import Form
from dorinn.language.fold import fold
from dorinn.render import contact_json
from dorinn.web.state import State

NO_WORRY = ("utenfor", "uklart", "oppslag")
"""Areas of topics that are kinds of messages, not worries."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for; everything may be left out."""

    kommune: str | None = None
    q: str | None = None
    type: str | None = None
    topic: str | None = None
    age: int | None = None
    level: str | None = None


def search(state: State, wanted: Wanted) -> list[Record]:
    """The records that fit: what the words name first, then what mentions them; planned ones last."""
    found: Iterable[Record] = _in_scope(state, wanted)
    if wanted.q and fold(wanted.q).strip():
        found = _matching(state, wanted, list(found))
    if wanted.topic:
        codes = _topic_codes(state, wanted.topic)
        found = sorted((r for r in found if r.type in codes), key=lambda record: codes[record.type])
    if wanted.age is not None:
        found = [r for r in found if _for_age(state, r, wanted.age)]
    if wanted.level:
        found = [r for r in found if isinstance(r, Service) and wanted.level in r.prevention]
    return sorted(found, key=lambda record: isinstance(record, Service) and not record.exists)


def _for_age(state: State, record: Record, age: int) -> bool:
    """Whether it is for somebody of that age, as the record says, or else as its kind of help does."""
    kind = state.corpus.type.get(record.type)
    years = (record.age if isinstance(record, Service) else None) or (kind.age if kind else None)
    return years is None or years[0] <= age <= years[1]


def _in_scope(state: State, wanted: Wanted) -> list[Record]:
    if wanted.type:
        if wanted.kommune:
            return state.offer.of(wanted.type, wanted.kommune)
        every: list[Record] = [*state.corpus.services, *state.corpus.guides]
        return [record for record in every if record.type == wanted.type]
    places = {wanted.kommune, "nasjonal"} if wanted.kommune else None
    records: list[Record] = [r for r in state.corpus.services if places is None or r.kommune in places]
    guides = {wanted.kommune, "felles"} if wanted.kommune else None
    return records + [guide for guide in state.corpus.guides if guides is None or guide.kommune in guides]


def _matching(state: State, wanted: Wanted, scope: list[Record]) -> list[Record]:
    words = wanted.q or ""
    named: dict[str, Record] = {}
    for mention in state.names.mentions(words):
        for record in (state.offer.record(item) for item in mention.records):
            if record is not None and any(record.id == other.id for other in scope):
                named.setdefault(record.id, record)
        for code in mention.types:
            offered = state.offer.of(code, wanted.kommune) if wanted.kommune else [r for r in scope if r.type == code]
            for record in offered:
                if not wanted.type or record.type == wanted.type:
                    named.setdefault(record.id, record)
    parts = fold(words).split()

    def add(where: Callable[[State, Record], str]) -> None:
        for record in scope:
            text = where(state, record)
            if all(part in text for part in parts):
                named.setdefault(record.id, record)

    add(_name)
    for code in _worry_codes(state, parts):
        for record in scope:
            if record.type == code:
                named.setdefault(record.id, record)
    add(_everything)
    return list(named.values())


def suggest(state: State, words: str) -> list[str]:
    """Names of kinds of help and records that look like words that nothing was found for; at most three."""
    kinds = {name: kind.name.nb for kind in state.corpus.types for name in kind.words}
    records = {name: record.name.nb for record in state.corpus.services for name in (*record.aliases, record.name.nb)}
    known = {fold(name): shown for name, shown in (records | kinds).items()}
    close = get_close_matches(fold(words), known, n=6, cutoff=0.75)
    return list(dict.fromkeys(known[name] for name in close))[:3]


def _worry_codes(state: State, parts: list[str]) -> list[str]:
    """Codes of help for the worries whose names hold all the words; short words name no worry."""
    if not all(len(part) > 2 for part in parts):
        return []
    topics = [t for t in state.corpus.topics if t.area not in NO_WORRY]
    named = [t for t in topics if all(part in fold(f"{t.name.nb} {t.name.nn}") for part in parts)]
    return list(dict.fromkeys(code for topic in named for code in topic.help))


def _name(state: State, record: Record) -> str:
    kind = state.corpus.type.get(record.type)
    names = (record.name.nb, record.name.nn, *record.aliases, *((kind.name.nb, kind.name.nn) if kind else ()))
    return fold(" ".join(names))


def _everything(state: State, record: Record) -> str:
    if isinstance(record, Guide):
        return fold(f"{_name(state, record)} {record.summary.nb} {record.summary.nn}")
    texts = [record.description, *record.members, *(record.convener, record.brings, record.access)]
    return fold(" ".join([_name(state, record), *(f"{text.nb} {text.nn}" for text in texts if text)]))


def _topic_codes(state: State, topic: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, code in enumerate(state.corpus.topic[topic].codes):
        record = state.offer.record(code)
        places.setdefault(record.type if record else code, place)
    return places


def gaps(record: Record) -> list[str]:
    """What the plan leaves open about a municipality's record that exists: names of fields, for `gap_…` words."""
    if isinstance(record, Guide) or not record.exists or record.kommune in (NATIONAL, SHARED):
        return []
    team = record.kind == "team"
    fields = ("convener", "members", "frequency", "brings") if team else ("contacts", "access", "prevention")
    return [field for field in fields if not getattr(record, field)]


def source_json(state: State, source: Source, text: str = "") -> dict[str, str]:
    """A place with its document's title and publisher."""
    return {"document": document_name(state, source), "section": source.section, "text": text}


def document_name(state: State, source: Source) -> str:
    """The title as readers know it; a plan's with its municipality."""
    return state.corpus.titles.get(source.document, source.document)


def contact_of(state: State, contact: Contact, form: Form) -> dict[str, Any]:
    """A contact with its provenance in words."""
    return contact_json(contact, form, state.corpus.titles, state.freshness)


def entry(state: State, record: Record, form: Form) -> dict[str, Any]:
    """A record as a line of the directory."""
    service = record if isinstance(record, Service) else None
    return {
        "id": record.id,
        "type": record.type,
        "kind": service.kind if service else "guide",
        "kommune": record.kommune,
        "name": record.name.of(form),
        "description": service.description.of(form) if service else record.summary.of(form),  # type: ignore[union-attr]
        "status": service.status if service else "active",
        "access": service.access.of(form) if service and service.access else None,
        "audience": list(service.audience) if service else ["employee"],
        "age": service.age if service else None,
        "prevention": list(service.prevention) if service else [],
        "contacts": [contact_of(state, contact, form) for contact in service.contacts] if service else [],
    }


def full(state: State, record: Record, form: Form) -> dict[str, Any]:
    """A record with everything known of it."""
    found = entry(state, record, form) | {"sources": [source_json(state, record.source)]}
    if isinstance(record, Guide):
        return found | {
            "steps": [step.of(form) for step in record.steps],
            "sections": [
                {
                    "id": section.id,
                    "title": section.title.of(form),
                    "text": section.text.of(form),
                    "sources": [source_json(state, source) for source in section.sources],
                }
                for section in record.sections
            ],
        }
    return found | {
        "organization": record.organization,
        "members": [member.of(form) for member in record.members],
        "convener": record.convener.of(form) if record.convener else None,
        "frequency": record.frequency.of(form) if record.frequency else None,
        "brings": record.brings.of(form) if record.brings else None,
        "facts": [{"text": f.text.of(form), "source": source_json(state, f.source)} for f in record.facts],
    }

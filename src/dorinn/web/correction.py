"""A correction as the forms of `/redaksjon/forslag` carry it: what can be corrected, what stands there now, and the
change that was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from starlette.datastructures import FormData

from dorinn.assistant.offer import Record
from dorinn.corpus.change import Change, Field, NewAlias, NewAsking, NewContact, NewExample, NewOrder, NewText
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.service import Contact
from dorinn.domain.source import Source
from dorinn.domain.text import FORMS, Form, Text
from dorinn.domain.topic import ROLES, Preference, Topic
from dorinn.errors import ProposalError
from dorinn.web.clean import clean
from dorinn.web.reader import Reader
from dorinn.web.state import State

KINDS = ("eksempel", "rekkefolge", "tekst", "navn", "kontakt", "sporremate")
CONTACTS = ("phone", "email", "url")
FIELDS = (
    "slag", "gjelder", "sted", "felt", "form", "rolle", "tekst", "nb", "nn",
    "verdi", "type", "merke_nb", "merke_nn", "sjekket", "dokument", "avsnitt",
)  # fmt: skip
MOST = 3000
"""Characters a field may hold."""
_NO_ORDER = ("utenfor",)
_KIND = {
    NewExample: "eksempel",
    NewOrder: "rekkefolge",
    NewText: "tekst",
    NewAlias: "navn",
    NewContact: "kontakt",
    NewAsking: "sporremate",
}


@dataclass(frozen=True, slots=True)
class Order:
    """The help for a topic: in general (`place` is None), or for those a preference is for."""

    place: int | None
    who: Preference | None
    help: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """What stands there now, as far as the kind of change needs it."""

    name: Text
    texts: tuple[tuple[Field, Text | None], ...] = ()
    aliases: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sections: tuple[GuideSection, ...] = ()


def subjects(state: State, kind: str, form: Form) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a kind of change can be about: groups by name, each with ids and names."""
    corpus = state.corpus
    groups: dict[str, list[tuple[str, str]]] = {}
    if kind in ("eksempel", "rekkefolge", "tekst"):
        for topic in corpus.topics:
            if kind != "rekkefolge" or (topic.area not in _NO_ORDER and topic.help):
                groups.setdefault(f"{state.renderer.word('topic', form)}: {topic.area}", []).append(
                    (topic.id, topic.name.of(form))
                )
    if kind in ("tekst", "navn", "kontakt"):
        records: list[Record] = [*corpus.services, *(corpus.guides if kind != "kontakt" else ())]
        for item in records:
            place = corpus.kommune.get(item.kommune)
            group = place.name if place else state.renderer.word(f"place_{item.kommune}", form)
            groups.setdefault(group, []).append((item.id, item.name.of(form)))
    if kind == "sporremate":
        named = [(guide.id, guide.name.of(form)) for guide in corpus.guides if _asked(guide)]
        groups[state.renderer.word("group_guides", form)] = named
    return list(groups.items())


def values(state: State, kind: str, about: str) -> Values | None:
    """What stands there now; None for an unknown id, or one that this kind of change cannot be about."""
    topic = state.corpus.topic.get(about)
    if topic is not None and kind in ("eksempel", "rekkefolge", "tekst"):
        said: tuple[tuple[Field, Text | None], ...] = (
            ("name", topic.name),
            ("advice", topic.advice),
            ("advice_adult", topic.advice_adult),
            ("advice_youth", topic.advice_youth),
            ("advice_employee", topic.advice_employee),
        )
        return Values(topic.name, said, orders=_orders(topic))
    if kind == "sporremate":
        guide = state.corpus.guide.get(about)
        return Values(guide.name, sections=_asked(guide)) if guide and _asked(guide) else None
    record = state.offer.record(about) if kind in ("tekst", "navn", "kontakt") else None
    if isinstance(record, Guide):
        texts: tuple[tuple[Field, Text | None], ...] = (("name", record.name), ("summary", record.summary))
        return Values(record.name, texts, record.aliases) if kind != "kontakt" else None
    if record is None:
        return None
    texts = (
        ("name", record.name),
        ("purpose" if record.kind == "team" else "description", record.description),
        ("description_youth", record.description_youth),
        ("description_staff", record.description_staff),
        ("access", record.access),
    )
    if record.kind == "team":
        team: tuple[tuple[Field, Text | None], ...] = (
            ("convener", record.convener),
            ("frequency", record.frequency),
            ("brings", record.brings),
        )
        texts += team
    return Values(record.name, texts, record.aliases, contacts=record.contacts)


def change_of(fields: FormData) -> Change:
    """The change that was filled in; raises ProposalError."""
    sent = given(fields)
    one = {name: sent[name][0] if sent.get(name) else "" for name in FIELDS}
    if any(len(value) > MOST for found in sent.values() for value in found):
        raise ProposalError(f"at most {MOST} characters", "long")
    kind, about = one["slag"], one["gjelder"]
    if kind == "eksempel":
        form, role = (
            next((f for f in FORMS if f == one["form"]), None),
            next((r for r in ROLES if r == one["rolle"]), None),
        )
        if form is None or role is None:
            raise ProposalError("an example needs form and role", "empty")
        return NewExample(about, form, role, one["tekst"])
    if kind == "rekkefolge":
        place = int(one["sted"]) if one["sted"].isascii() and one["sted"].isdigit() and len(one["sted"]) < 4 else None
        return NewOrder(about, tuple(code for code in sent.get("hjelp", []) if code), place)
    if kind == "tekst":
        name: Field | None = next((known for known in get_args(Field) if known == one["felt"]), None)
        if name is None:
            raise ProposalError("there is no such field")
        return NewText(about, name, Text(one["nb"], one["nn"]))
    if kind == "navn":
        return NewAlias(about, one["tekst"])
    if kind == "kontakt":
        return NewContact(about, _contact(one, bool(sent.get("sett"))))
    if kind == "sporremate":
        form = next((f for f in FORMS if f == one["form"]), None)
        if form is None:
            raise ProposalError("a way of asking needs its form", "empty")
        return NewAsking(about, one["felt"], form, one["tekst"])
    raise ProposalError("there is no such kind of change")


def _contact(one: dict[str, str], seen: bool) -> Contact:
    if one["type"] not in CONTACTS or not all(one[name] for name in FIELDS[9:]):
        raise ProposalError("a contact needs all its fields", "empty")
    label, source = Text(one["merke_nb"], one["merke_nn"]), Source(one["dokument"], one["avsnitt"])
    return Contact(one["type"], one["verdi"], label, seen, one["sjekket"], source)


def given(fields: FormData) -> dict[str, list[str]]:
    """What was filled in, on one line each, to be carried along; nothing that the forms do not have."""
    found: dict[str, list[str]] = {}
    for name, value in fields.multi_items():
        if name in (*FIELDS, "hjelp", "sett") and isinstance(value, str) and len(found.get(name, ())) < 20:
            found.setdefault(name, []).append(" ".join(str(clean(value)).split()))
    return found


def title(reader: Reader, change: Change) -> str:
    """A change in a line: which kind, and of what."""
    about = change.topic if isinstance(change, NewExample | NewOrder) else change.record
    topic, record = reader.state.corpus.topic.get(about), reader.state.offer.record(about)
    name = topic.name.of(reader.form) if topic else record.name.of(reader.form) if record else about
    return f"{reader.word('proposal_' + _KIND[type(change)])}: {name}"


def _asked(guide: Guide) -> tuple[GuideSection, ...]:
    """The sections that somebody has written ways of asking for."""
    return tuple(section for section in guide.sections if section.asked)


def _orders(topic: Topic) -> tuple[Order, ...]:
    own = (Order(None, None, topic.help),) if topic.help else ()
    return own + tuple(Order(place, who, who.help) for place, who in enumerate(topic.preferences))

"""From one YAML record to one frozen type; topics have a module of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dorinn.corpus.fields import Record, day, first_source, maybe, need, source, strings, text, years
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import Kommune
from dorinn.domain.plan import Plan, PlanFact, PlanSection
from dorinn.domain.service import Contact, Fact, Service
from dorinn.domain.source import Document, Source
from dorinn.domain.text import FORMS
from dorinn.errors import CorpusError


def document(record: Record) -> Document:
    """A document of sources.yaml."""
    where = f"sources.yaml: {record.get('id')}"
    values = {key: day(need(record, key, where)) for key in ("id", "title", "publisher", "kind", "date", "checked")}
    return Document(form=need(record, "form", where), **values)


def kommune(record: Record) -> Kommune:
    """A municipality of kommuner.yaml."""
    where = f"kommuner.yaml: {record.get('slug')}"
    slug, name, form = (str(need(record, key, where)) for key in ("slug", "name", "form"))
    if form not in FORMS:
        raise CorpusError(f"{where}: unknown form {form}")
    return Kommune(slug, name, form, str(record.get("county") or ""), strings(record.get("aliases")))


def contact(record: Record, where: str) -> Contact:
    """A contact with its provenance."""
    if not isinstance(record, Mapping):
        raise CorpusError(f"{where}: a contact is a record, got {record!r}")
    return Contact(
        kind=str(need(record, "kind", where)),
        value=str(need(record, "value", where)),
        label=text(record.get("label"), f"{where}: label"),
        verified=bool(record.get("verified", False)),
        checked=day(need(record, "checked", where)),
        source=source(record.get("source"), f"{where}: contact"),
    )


def fact(record: Record, where: str, fallback: Source) -> Fact:
    """A fact in both forms; without a source of its own it stands under its record's."""
    own = record.get("source")
    return Fact(text(record, where), strings(record.get("about")), source(own, where) if own else fallback)


def service(record: Record, file: str) -> Service:
    """A service or team; what is a team follows from its folder."""
    where = f"{file}: {record.get('id')}"
    team = file.startswith("teams/")
    origin = first_source(record.get("source"), where)
    return Service(
        id=str(need(record, "id", where)),
        type=str(need(record, "type", where)),
        kind="team" if team else "service",
        form=str(record.get("form", "unit")),
        name=text(record.get("name"), f"{where}: name"),
        aliases=strings(record.get("aliases")),
        description=text(record.get("purpose" if team else "description"), f"{where}: description or purpose"),
        status=record.get("status", "active"),
        source=origin,
        organization=record.get("organization"),
        access=maybe(record.get("access"), f"{where}: access"),
        audience=strings(record.get("audience")),
        age=years(record.get("age"), where),
        prevention=strings(record.get("prevention")),
        instead=strings(record.get("instead")),
        contacts=tuple(contact(item, where) for item in record.get("contacts") or ()),
        facts=tuple(fact(item, f"{where}: fact", origin) for item in record.get("facts") or ()),
        members=tuple(text(item, f"{where}: members") for item in record.get("members") or ()),
        convener=maybe(record.get("convener"), f"{where}: convener"),
        frequency=maybe(record.get("frequency"), f"{where}: frequency"),
        brings=maybe(record.get("brings"), f"{where}: brings"),
        called=maybe(record.get("called"), f"{where}: called"),
        description_youth=maybe(record.get("description_youth"), f"{where}: description_youth"),
        description_staff=maybe(record.get("description_staff"), f"{where}: description_staff"),
    )


def asked(record: Record, file: str) -> dict[str, tuple[str, ...]]:
    """The ways of asking for each section of guides, by `<guide>#<section>`; both forms together."""
    ways: dict[str, tuple[str, ...]] = {}
    for name, sections in record.items() if isinstance(record, Mapping) else [("", None)]:
        for section, forms in sections.items() if isinstance(sections, Mapping) else [("", None)]:
            if not isinstance(forms, Mapping) or not all(isinstance(forms.get(form), list) for form in FORMS):
                raise CorpusError(f"{file}: {name}#{section}: lists of ways of asking in nb and nn are needed")
            ways[f"{name}#{section}"] = tuple(str(way) for form in FORMS for way in forms[form])
    return ways


def guide(record: Record, file: str, ways: Mapping[str, tuple[str, ...]] | None = None) -> Guide:
    """A guide with its sections, and the ways of asking for them (`asked`)."""
    where = f"{file}: {record.get('id')}"
    return Guide(
        id=str(need(record, "id", where)),
        type=str(need(record, "type", where)),
        name=text(record.get("name"), f"{where}: name"),
        aliases=strings(record.get("aliases")),
        summary=text(record.get("summary"), f"{where}: summary"),
        steps=tuple(text(item, f"{where}: steps") for item in record.get("steps") or ()),
        source=first_source(record.get("source"), where),
        sections=tuple(_guide_section(item, where, ways or {}) for item in record.get("sections") or ()),
    )


def _guide_section(record: Record, where: str, ways: Mapping[str, tuple[str, ...]]) -> GuideSection:
    known = f"{where.rpartition(': ')[2]}#{record.get('id')}"
    where = f"{where}#{record.get('id')}"
    sources = record.get("source")
    listed: Iterable[Any] = sources if isinstance(sources, list) and sources else [sources]
    return GuideSection(
        id=str(need(record, "id", where)),
        title=text(record.get("title"), f"{where}: title"),
        text=text(record.get("text"), f"{where}: text"),
        sources=tuple(source(item, where) for item in listed),
        words=strings(record.get("words")),
        asked=ways.get(known, ()),
    )


def plan(record: Record, file: str) -> Plan:
    """A plan's digest."""
    if not isinstance(record, Mapping):
        raise CorpusError(f"{file}: a plan needs document, form and sections")
    if not all(isinstance(item, Mapping) for item in record.get("sections") or ()):
        raise CorpusError(f"{file}: every section needs its heading and facts")
    sections = tuple(
        PlanSection(
            heading=str(need(item, "section", file)),
            facts=tuple(
                PlanFact(
                    text(entry, f"{file}: {item.get('section')}"),
                    strings(entry.get("services")),
                    strings(entry.get("about")),
                )
                for entry in item.get("facts") or ()
            ),
        )
        for item in record.get("sections") or ()
    )
    return Plan(str(need(record, "document", file)), need(record, "form", file), sections)

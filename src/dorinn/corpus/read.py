"""From one YAML record to one frozen type. Every error names the file and the record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import Kommune
from dorinn.domain.plan import Plan, PlanFact, PlanSection
from dorinn.domain.service import Contact, Fact, Service
from dorinn.domain.source import Document, Source
from dorinn.domain.text import FORMS, Text
from dorinn.domain.topic import ROLES, Preference, Role, Topic, Variant
from dorinn.errors import CorpusError

Record = Mapping[str, Any]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _OnceLoader(_Loader):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def parse_yaml(text: str) -> Any:
    """The content of a YAML text, with safe types only; raises yaml.YAMLError, also for a key given twice."""
    return yaml.load(text, Loader=_OnceLoader)  # noqa: S506 (safe loader)


def read_yaml(path: Path) -> Any:
    """The content of one YAML file; a missing file is an empty list."""
    if not path.exists():
        return []
    try:
        return parse_yaml(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error


def text(value: Any, where: str) -> Text:
    """Both forms of a text; a missing or empty form is an error."""
    if not isinstance(value, Mapping) or not all(str(value.get(form) or "").strip() for form in ("nb", "nn")):
        raise CorpusError(f"{where}: both forms are needed (nb and nn), got {value!r}")
    return Text(" ".join(str(value["nb"]).split()), " ".join(str(value["nn"]).split()))


def _maybe(value: Any, where: str) -> Text | None:
    return None if value is None else text(value, where)


def source(value: Any, where: str) -> Source:
    """A document id and a section."""
    if not isinstance(value, Mapping) or not value.get("document") or not value.get("section"):
        raise CorpusError(f"{where}: a source with document and section is needed, got {value!r}")
    return Source(str(value["document"]), str(value["section"]))


def _first_source(value: Any, where: str) -> Source:
    return source(value[0] if isinstance(value, list) and value else value, where)


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value or ())


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def years(value: Any, where: str) -> tuple[int, int] | None:
    """A closed range of years, or None where none is given; raises CorpusError."""
    if value is None:
        return None
    try:
        low, high = (int(number) for number in value)
    except (TypeError, ValueError) as error:
        raise CorpusError(f"{where}: an age is [from, to] in years, got {value!r}") from error
    return low, high


def _need(record: Record, key: str, where: str) -> Any:
    if record.get(key) in (None, ""):
        raise CorpusError(f"{where}: {key} is missing")
    return record[key]


def document(record: Record) -> Document:
    """A document of sources.yaml."""
    where = f"sources.yaml: {record.get('id')}"
    values = {key: _day(_need(record, key, where)) for key in ("id", "title", "publisher", "kind", "date", "checked")}
    return Document(form=_need(record, "form", where), **values)


def kommune(record: Record) -> Kommune:
    """A municipality of kommuner.yaml."""
    where = f"kommuner.yaml: {record.get('slug')}"
    slug, name, form = (str(_need(record, key, where)) for key in ("slug", "name", "form"))
    if form not in FORMS:
        raise CorpusError(f"{where}: unknown form {form}")
    return Kommune(slug, name, form, str(record.get("county") or ""), _strings(record.get("aliases")))


def contact(record: Record, where: str) -> Contact:
    """A contact with its provenance."""
    if not isinstance(record, Mapping):
        raise CorpusError(f"{where}: a contact is a record, got {record!r}")
    return Contact(
        kind=str(_need(record, "kind", where)),
        value=str(_need(record, "value", where)),
        label=text(record.get("label"), f"{where}: label"),
        verified=bool(record.get("verified", False)),
        checked=_day(_need(record, "checked", where)),
        source=source(record.get("source"), f"{where}: contact"),
    )


def fact(record: Record, where: str, fallback: Source) -> Fact:
    """A fact in both forms; without a source of its own it stands under its record's."""
    own = record.get("source")
    return Fact(text(record, where), _strings(record.get("about")), source(own, where) if own else fallback)


def service(record: Record, file: str) -> Service:
    """A service or team; what is a team follows from its folder."""
    where = f"{file}: {record.get('id')}"
    team = file.startswith("teams/")
    origin = _first_source(record.get("source"), where)
    return Service(
        id=str(_need(record, "id", where)),
        type=str(_need(record, "type", where)),
        kind="team" if team else "service",
        form=str(record.get("form", "unit")),
        name=text(record.get("name"), f"{where}: name"),
        aliases=_strings(record.get("aliases")),
        description=text(record.get("purpose" if team else "description"), f"{where}: description or purpose"),
        status=record.get("status", "active"),
        source=origin,
        organization=record.get("organization"),
        access=_maybe(record.get("access"), f"{where}: access"),
        audience=_strings(record.get("audience")),
        age=years(record.get("age"), where),
        prevention=_strings(record.get("prevention")),
        instead=_strings(record.get("instead")),
        contacts=tuple(contact(item, where) for item in record.get("contacts") or ()),
        facts=tuple(fact(item, f"{where}: fact", origin) for item in record.get("facts") or ()),
        members=tuple(text(item, f"{where}: members") for item in record.get("members") or ()),
        convener=_maybe(record.get("convener"), f"{where}: convener"),
        frequency=_maybe(record.get("frequency"), f"{where}: frequency"),
        brings=_maybe(record.get("brings"), f"{where}: brings"),
        called=_maybe(record.get("called"), f"{where}: called"),
        description_youth=_maybe(record.get("description_youth"), f"{where}: description_youth"),
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
        id=str(_need(record, "id", where)),
        type=str(_need(record, "type", where)),
        name=text(record.get("name"), f"{where}: name"),
        aliases=_strings(record.get("aliases")),
        summary=text(record.get("summary"), f"{where}: summary"),
        steps=tuple(text(item, f"{where}: steps") for item in record.get("steps") or ()),
        source=_first_source(record.get("source"), where),
        sections=tuple(_guide_section(item, where, ways or {}) for item in record.get("sections") or ()),
    )


def _guide_section(record: Record, where: str, ways: Mapping[str, tuple[str, ...]]) -> GuideSection:
    known = f"{where.rpartition(': ')[2]}#{record.get('id')}"
    where = f"{where}#{record.get('id')}"
    sources = record.get("source")
    listed: Iterable[Any] = sources if isinstance(sources, list) and sources else [sources]
    return GuideSection(
        id=str(_need(record, "id", where)),
        title=text(record.get("title"), f"{where}: title"),
        text=text(record.get("text"), f"{where}: text"),
        sources=tuple(source(item, where) for item in listed),
        words=_strings(record.get("words")),
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
            heading=str(_need(item, "section", file)),
            facts=tuple(
                PlanFact(
                    text(entry, f"{file}: {item.get('section')}"),
                    _strings(entry.get("services")),
                    _strings(entry.get("about")),
                )
                for entry in item.get("facts") or ()
            ),
        )
        for item in record.get("sections") or ()
    )
    return Plan(str(_need(record, "document", file)), _need(record, "form", file), sections)


_VARIANT = frozenset(("nb", "nn", "role", "own", "friend", "age", "said"))


def _variant(record: Record, where: str) -> Variant:
    """Advice with conditions; `role` and `said` are one name or several."""
    words = text(record, where)
    where = f"{where}: «{words.nb[:30]}»"
    if unknown := sorted(set(map(str, record)) - _VARIANT):
        raise CorpusError(f"{where}: unknown condition {unknown[0]}")
    found = Variant(
        words,
        tuple(_role(name, where) for name in _names(record.get("role"))),
        record.get("own") is True,
        record.get("friend") is True,
        years(record.get("age"), where),
        _names(record.get("said")),
    )
    if not found.conditional:
        raise CorpusError(f"{where}: a condition is needed (role, own, friend, age or said)")
    return found


def _role(name: str, where: str) -> Role:
    for role in ROLES:
        if role == name:
            return role
    raise CorpusError(f"{where}: unknown role {name}")


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _strings(value)


def topic(record: Record, area: str) -> Topic:
    """A topic of the area whose file it stands in."""
    where = f"topics/{area}.yaml: {record.get('id')}"
    return Topic(
        id=str(_need(record, "id", where)),
        area=area,
        name=text(record.get("name"), f"{where}: name"),
        help=_strings(record.get("help")),
        preferences=tuple(
            Preference(
                help=_strings(item.get("help")),
                role=item.get("role"),
                age=years(item.get("age"), where),
                adult=item.get("subject") == "adult",
            )
            for item in record.get("when") or ()
        ),
        unlike=_strings(record.get("unlike")),
        rules=_strings(record.get("rules")),
        advice=_maybe(record.get("advice"), f"{where}: advice"),
        advice_adult=_maybe(record.get("advice_adult"), f"{where}: advice_adult"),
        advice_youth=_maybe(record.get("advice_youth"), f"{where}: advice_youth"),
        advice_employee=_maybe(record.get("advice_employee"), f"{where}: advice_employee"),
        advice_for=tuple(_variant(item, f"{where}: advice_for") for item in record.get("advice_for") or ()),
        signs=tuple(text(item, f"{where}: signs") for item in record.get("signs") or ()),
        urgent=bool(record.get("urgent", False)),
        los=record.get("los"),
        said=record.get("said"),
        otherwise=record.get("otherwise"),
        scope=str(record.get("scope") or ""),
    )

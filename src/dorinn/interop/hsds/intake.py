"""`dorinn import hsds`: services of another directory as drafts, believed only when a person has read them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dorinn.corpus.corpus import Corpus
from dorinn.domain.text import FORMS, Form
from dorinn.errors import ExchangeError, QuestionError
from dorinn.language.fold import fold
from dorinn.language.form import marked_form

Record = dict[str, Any]
_TEXTS = {"name": "name", "description": "description", "access": "application_process"}


def read(path: Path) -> list[Record]:
    """The services in a file: one record, a list, a page of the API, a whole export, or JSON lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path}: cannot be read as UTF-8 text") from error
    try:
        found = _listed(json.loads(text))
    except (ValueError, RecursionError):
        try:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise ExchangeError(f"{path}: is not JSON") from error
    if not found:
        raise ExchangeError(f"{path}: holds no services")
    for place, item in enumerate(found, 1):
        if not isinstance(item, dict) or not _line(item.get("name")):
            raise ExchangeError(f"{path}: record {place} has no name")
    return found


def drafts(items: Iterable[Record], corpus: Corpus, kommune: str, origin: str) -> list[Record]:
    """Drafts in the format of `services/<kommune>.yaml`, gaps left empty; raises QuestionError for an unknown place.

    `origin` names the file in each source. A text stands in the form it is written in; the other form is left open.
    """
    if kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    taken: set[str] = set()
    made = []
    for item in items:
        slug = _slug(_line(item["name"]))
        name = next(n for n in _numbered(f"{kommune}/{slug}") if n not in taken)
        taken.add(name)
        made.append(_draft(item, name, corpus, corpus.kommune[kommune].form, origin))
    return made


def _draft(item: Record, name: str, corpus: Corpus, home: Form, origin: str) -> Record:
    source = {"document": origin, "section": _line(item.get("id")) or name}
    others = {t["language"]: t for t in _dicts(item.get("translations")) if t.get("language") in FORMS}
    form = marked_form(f"{_line(item.get('name'))} {_line(item.get('description'))}") or home
    if len(others) == 1:  # then the record itself is in the other one
        form = "nb" if "nn" in others else "nn"
    texts = {key: _both(item, others, field, form) for key, field in _TEXTS.items()}
    found: Record = {
        "id": name,
        "type": _type(item, corpus),
        "form": "unit",
        "name": texts["name"],
        "aliases": [alias] if (alias := _line(item.get("alternate_name"))) else [],
        "organization": _line(_dict(item.get("organization")).get("name")) or None,
        "description": texts["description"],
        "access": texts["access"],
        "age": _ages(item),
        "status": "active" if item.get("status") == "active" else "planned",
        "contacts": [_contact(*contact, item, form, source) for contact in _contacts(item)],
        "source": source,
    }
    return {key: value for key, value in found.items() if value or key in ("type", "description")}


def _contacts(item: Record) -> Iterable[tuple[str, str, str]]:
    places = [item, *_dicts(item.get("contacts")), *_dicts(item.get("service_at_locations"))]
    phones = {_line(p.get("number")): _line(p.get("description")) for x in places for p in _dicts(x.get("phones"))}
    yield from (("phone", number, label) for number, label in phones.items() if number)
    for kind in ("email", "url"):
        if value := _line(item.get(kind)):
            yield kind, value, ""


def _contact(kind: str, value: str, label: str, item: Record, form: Form, source: Record) -> Record:
    return {
        "kind": kind,
        "value": value,
        "label": {each: label or None if each == form else None for each in FORMS},
        "verified": False,
        "checked": _line(item.get("assured_date")) or None,
        "source": source,
    }


def _both(item: Record, others: Mapping[Any, Record], field: str, form: Form) -> dict[str, str | None] | None:
    own = _line(item.get(field))
    if not own:
        return None
    return {f: own if f == form else _line(_dict(others.get(f)).get(field)) or None for f in FORMS}


def _type(item: Record, corpus: Corpus) -> str | None:
    """Our code, where the other directory uses it; else a person must choose."""
    terms = [_dict(attribute.get("taxonomy_term")) for attribute in _dicts(item.get("attributes"))]
    return next((t["code"] for t in terms if isinstance(t.get("code"), str) and t["code"] in corpus.type), None)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, dict):
        for key in ("contents", "services"):
            if isinstance(value.get(key), list) and "name" not in value:
                return list(value[key])
        return [value]
    return value if isinstance(value, list) else [value]


def _dict(value: Any) -> Record:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[Record]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _ages(item: Record) -> list[int] | None:
    found = [item.get("minimum_age"), item.get("maximum_age")]
    ages = [int(v) for v in found if isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 120]
    return ages if len(ages) == 2 and ages[0] <= ages[1] else None


def _line(value: Any) -> str:
    """A text on one line, without markup and control codes; nothing for what is no text."""
    if not isinstance(value, str):
        return ""
    plain = html.unescape(re.sub(r"<[^<>]{0,200}>", " ", value)).encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())


def _slug(name: str) -> str:
    plain = name.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", fold(plain)).strip("-")[:60].strip("-") or "uten-navn"


def _numbered(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name}-{place}" for place in range(2, 1_000_000))

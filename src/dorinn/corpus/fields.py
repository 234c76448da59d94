"""The values that records are made of. Every error names the file and the record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.errors import CorpusError

Record = Mapping[str, Any]


def text(value: Any, where: str) -> Text:
    """Both forms of a text; a missing or empty form is an error."""
    if not isinstance(value, Mapping) or not all(str(value.get(form) or "").strip() for form in ("nb", "nn")):
        raise CorpusError(f"{where}: both forms are needed (nb and nn), got {value!r}")
    return Text(" ".join(str(value["nb"]).split()), " ".join(str(value["nn"]).split()))


def maybe(value: Any, where: str) -> Text | None:
    """Both forms, or None where nothing is given."""
    return None if value is None else text(value, where)


def source(value: Any, where: str) -> Source:
    """A document id and a section."""
    if not isinstance(value, Mapping) or not value.get("document") or not value.get("section"):
        raise CorpusError(f"{where}: a source with document and section is needed, got {value!r}")
    return Source(str(value["document"]), str(value["section"]))


def first_source(value: Any, where: str) -> Source:
    """The source, or the first of several."""
    return source(value[0] if isinstance(value, list) and value else value, where)


def strings(value: Any) -> tuple[str, ...]:
    """A list as text; none where nothing is given."""
    return tuple(str(item) for item in value or ())


def day(value: Any) -> str:
    """A date as it is written in ISO 8601."""
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


def need(record: Record, key: str, where: str) -> Any:
    """A value that must be there; raises CorpusError."""
    if record.get(key) in (None, ""):
        raise CorpusError(f"{where}: {key} is missing")
    return record[key]

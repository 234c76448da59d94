"""The duties of `duties.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dorinn.corpus import fields
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.duty import Duty
from dorinn.errors import CorpusError


def load_duties(folder: Path | None = None) -> tuple[Duty, ...]:
    """All duties in file order; raises CorpusError."""
    found = read_yaml((folder or corpus_folder()) / "duties.yaml")
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise CorpusError("duties.yaml: a list of records is needed")
    return tuple(_duty(item) for item in found)


def faults(duties: tuple[Duty, ...], corpus: Corpus) -> Iterator[str]:
    """Documents and kinds of help that do not exist."""
    for duty in duties:
        if duty.source.document not in corpus.document:
            yield f"duties.yaml: {duty.id}: unknown document {duty.source.document}"
        if duty.type is not None and duty.type not in corpus.type:
            yield f"duties.yaml: {duty.id}: unknown type {duty.type}"


def _duty(record: dict[str, Any]) -> Duty:
    where = f"duties.yaml: {record.get('id')}"
    if not record.get("id") or not isinstance(record.get("words"), list):
        raise CorpusError(f"{where}: id and words are needed")
    return Duty(
        id=str(record["id"]),
        name=fields.text(record.get("name"), f"{where}: name"),
        text=fields.text(record.get("text"), f"{where}: text"),
        source=fields.source(record.get("source"), where),
        words=tuple(map(str, record["words"])),
        headings=tuple(map(str, record.get("headings") or ())),
        type=record.get("type"),
        part=bool(record.get("part", False)),
    )

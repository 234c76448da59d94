"""The things of `things.yaml`: what municipalities offer beside the service itself, each with its kind of help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.errors import CorpusError

FILE = "things.yaml"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that several municipalities may have: its kind of help and its names, the one it is gathered under first.

    `person` is somebody who is a help of their own wherever they are named by themselves."""

    type: str
    names: tuple[str, ...]
    person: bool = False


def load_things(folder: Path | None = None) -> tuple[Named, ...]:
    """All things in file order; raises CorpusError."""
    found = read_yaml((folder or corpus_folder()) / FILE)
    if not isinstance(found, list):
        raise CorpusError(f"{FILE}: a list of records is needed")
    return tuple(_thing(item, place) for place, item in enumerate(found, 1))


def faults(things: tuple[Named, ...], corpus: Corpus) -> Iterator[str]:
    """Kinds of help that do not exist, and names that stand twice."""
    seen: set[str] = set()
    for thing in things:
        if thing.type not in corpus.type:
            yield f"{FILE}: {thing.names[0]}: unknown type {thing.type}"
        for name in thing.names:
            if name in seen:
                yield f"{FILE}: {name} stands twice"
            seen.add(name)


def _thing(record: Any, place: int) -> Named:
    names = record.get("names") if isinstance(record, dict) else None
    if not isinstance(names, list) or not names or not record.get("type"):
        raise CorpusError(f"{FILE}: record {place}: type and names are needed")
    return Named(str(record["type"]), tuple(map(str, names)), bool(record.get("person", False)))

"""The embedded index beside the database of `DORINN_STORE`: do they find the same?

python -m dorinn.evals.engines [--questions FILE.jsonl]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dorinn.assistant.assistant import open_index
from dorinn.assistant.pipeline import Searcher
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import data_folder
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.errors import DorinnError, SettingsError
from dorinn.evals.question_set import Item, read_items
from dorinn.retrieval.encoder import load_encoder
from dorinn.retrieval.index import Index
from dorinn.retrieval.packed import Matrix
from dorinn.settings import Settings

TOP = 5
EQUAL = 1e-6
"""Two similarities closer than this are a tie: float32 sums taken in another order differ by so much."""


@dataclass(slots=True)
class Parity:
    """How often the first five were the same, differed only in passages that are tied, or differed; milliseconds."""

    same: int = 0
    tied: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    embedded: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)


def compare(items: Sequence[Item], index: Index, other: Searcher) -> Parity:
    """Asks both every question in its place; the first five must be the same, one by one."""
    found, vectors = Parity(), index.vectors()
    line = {passage.id: number for number, passage in enumerate(index.passages)}
    asked = index.encoder.encode([item.question for item in items])
    for item, vector in zip(items, asked, strict=True):
        one, milliseconds = _timed(index, item, vector)
        found.embedded.append(milliseconds)
        two, milliseconds = _timed(other, item, vector)
        found.stored.append(milliseconds)
        apart = [(line[a], line[b]) for a, b in zip(one, two, strict=False) if a != b]
        if one == two:
            found.same += 1
        elif len(one) == len(two) and all(abs(float((vectors[a] - vectors[b]) @ vector)) < EQUAL for a, b in apart):
            found.tied.append(item.id)
        else:
            found.different.append(item.id)
    return found


def _timed(searcher: Searcher, item: Item, vector: Matrix) -> tuple[list[str], float]:
    places = (item.kommune, SHARED, NATIONAL) if item.kommune else (SHARED, NATIONAL)
    began = time.perf_counter()
    hits = searcher.search(item.question, places, TOP, state=vector)
    return [hit.passage.id for hit in hits], (time.perf_counter() - began) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing but ties differs, else 1; 2 where there is nothing to compare."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.engines")
    parser.add_argument("--questions", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        found = _run(chosen.questions or data_folder("evals", "DORINN_EVALS") / "dev.jsonl")
    except DorinnError as error:
        print(f"dorinn: {error}", file=sys.stderr)
        return 2
    total = len(found.embedded)
    print(f"{total} questions: {found.same} the same, {len(found.tied)} tied, {len(found.different)} different")
    for name, times in (("embedded", found.embedded), ("database", found.stored)):
        print(f"{name}: {statistics.median(times):.2f} ms at the median, {np.percentile(times, 95):.2f} at p95")
    for name in found.different:
        print(f"different: {name}", file=sys.stderr)
    return 1 if found.different else 0


def _run(questions: Path) -> Parity:
    from dorinn.postgres.engine import connect

    settings = Settings.from_environment()
    if settings.store is None:
        raise SettingsError("DORINN_STORE is not set: there is nothing to compare with")
    index = open_index(Corpus.load(), load_encoder(), settings.indexes, build=True)
    return compare(read_items(questions), index, connect(settings.store).only("passages", index))


if __name__ == "__main__":
    sys.exit(main())

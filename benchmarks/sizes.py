"""Cost against size: the whole assistant over generated countries, and the rivals where they can be waited for."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence

from benchmarks import latency, rivals
from benchmarks.clock import resident
from benchmarks.generator import country, known_of
from benchmarks.questions import questions
from dorinn.assistant.assistant import Assistant
from dorinn.assistant.confidence import Confidence
from dorinn.corpus.passages import passages
from dorinn.retrieval.index import Index

SIZES = ((5, 2_000), (50, 50_000), (357, 500_000))
_TOO_LARGE = 100_000  # passages, from which on the rivals take seconds a question and gigabytes


def sizes(real: Assistant, wanted: Sequence[tuple[int, int]] = SIZES, seconds: float = 8.0) -> list[dict[str, object]]:
    """A row of figures for each size."""
    return [_one(real, kommuner, size, seconds) for kommuner, size in wanted]


def _one(real: Assistant, kommuner: int, size: int, seconds: float) -> dict[str, object]:
    gc.collect()
    before, began = resident(), time.perf_counter()
    place = country(real.corpus, kommuner, size)
    assert isinstance(real.index, Index)
    known = known_of(place, real.index)
    pieces = passages(place.corpus)
    made = time.perf_counter()
    index = Index.make(pieces, real.index.encoder, known)
    built = time.perf_counter()
    del known
    steps = real.steps
    assistant = Assistant(place.corpus, index, steps.understander.model, Confidence.load(), steps.triage)
    gc.collect()
    gc.freeze()
    slugs = tuple(kommune.slug for kommune in place.corpus.kommuner)
    asked = questions(300, slugs)
    found: dict[str, object] = {
        "municipalities": kommuner,
        "passages": len(pieces),
        "largest municipality": max(end - start for start, end in index.spans.values()),
        "generated in seconds": round(made - began, 1),
        "index without encoding, seconds": round(built - made, 1),
        "MB": round(resident() - before, 1),
        "question": latency.whole(assistant, asked),
        "stages": latency.stages(assistant, asked[:100], 2),
        "retrieval": rivals.ours(index, asked, seconds),
    }
    if len(pieces) < _TOO_LARGE:
        found["haystack BM25"] = rivals.by_words(index, asked, seconds)
        gc.collect()
        found["haystack embedding"] = rivals.by_meaning(index, asked, seconds)
    gc.unfreeze()
    return found

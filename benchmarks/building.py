"""The index of the five municipalities: made anew, made again, and after one service has changed."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.domain.text import Text
from dorinn.retrieval.index import Index


def building(assistant: Assistant, folder: Path, times: int = 5) -> dict[str, object]:
    """Seconds from nothing (once), and milliseconds of what takes over from the index before (the least of several)."""
    corpus, encoder = assistant.corpus, assistant.index.encoder
    pieces = passages(corpus)
    began, used = time.perf_counter(), time.process_time()
    Index.build(folder, pieces, encoder)
    anew, cpu = time.perf_counter() - began, time.process_time() - used
    walls, cpus = [], []
    for number in range(times):
        changed = passages(_changed(corpus, number))
        began, used = time.perf_counter(), time.process_time()
        Index.build(folder, changed, encoder)
        walls.append(time.perf_counter() - began)
        cpus.append(time.process_time() - used)
    return {
        "passages": len(pieces),
        "anew seconds": round(anew, 2),
        "anew processor seconds": round(cpu, 2),
        "one changed service ms": round(1000 * min(walls), 1),
        "one changed service processor ms": round(1000 * min(cpus), 1),
    }


def _changed(corpus: Corpus, number: int) -> Corpus:
    """One municipal service with another name and description: all its passages change."""
    services = list(corpus.services)
    place = [row for row, item in enumerate(services) if item.kommune in corpus.kommune][number]
    item = services[place]
    name = Text(f"{item.name.nb} {number}", f"{item.name.nn} {number}")
    services[place] = replace(item, name=name, description=Text("Her får du råd.", "Her får du råd."))
    return replace(corpus, services=tuple(services))

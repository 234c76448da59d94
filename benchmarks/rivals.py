"""What one would otherwise pick, over the same passages with the same questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # before the import: telemetry is on by default

from haystack import Document, Pipeline
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.document_stores.types import DuplicatePolicy

from benchmarks.clock import Spent, both, resident, spent
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.question import Question
from dorinn.retrieval.index import Index
from dorinn.retrieval.packed import Matrix

TOP = 12
Ask = Callable[[Question, Matrix], object]


def ours(index: Index, asked: Sequence[Question], seconds: float) -> dict[str, object]:
    """dorinn's retrieval: words and meaning, fused. As for the rivals, the question's vector is there already."""
    return _timed(lambda q, state: index.search(q.text, _places(q), TOP, state=state), index, asked, seconds)


def by_words(index: Index, asked: Sequence[Question], seconds: float) -> dict[str, object]:
    """A haystack pipeline with its in-memory BM25 retriever."""
    began, before = time.perf_counter(), resident()
    store = InMemoryDocumentStore()
    _write(
        store,
        [
            Document(id=str(n), content=f"{p.title} {p.text.nb} {p.text.nn}", meta={"kommune": p.kommune})
            for n, p in enumerate(index.passages)
        ],
    )
    pipeline = Pipeline()
    pipeline.add_component("retriever", InMemoryBM25Retriever(store, top_k=TOP))
    built = {"build seconds": round(time.perf_counter() - began, 2), "MB": round(resident() - before, 1)}
    return built | _timed(
        lambda q, _: pipeline.run({"retriever": {"query": q.text, "filters": _within(q)}}), index, asked, seconds
    )


def by_meaning(index: Index, asked: Sequence[Question], seconds: float) -> dict[str, object]:
    """A haystack pipeline with its in-memory embedding retriever, on the vectors of dorinn's index."""
    began, before = time.perf_counter(), resident()
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    _write(
        store,
        [
            Document(id=str(n), content=p.text.nb, embedding=vector.tolist(), meta={"kommune": p.kommune})
            for n, (p, vector) in enumerate(zip(index.passages, index.vectors(), strict=True))
        ],
    )
    pipeline = Pipeline()
    pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=TOP))
    built = {"build seconds": round(time.perf_counter() - began, 2), "MB": round(resident() - before, 1)}

    def ask(question: Question, state: Matrix) -> object:
        vector = state.tolist()
        return pipeline.run({"retriever": {"query_embedding": vector, "filters": _within(question)}})

    return built | _timed(ask, index, asked, seconds)


def transformer(python: str | None, asked: Sequence[Question]) -> dict[str, object]:
    """sentence-transformers in a process of its own, run by `python` (by default this one's)."""
    command = [python or sys.executable, "-W", "ignore", str(Path(__file__).with_name("transformer.py"))]
    told = json.dumps([question.text for question in asked])
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(command, input=told, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {"missing": (done.stderr.strip().splitlines() or ["it cannot be run"])[-1]}
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _timed(ask: Ask, index: Index, asked: Sequence[Question], seconds: float) -> dict[str, object]:
    """Percentiles over as many questions as go into the time, each the less of two tries."""
    states = list(index.encoder.encode([question.text for question in asked]))
    ask(asked[0], states[0])
    until, times = time.perf_counter() + seconds, list[Spent]()
    for question, state in zip(asked, states, strict=True):
        times.append(spent(ask, question, state, times=2))
        if time.perf_counter() > until:
            break
    return {"questions": len(times), **both(times)}


def _write(store: InMemoryDocumentStore, documents: list[Document]) -> None:
    store.write_documents(documents, policy=DuplicatePolicy.OVERWRITE)


def _places(question: Question) -> tuple[str, ...]:
    return (question.kommune, SHARED, NATIONAL) if question.kommune else (SHARED, NATIONAL)


def _within(question: Question) -> dict[str, object]:
    return {"field": "meta.kommune", "operator": "in", "value": list(_places(question))}

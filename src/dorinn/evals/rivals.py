"""Rivals: what one would otherwise reach for, over the same records, to know what dorinn is worth beside them."""

from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # before the import: telemetry is on by default

from haystack import Document
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.document_stores.types import DuplicatePolicy

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Passage
from dorinn.language.fold import fold
from dorinn.retrieval.encoder import Encoder

Rank = Callable[[str, str | None], list[str]]
_TOP = 20


def _grams(text: str) -> Counter[str]:
    padded = f" {fold(text)} "
    return Counter(padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))


def _places(kommune: str | None) -> tuple[str, ...]:
    return (kommune, SHARED, NATIONAL) if kommune else (SHARED, NATIONAL)


def _within(kommune: str | None) -> dict[str, object]:
    return {"field": "meta.kommune", "operator": "in", "value": list(_places(kommune))}


def _once(codes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def by_letters(corpus: Corpus) -> Rank:
    """Character 3- to 5-grams, weighted by rarity, against one description a service."""
    records = [(s.kommune, s.type, _grams(f"{s.name.nb} {s.name.nn} {s.description.nb} {s.description.nn}"))
               for s in corpus.services if s.exists]  # fmt: skip
    records += [
        (g.kommune, g.type, _grams(f"{g.name.nb} {g.name.nn} {g.summary.nb} {g.summary.nn}")) for g in corpus.guides
    ]
    seen = Counter(gram for _, _, grams in records for gram in grams)
    rarity = {gram: math.log(len(records) / count) + 1 for gram, count in seen.items()}

    def weighed(grams: Counter[str]) -> dict[str, float]:
        raw = {gram: (1 + math.log(count)) * rarity.get(gram, 0.0) for gram, count in grams.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {gram: value / length for gram, value in raw.items() if value}

    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, (_, _, grams) in enumerate(records):
        for gram, value in weighed(grams).items():
            postings[gram].append((row, value))

    def rank(question: str, kommune: str | None) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for gram, value in weighed(_grams(question)).items():
            for row, other in postings.get(gram, ()):
                scores[row] += value * other
        best = sorted((row for row in scores if records[row][0] in _places(kommune)), key=lambda row: -scores[row])
        return _once([records[row][1] for row in best[:_TOP]])

    return rank


def by_words(corpus: Corpus) -> Rank:
    """Haystack's own in-memory BM25 over every passage, in both forms."""
    found = {passage.id: passage for passage in passages(corpus)}
    store = InMemoryDocumentStore()
    store.write_documents(
        [
            Document(id=p.id, content=f"{p.title} {p.text.nb} {p.text.nn}", meta={"kommune": p.kommune})
            for p in found.values()
        ],
        policy=DuplicatePolicy.OVERWRITE,
    )
    retriever = InMemoryBM25Retriever(store, top_k=_TOP)

    def rank(question: str, kommune: str | None) -> list[str]:
        documents = retriever.run(query=question, filters=_within(kommune))["documents"]
        return _codes(corpus, [found[document.id] for document in documents])

    return rank


def by_haystack(corpus: Corpus, encoder: Encoder) -> Rank:
    """Haystack's own in-memory embedding retrieval over the same passages, with the same encoder."""
    found = {passage.id: passage for passage in passages(corpus)}
    pieces = list(found.values())
    vectors = encoder.encode([f"{p.text.nb} {p.text.nn}" for p in pieces])
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    store.write_documents(
        [
            Document(id=p.id, content=p.text.nb, embedding=vector.tolist(), meta={"kommune": p.kommune})
            for p, vector in zip(pieces, vectors, strict=True)
        ],
        policy=DuplicatePolicy.OVERWRITE,
    )
    retriever = InMemoryEmbeddingRetriever(store, top_k=_TOP)

    def rank(question: str, kommune: str | None) -> list[str]:
        vector = encoder.encode([question])[0].tolist()
        documents = retriever.run(query_embedding=vector, filters=_within(kommune))["documents"]
        return _codes(corpus, [found[document.id] for document in documents])

    return rank


def _codes(corpus: Corpus, ranked: Sequence[Passage]) -> list[str]:
    records = [record for passage in ranked for record in passage.services[:1]]
    types = (corpus.service.get(record) or corpus.guide.get(record) for record in records)
    return _once([record.type for record in types if record is not None])

"""The index: passages with a lexical (BM25) and a dense (FAISS) side, built atomically beside the old one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import bm25s
import faiss
import numpy as np

from dorinn.domain.passage import Hit, Passage
from dorinn.domain.text import Form
from dorinn.errors import IndexUnavailable
from dorinn.language.terms import terms
from dorinn.retrieval.encoder import BundledEncoder, Encoder, unit
from dorinn.retrieval.folder import alone, fresh, recover, verify
from dorinn.retrieval.network import Matrix

FORMAT = 2
_PART = 4  # letters a part of a compound has at least


@dataclass(frozen=True, slots=True)
class Fusion:
    """How two rankings become one: the weight of the dense one, and how slowly a rank loses weight."""

    dense: float = 1.0
    slowness: int = 20  # small, since short lists are fused


EVEN = Fusion()
# Fitted on evals/plans/: in a plan's own long paragraphs, rare words tell more than what a paragraph is about.
BY_WORDS = Fusion(dense=0.25, slowness=5)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from (`texts` digests the passages); one that does not fit is refused."""

    format: int
    encoder: str
    dimensions: int
    texts: str
    passages: int

    @property
    def version(self) -> str:
        """A short name for `/readyz`."""
        return f"{self.texts[:12]}-{self.encoder[-12:]}"


class Index:
    """Searches passages. Filters are exact: they choose the candidates before anything is ranked."""

    def __init__(
        self,
        passages: Sequence[Passage],
        lexical: bm25s.BM25,
        dense: faiss.IndexFlatIP,
        encoder: Encoder,
        manifest: Manifest,
    ) -> None:
        self.passages = list(passages)
        self.manifest = manifest
        self._lexical = lexical
        self._dense = dense
        self.encoder = encoder
        self._places: dict[str, np.ndarray[Any, np.dtype[np.int64]]] = {}
        for kommune in {passage.kommune for passage in self.passages}:
            rows = [row for row, passage in enumerate(self.passages) if passage.kommune == kommune]
            self._places[kommune] = np.array(rows, dtype=np.int64)
        faiss.omp_set_num_threads(1)

    @classmethod
    def open(cls, folder: Path, passages: Sequence[Passage], encoder: Encoder) -> Index:
        """Loads a built index; raises IndexUnavailable when it is missing, damaged or made from something else."""
        recover(folder)
        try:
            manifest = _read(folder)
            if manifest != manifest_of(encoder, passages):
                raise IndexUnavailable("the index is stale: texts, encoder or format has changed; run `dorinn index`")
            verify(folder)
            lexical = bm25s.BM25.load(str(folder / "lexical"))
            dense: Any = faiss.read_index(str(folder / "dense.faiss"))
            if manifest != _read(folder):
                raise IndexUnavailable("another index was swapped in meanwhile; try again")
        except IndexUnavailable:
            raise
        except Exception as error:
            raise IndexUnavailable(f"no usable index in {folder}: {error}; run `dorinn index`") from error
        if dense.ntotal != len(passages) or dense.d != encoder.dimensions:
            raise IndexUnavailable("the index is damaged: the counts do not agree; run `dorinn index`")
        return cls(passages, lexical, dense, encoder, manifest)

    @classmethod
    def build(cls, folder: Path, passages: Sequence[Passage], encoder: Encoder, unless_usable: bool = False) -> Index:
        """Builds beside the old index and swaps the folder in; the old one stays until then, and when this fails.

        One process builds at a time; the next one waits, and with `unless_usable` takes what the first has made.
        Raises IndexUnavailable when the folder cannot be written to.
        """
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with alone(folder):
                if unless_usable:
                    with suppress(IndexUnavailable):
                        return cls.open(folder, passages, encoder)
                with fresh(folder) as new:
                    index = cls.make(passages, encoder)
                    index._write(new)
        except OSError as error:
            raise IndexUnavailable(f"the index cannot be written to {folder.parent}: {error}") from error
        return index

    @classmethod
    def make(cls, passages: Sequence[Passage], encoder: Encoder) -> Index:
        """An index in memory only."""
        lexical = bm25s.BM25(method="lucene")
        lexical.index([terms(f"{p.title} {_said(p)}") or ["tom"] for p in passages], show_progress=False)
        dense = faiss.IndexFlatIP(encoder.dimensions)
        # Both forms are averaged: a question in either finds the passage.
        mean = encoder.encode([_meant(p, "nb") for p in passages])
        if any(p.text.nb != p.text.nn for p in passages):
            mean = mean + encoder.encode([_meant(p, "nn") for p in passages])
        dense.add(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9))
        return cls(passages, lexical, dense, encoder, manifest_of(encoder, passages))

    def _write(self, folder: Path) -> None:
        self._lexical.save(str(folder / "lexical"))
        try:
            faiss.write_index(self._dense, str(folder / "dense.faiss"))
        except RuntimeError as error:  # how faiss says that the disk is full
            raise OSError(" ".join(str(error).split())[-160:]) from error
        (folder / "manifest.json").write_text(json.dumps(asdict(self.manifest), indent=1), encoding="utf-8")

    def search(
        self,
        question: str,
        kommuner: Collection[str],
        top: int = 12,
        depth: int = 40,
        state: Matrix | None = None,
        fusion: Fusion = EVEN,
    ) -> list[Hit]:
        """The best passages of the given places, lexical and dense ranks fused (reciprocal rank fusion).

        `state` is the bundled network's state of the question where somebody has it already.
        """
        rows = np.concatenate([self._places[k] for k in kommuner if k in self._places] or [np.empty(0, np.int64)])
        if not len(rows):
            return []
        depth = min(depth, len(rows))
        lexical = self._lexical_ranks(question, rows, depth)
        dense = self._dense_ranks(vector_of(question, state, self.encoder), rows, depth)
        best = fuse(lexical, dense, fusion, top)
        return [Hit(self.passages[row], score, lexical.get(row), dense.get(row)) for row, score in best]

    def _lexical_ranks(self, question: str, rows: np.ndarray[Any, Any], depth: int) -> dict[int, int]:
        query = known(terms(question), self._lexical.vocab_dict)
        if not query:
            return {}
        scores = np.asarray(self._lexical.get_scores(query))[rows]
        best = np.argsort(-scores, kind="stable")[:depth]
        return {int(rows[i]): rank for rank, i in enumerate(best) if scores[i] > 0}

    def _dense_ranks(self, vector: Matrix, rows: np.ndarray[Any, Any], depth: int) -> dict[int, int]:
        chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]
        _, found = self._dense.search(vector, depth, params=chosen)
        return {int(row): rank for rank, row in enumerate(found[0]) if row >= 0}

    def postings(self) -> Iterator[tuple[str, Matrix, Matrix]]:
        """The lexical side for a store of another kind: each term with its rows and their weights, which are summed."""
        scores: Any = self._lexical.scores
        ends: list[int] = scores["indptr"].tolist()
        for term, place in self._lexical.vocab_dict.items():
            if place + 1 < len(ends):  # bm25s adds a term for nothing
                part = slice(ends[place], ends[place + 1])
                yield term, scores["indices"][part], scores["data"][part]

    def vectors(self) -> Matrix:
        """The dense side: unit vectors, float32 [passages, dimensions]."""
        found: Matrix = self._dense.reconstruct_n(0, self._dense.ntotal)
        return found


def fuse(lexical: Mapping[int, int], dense: Mapping[int, int], fusion: Fusion, top: int) -> list[tuple[int, float]]:
    """Rows and fused scores, best first, of two rankings (row to rank, 0 is best)."""
    fused: dict[int, float] = {}
    for ranks, weight in ((lexical, 1.0), (dense, fusion.dense)):
        for row, rank in ranks.items():
            fused[row] = fused.get(row, 0.0) + weight / (fusion.slowness + rank)
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))[:top]


def vector_of(question: str, state: Matrix | None, encoder: Encoder) -> Matrix:
    """The question's unit vector [1, dimensions]; `state` is the bundled network's where somebody has it already."""
    if state is not None and isinstance(encoder, BundledEncoder):
        return unit(state[None, :])
    return encoder.encode([question])


def known(asked: Sequence[str], vocabulary: Container[str]) -> list[str]:
    """Terms that passages have; for a compound that none has, the longest terms it begins and ends with."""
    found: list[str] = []
    for term in asked:
        if term in vocabulary:
            found.append(term)
        else:
            found += [part for side in parts(term) for part in [p for p in side if p in vocabulary][:1]]
    return list(dict.fromkeys(found))


def parts(term: str) -> tuple[list[str], list[str]]:
    """What a compound may begin and end with, longest first."""
    if len(term) <= 2 * _PART:
        return [], []
    heads = [term[:cut] for cut in range(len(term) - _PART, _PART, -1)]
    return heads, [term[cut:] for cut in range(_PART, len(term) - _PART)]


def manifest_of(encoder: Encoder, passages: Sequence[Passage]) -> Manifest:
    """What an index of these passages must have been made from."""
    digest = hashlib.sha256()
    for passage in passages:
        digest.update("\0".join((passage.id, passage.title, passage.text.nb, passage.text.nn)).encode())
    return Manifest(FORMAT, encoder.id, encoder.dimensions, digest.hexdigest(), len(passages))


def _read(folder: Path) -> Manifest:
    return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def _said(passage: Passage) -> str:
    """The words of both forms; a quotation has one."""
    return passage.text.nb if passage.kind == "quote" else f"{passage.text.nb} {passage.text.nn}"


def _meant(passage: Passage, form: Form) -> str:
    """What is encoded; a quotation hardly says what it is about without the heading above it."""
    text = passage.text.of(form)
    return f"{passage.title.rpartition(' › ')[2]}. {text}" if passage.kind == "quote" else text

"""The index: passages with a lexical (BM25) and a dense side, built atomically beside the old one.

Rows are sorted by place, so that a question in one municipality reads its own stretch, the shared and the national one,
and nothing else: the filter is exact and costs nothing, however many municipalities there are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dorinn.domain.passage import Hit, Passage
from dorinn.errors import IndexUnavailable
from dorinn.language.terms import terms
from dorinn.retrieval.arrays import load
from dorinn.retrieval.dense import nearest
from dorinn.retrieval.encoder import BundledEncoder, Encoder, unit
from dorinn.retrieval.folder import alone, fresh, recover, verify
from dorinn.retrieval.lexical import Lexical, Span
from dorinn.retrieval.material import Known, Material, Rows, by_place, reader
from dorinn.retrieval.packed import Matrix

FORMAT = 3
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
    """What an index was made from; one that does not fit is refused.

    `texts` digests the passages, `reader` the code that cuts them into terms and folds them for the encoder.
    """

    format: int
    encoder: str
    reader: str
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
        self, passages: Sequence[Passage], lexical: Lexical, vectors: Matrix, encoder: Encoder, manifest: Manifest
    ) -> None:
        """`vectors` [rows, dimensions] and the rows of `lexical` are in the order of `by_place`."""
        self.passages = list(passages)
        self.manifest = manifest
        self.encoder = encoder
        self._lexical = lexical
        self._vectors = vectors
        self._order, self.spans = by_place(self.passages)

    @classmethod
    def open(cls, folder: Path, passages: Sequence[Passage], encoder: Encoder) -> Index:
        """Loads a built index; raises IndexUnavailable when it is missing, damaged or made from something else."""
        recover(folder)
        try:
            manifest = _read(folder)
            if manifest != manifest_of(encoder, passages):
                raise IndexUnavailable("the index is stale: texts, encoder or format has changed; run `dorinn index`")
            verify(folder)
            lexical = Lexical.read(folder / "lexical")
            vectors: Matrix = load(folder / "vectors.npy")
            if manifest != _read(folder):
                raise IndexUnavailable("another index was swapped in meanwhile; try again")
        except IndexUnavailable:
            raise
        except Exception as error:
            raise IndexUnavailable(f"no usable index in {folder}: {error}; run `dorinn index`") from error
        if vectors.shape != (len(passages), encoder.dimensions):
            raise IndexUnavailable("the index is damaged: the counts do not agree; run `dorinn index`")
        return cls(passages, lexical, vectors, encoder, manifest)

    @classmethod
    def build(
        cls,
        folder: Path,
        passages: Sequence[Passage],
        encoder: Encoder,
        unless_usable: bool = False,
        known: Known | None = None,
    ) -> Index:
        """Builds beside the old index and swaps the folder in; the old one stays until then, and when this fails.

        What the old one has of passages that have not changed is taken over, or what `known` or the release has. One
        process builds at a time; the next one waits, and with `unless_usable` takes what the first has made. Raises
        IndexUnavailable when the folder cannot be written to.
        """
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with alone(folder):
                if unless_usable:
                    with suppress(IndexUnavailable):
                        return cls.open(folder, passages, encoder)
                recover(folder)
                known = known or _known(folder, encoder) or Known.shipped(encoder)
                with fresh(folder) as new:
                    material = Material.of(passages, encoder, known)
                    index = cls._of(passages, material, encoder)
                    material.write(new, index._lexical)
                    manifest = json.dumps(asdict(index.manifest), indent=1)
                    (new / "manifest.json").write_text(manifest, encoding="utf-8")
        except OSError as error:
            raise IndexUnavailable(f"the index cannot be written to {folder.parent}: {error}") from error
        return index

    @classmethod
    def make(cls, passages: Sequence[Passage], encoder: Encoder, known: Known | None = None) -> Index:
        """An index in memory only."""
        return cls._of(passages, Material.of(passages, encoder, known), encoder)

    @classmethod
    def _of(cls, passages: Sequence[Passage], material: Material, encoder: Encoder) -> Index:
        lexical = Lexical.of(material.bags)
        return cls(passages, lexical, material.vectors, encoder, manifest_of(encoder, passages))

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
        spans = [self.spans[kommune] for kommune in kommuner if kommune in self.spans]
        if not spans:
            return []
        rows = np.concatenate([self._order[start:end] for start, end in spans])
        lexical = self._lexical_ranks(question, spans, rows, depth)
        dense = self._dense_ranks(vector_of(question, state, self.encoder)[0], spans, rows, depth)
        best = fuse(lexical, dense, fusion, top)
        return [Hit(self.passages[row], score, lexical.get(row), dense.get(row)) for row, score in best]

    def _lexical_ranks(self, question: str, spans: Sequence[Span], rows: Rows, depth: int) -> dict[int, int]:
        query = known(terms(question), self._lexical)
        if not query:
            return {}
        scores = self._lexical.score(query, spans)
        best = _best(scores, depth)
        return {row: rank for rank, row in enumerate(rows[best[scores[best] > 0]].tolist())}

    def _dense_ranks(self, vector: Matrix, spans: Sequence[Span], rows: Rows, depth: int) -> dict[int, int]:
        places, scores = nearest(self._vectors, vector, spans, depth)
        near = rows[places]
        # Passages of the same words tie; the later one goes first, as it did when the router's weights were fitted.
        return {row: rank for rank, row in enumerate(near[_best(scores, depth, -near)].tolist())}

    def postings(self) -> Iterator[tuple[str, Rows, Matrix]]:
        """The lexical side for a store of another kind: each term with its passages and their weights, to be summed."""
        for term, rows, weights in self._lexical.postings():
            yield term, self._order[rows], weights

    def vectors(self) -> Matrix:
        """The dense side: unit vectors, float32 [passages, dimensions]."""
        found = np.empty_like(self._vectors)
        found[self._order] = self._vectors
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
    """Terms that passages have, once each; for a compound that none has, the longest terms it begins and ends with."""
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
    """What an index of these passages would say of itself."""
    digest = hashlib.sha256()
    for passage in passages:
        digest.update("\0".join((passage.id, passage.title, passage.text.nb, passage.text.nn)).encode())
    return Manifest(FORMAT, encoder.id, reader(), encoder.dimensions, digest.hexdigest(), len(passages))


def _best(scores: NDArray[np.float32], most: int, ties: Rows | None = None) -> Rows:
    """Where the highest scores stand, best first; of equal ones the earlier first, or the one lower in `ties`."""
    near = np.arange(len(scores))
    if len(scores) > 4 * most:
        near = np.flatnonzero(scores >= np.partition(scores, len(scores) - most)[len(scores) - most])
    return near[np.lexsort((near if ties is None else ties[near], -scores[near]))[:most]]


def _known(folder: Path, encoder: Encoder) -> Known | None:
    """What can be taken over from a built index; None where there is none of this encoder, or it is damaged."""
    with suppress(Exception):
        manifest = _read(folder)
        if (manifest.format, manifest.encoder, manifest.reader) == (FORMAT, encoder.id, reader()):
            verify(folder)
            return Known.read(folder)
    return None


def _read(folder: Path) -> Manifest:
    return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))

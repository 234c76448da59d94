"""What an index is made of: passages sorted by place, each with its vector, its terms, and a digest of what made both.

A vector takes milliseconds to make and never changes while the text and the encoder stay, so that a new index takes
over what an old one has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dorinn.domain.passage import Passage
from dorinn.domain.text import FORMS, Form
from dorinn.language import fold
from dorinn.language import terms as reading
from dorinn.language.terms import terms
from dorinn.retrieval.arrays import load, save
from dorinn.retrieval.encoder import BUNDLED, Encoder, unit
from dorinn.retrieval.lexical import Bags, Lexical, Span, read_bags
from dorinn.retrieval.packed import Matrix

Rows = NDArray[np.int64]
SHIPPED = BUNDLED / "passages.npz"
"""Vectors of the corpus' passages, made once for a release so that no first start need encode them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an older index has: rows by the digest of what was said in them, their vectors and terms.

    Without `bags`, all terms are read anew.
    """

    rows: dict[bytes, int]
    vectors: Matrix
    bags: Bags | None = None

    @classmethod
    def read(cls, folder: Path) -> Known:
        """From an index's folder; raises OSError or ValueError."""
        rows = {digest.tobytes(): row for row, digest in enumerate(load(folder / "digests.npy"))}
        return cls(rows, load(folder / "vectors.npy"), read_bags(folder / "lexical"))

    @classmethod
    def shipped(cls, encoder: Encoder, path: Path = SHIPPED) -> Known | None:
        """The vectors that come with dorinn, where they are of this encoder; what they lack is encoded."""
        with suppress(OSError, ValueError, KeyError), np.load(path, allow_pickle=False) as file:
            if (str(file["encoder"]), str(file["reader"])) == (encoder.id, reader()):
                rows = {digest.tobytes(): row for row, digest in enumerate(file["digests"])}
                return cls(rows, file["vectors"])
        return None

    @staticmethod
    def ship(material: Material, encoder: Encoder, path: Path = SHIPPED) -> None:
        """Writes what `shipped` reads; raises OSError."""
        with path.open("wb") as file:
            np.savez(
                file,
                encoder=np.array(encoder.id),
                reader=np.array(reader()),
                digests=material.digests,
                vectors=material.vectors,
            )


@dataclass(frozen=True, slots=True)
class Material:
    """Everything by row. Rows are passages sorted by place; `vectors` is [rows, dimensions], unit length."""

    vectors: Matrix
    bags: Bags
    digests: NDArray[np.uint8]

    @classmethod
    def of(cls, passages: Sequence[Passage], encoder: Encoder, known: Known | None = None) -> Material:
        """Takes from `known` what has not changed; the rest is encoded and read."""
        order, _ = by_place(passages)
        rows = [passages[number] for number in order.tolist()]
        digests = [digest_of(passage) for passage in rows]
        place = np.array([known.rows.get(digest, -1) if known else -1 for digest in digests], dtype=np.int64)
        vectors = np.empty((len(rows), encoder.dimensions), dtype=np.float32)
        new = np.flatnonzero(place < 0)
        if known is not None:
            vectors[place >= 0] = known.vectors[place[place >= 0]]
        if len(new):
            vectors[new] = _encoded([rows[row] for row in new.tolist()], encoder)
        bags = Bags.of(len(rows), lambda row: _terms(rows[row]), known.bags if known else None, place)
        return cls(vectors, bags, np.frombuffer(b"".join(digests), np.uint8).reshape(len(rows), -1))

    def write(self, folder: Path, lexical: Lexical) -> None:
        """Into an index's folder; raises OSError."""
        lexical.write(folder / "lexical", self.bags)
        save(folder / "vectors.npy", self.vectors)
        save(folder / "digests.npy", self.digests)


def by_place(passages: Sequence[Passage]) -> tuple[Rows, dict[str, Span]]:
    """The passages' numbers sorted by place, in their order within each, and each place's stretch of that."""
    numbers: dict[str, int] = {}
    place = np.array([numbers.setdefault(passage.kommune, len(numbers)) for passage in passages], dtype=np.int64)
    ends = np.cumsum(np.bincount(place, minlength=len(numbers))).tolist()
    spans = {name: (ends[number - 1] if number else 0, ends[number]) for name, number in numbers.items()}
    return np.argsort(place, kind="stable"), spans


@cache
def reader() -> str:
    """A digest of the code that folds texts and reads terms: what another one made is not taken over."""
    sources = (Path(str(module.__file__)).read_bytes() for module in (fold, reading))
    return hashlib.blake2b(b"".join(sources), digest_size=8).hexdigest()


def _encoded(passages: Sequence[Passage], encoder: Encoder) -> Matrix:
    """The mean of both forms' vectors, so that a question in either finds the passage; no text is encoded twice."""
    texts = list(dict.fromkeys(_meant(passage, form) for passage in passages for form in FORMS))
    row = {text: number for number, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    first, second = ([row[_meant(passage, form)] for passage in passages] for form in FORMS)
    return unit(vectors[first] + vectors[second])


def digest_of(passage: Passage) -> bytes:
    """16 bytes of all that a passage's vector and terms are made from."""
    said = (str(passage.kind == "quote"), passage.title, passage.text.nb, passage.text.nn)
    return hashlib.blake2b("\0".join(said).encode(), digest_size=16).digest()


def _terms(passage: Passage) -> list[str]:
    """The terms of the words of both forms; a quotation has one form."""
    text = passage.text
    said = text.nb if passage.kind == "quote" else f"{text.nb} {text.nn}"
    return terms(f"{passage.title} {said}") or ["tom"]


def _meant(passage: Passage, form: Form) -> str:
    """What is encoded; a quotation hardly says what it is about without the heading above it."""
    text = passage.text.of(form)
    return f"{passage.title.rpartition(' › ')[2]}. {text}" if passage.kind == "quote" else text

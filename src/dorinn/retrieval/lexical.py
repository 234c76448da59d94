"""The lexical side of an index: BM25 (Lucene's form) over sparse arrays, scored for stretches of rows only.

bm25s gives the same scores (a test holds the two together); it scores every passage of every municipality for each
question, and cannot take over what has not changed when one passage has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dorinn.retrieval.arrays import load, save

Ints = NDArray[np.integer[Any]]
Span = tuple[int, int]  # rows, half-open
K1, B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class Bags:
    """The terms of every row, one after the other: those of row i are `ids[starts[i] : starts[i + 1]]`."""

    words: list[str]
    ids: Ints
    starts: Ints

    @classmethod
    def of(cls, rows: int, read: Callable[[int], Sequence[str]], known: Bags | None, place: Ints) -> Bags:
        """The terms of so many rows: of `known` where `place` has a row of it, read anew where that is -1."""
        number: dict[str, int] = {word: n for n, word in enumerate(known.words)} if known else {}
        pieces: list[Ints] = []
        for row in range(rows):
            old = place[row]
            if known is not None and old >= 0:
                pieces.append(known.ids[known.starts[old] : known.starts[old + 1]])
            else:
                pieces.append(np.array([number.setdefault(word, len(number)) for word in read(row)], dtype=np.int32))
        starts = np.zeros(rows + 1, dtype=np.int64)
        np.cumsum([len(piece) for piece in pieces], out=starts[1:])
        ids = np.concatenate(pieces) if pieces else np.empty(0, np.int32)
        # Words that no row has any more are forgotten, so that it is as if all had been read anew.
        used, ids = np.unique(ids, return_inverse=True)
        words = list(number)
        return cls([words[n] for n in used.tolist()], ids.astype(np.int32), starts)


class Lexical:
    """Scores by term: those of term t are `scores[starts[t] : starts[t + 1]]`, for rows in ascending order."""

    def __init__(self, words: Sequence[str], starts: Ints, rows: Ints, scores: NDArray[np.float32]) -> None:
        self._number = {word: number for number, word in enumerate(words)}
        self._starts = starts
        self._rows = rows
        self._scores = scores

    @classmethod
    def of(cls, bags: Bags) -> Lexical:
        """BM25 of every term in every row that has it."""
        lengths = np.diff(bags.starts)
        count, words = len(lengths), len(bags.words)
        if not count:
            return cls([], np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32))
        # A key a term and row, so that sorting puts a term's rows together and in order.
        keys = bags.ids.astype(np.int64) * count + np.repeat(np.arange(count), lengths)
        keys, times = np.unique(keys, return_counts=True)
        term, row = np.divmod(keys, count)
        frequency = np.bincount(term, minlength=words)
        rarity = np.log(1 + (count - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        spread = K1 * (1 - B + B * lengths / lengths.mean())
        scores = (rarity[term] * (times / (spread[row] + times))).astype(np.float32)
        starts = np.zeros(words + 1, dtype=np.int64)
        np.cumsum(frequency, out=starts[1:])
        return cls(bags.words, starts, row.astype(np.int32), scores)

    def __contains__(self, term: object) -> bool:
        return term in self._number

    def score(self, terms: Sequence[str], spans: Sequence[Span]) -> NDArray[np.float32]:
        """The scores of the rows of these spans, one span after the other; terms must be known."""
        sizes = [end - start for start, end in spans]
        offsets = np.cumsum([0, *sizes])
        found = np.zeros(offsets[-1], dtype=np.float32)
        bounds = np.array(spans, dtype=self._rows.dtype).ravel()
        for term in terms:
            number = self._number[term]
            first, last = self._starts[number], self._starts[number + 1]
            rows = self._rows[first:last]
            cuts = np.searchsorted(rows, bounds).tolist()
            for place, (start, _) in enumerate(spans):
                low, high = cuts[2 * place], cuts[2 * place + 1]
                if low < high:  # a row stands once, so that plain adding does
                    found[rows[low:high] + (offsets[place] - start)] += self._scores[first + low : first + high]
        return found

    def postings(self) -> Iterator[tuple[str, Ints, NDArray[np.float32]]]:
        """Each term with its rows and their scores."""
        for term, number in self._number.items():
            part = slice(self._starts[number], self._starts[number + 1])
            yield term, self._rows[part], self._scores[part]

    def write(self, folder: Path, bags: Bags) -> None:
        """Writes `words.json` and the arrays; raises OSError."""
        folder.mkdir()
        (folder / "words.json").write_text(json.dumps(bags.words, ensure_ascii=False), encoding="utf-8")
        arrays = {"starts": self._starts, "rows": self._rows, "scores": self._scores}
        for name, array in (arrays | {"bag-ids": bags.ids, "bag-starts": bags.starts}).items():
            save(folder / f"{name}.npy", array)

    @classmethod
    def read(cls, folder: Path) -> Lexical:
        """As it was written; raises OSError or ValueError."""
        return cls(_words(folder), *(load(folder / f"{name}.npy") for name in ("starts", "rows", "scores")))


def read_bags(folder: Path) -> Bags:
    """What `Lexical.write` kept of the rows' terms, for the next build."""
    return Bags(_words(folder), load(folder / "bag-ids.npy"), load(folder / "bag-starts.npy"))


def _words(folder: Path) -> list[str]:
    words: list[str] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    return words

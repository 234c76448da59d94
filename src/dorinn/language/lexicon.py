"""How common Norwegian words are, and what stands beside those that are easily mistaken for each other.

Made by `python -m dorinn.training.words` from counts only; no text can be read out of it.
"""

from __future__ import annotations

import math
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dorinn.domain.text import Form
from dorinn.language.fold import fold
from dorinn.language.letters import Letters

WORDS = Path(__file__).resolve().parents[1] / "bundled" / "words.npz"
Counts = np.ndarray[Any, np.dtype[np.float64]]
Keys = np.ndarray[Any, np.dtype[np.uint32]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Around = tuple[str, str, str, str]  # the words two before, one before, one after and two after
SIDES = ("<<", "<", ">", ">>")
_SIDE_WEIGHTS = {"<<": 0.5, "<": 1.0, ">": 1.0, ">>": 0.5}
_PRIOR = 1.5  # pairs: as many must be expected before their absence says something; fewer than this are not kept
_MOST = 10.0  # a word of the smaller form counts this much more at most
_NONE: Counts = np.zeros(2)
STEP = 8  # counts are kept as round(STEP * ln(1 + count)), in a byte


class Lexicon:
    """Counts of words in both forms, and of neighbours of confusable words."""

    def __init__(
        self,
        words: dict[str, int],
        counts: Counts,
        unsure: frozenset[str],
        contexts: dict[int, int],
        totals: tuple[int, int],
    ) -> None:
        self._place = words
        self.unsure = unsure
        self._counts = counts
        self._contexts = contexts
        self._totals = totals
        self._more = min(_MOST, max(1.0, totals[0] / max(totals[1], 1)))
        self._folded: dict[str, Counts] = {}

    @classmethod
    def load(cls, path: Path = WORDS) -> Lexicon:
        """Reads the bundled statistics."""
        with np.load(path) as file:
            words = file["words"].tobytes().decode("utf-8").split("\n")
            counts = np.expm1(np.stack([file["nb"], file["nn"]]).astype(np.float64) / STEP)
            contexts = dict(zip(unpacked_keys(file["keys"]).tolist(), file["values"].tolist(), strict=True))
            totals = file["totals"].tolist()
            flags = np.unpackbits(file["unsure"], count=len(words)).tolist()
        places = {word: place for place, word in enumerate(words)}
        unsure = frozenset(word for word, flag in zip(words, flags, strict=True) if flag)
        return cls(places, counts, unsure, contexts, (totals[0], totals[1]))

    @cached_property
    def letters(self) -> Letters:
        """How known words are spelled."""
        return Letters(self._place)

    def __contains__(self, word: object) -> bool:
        return word in self._place

    def count(self, word: str, form: Form | None = None) -> float:
        """How often a lower-case word was seen, in one form or in both together."""
        place = self._place.get(word)
        if place is None:
            return 0.0
        column = self._counts[:, place]
        return float(column.sum() if form is None else column[int(form == "nn")])

    def weight(self, word: str) -> float:
        """How often a word was seen, as if there were as much text in one form as in the other, up to tenfold."""
        place = self._place.get(word)
        if place is None:
            return 0.0
        return float(self._counts[0, place] + self._counts[1, place] * self._more)

    def chance(self, word: str, form: Form) -> float:
        """The natural logarithm of a word's share of all words; mostly by its own form, a little by the other."""
        own, other = (0, 1) if form == "nb" else (1, 0)
        place = self._place.get(word)
        if place is None:
            return -20.0
        column = self._counts[:, place]
        share = 0.97 * column[own] / self._totals[own] + 0.03 * column[other] / self._totals[other]
        return math.log(max(share, 1e-9))

    def lean(self, word: str) -> float:
        """How much likelier (ln) a word is in Nynorsk than in Bokmål."""
        nb, nn = self.count(word, "nb") / self._totals[0], self.count(word, "nn") / self._totals[1]
        return math.log((nn + 2e-6) / (nb + 2e-6))

    def fits(self, word: str, around: Around) -> float:
        """How much likelier (ln) the neighbours are beside this word than anywhere: higher fits better.

        Neighbours are known of `unsure` words only; 0 for all others. Those one word away count in full, those two
        words away by half, since they are not independent of the nearer ones.
        """
        if word not in self.unsure:
            return 0.0
        score = 0.0
        own = self._counts[:, self._place[word]]
        for side, neighbour in zip(SIDES, around, strict=True):
            if neighbour:
                expected = float(own @ self._share(neighbour))
                seen = math.expm1(self._contexts.get(key_of(side, word, level(neighbour)), 0) / STEP)
                score += _SIDE_WEIGHTS[side] * math.log((seen + _PRIOR) / (expected + _PRIOR))
        return score

    def _share(self, neighbour: str) -> Counts:
        """The share, in each form, of all words that fold to the same as this one."""
        if not self._folded:
            shares = (self._counts / np.maximum(self._totals, 1)[:, None]).T
            for word, place in self._place.items():
                name = fold(word) or word
                known = self._folded.get(name)
                self._folded[name] = shares[place] if known is None else known + shares[place]
        return self._folded.get(level(neighbour), _NONE)


def level(neighbour: str) -> str:
    """A neighbour as it is counted: folded, and all numbers one."""
    return "0" if neighbour.isdigit() else fold(neighbour)


def key_of(side: str, word: str, neighbour: str) -> int:
    """The number under which a word and a levelled neighbour on one of `SIDES` are kept."""
    return zlib.crc32(f"{side}{word} {neighbour}".encode())


def packed_keys(keys: Keys) -> Bytes:
    """Sorted keys as their differences, byte by byte: half as large when compressed."""
    return np.diff(keys, prepend=np.uint32(0)).astype("<u4").view(np.uint8).reshape(-1, 4).T.copy()


def unpacked_keys(planes: Bytes) -> Keys:
    """What `packed_keys` packed."""
    return np.cumsum(planes.T.copy().view("<u4").ravel(), dtype=np.uint32)

"""How likely a row of letters is as a Norwegian word, told from the words that are known.

A word that no list has may still be read: «lgkk» stands in no word, «løkk» in many. The statistics are made from the
lexicon's words when they are first asked for, which only damaged text does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from dorinn.language.damage import IMAGES

_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåéèêòóôäöü-"
_BITS = 6  # a letter takes
_ORDER = 7  # letters that are looked at together
_WIDTH = 16  # readings followed at a time
_IMAGES = tuple((image, letter, math.log(share)) for letter, images in IMAGES.items() for image, share in images)
_CODES = {c: number for number, c in enumerate(_ALPHABET, 2)}
_EDGE = 1  # before and after a word

Codes = np.ndarray[Any, np.dtype[np.int64]]


class Letters:
    """Counts of rows of one to seven letters in known words."""

    def __init__(self, words: Iterable[str]) -> None:
        table = np.zeros(0x200, dtype=np.int64)
        for letter, code in _CODES.items():
            table[ord(letter)] = code
        text = "\n" + "\n".join(words) + "\n"
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        codes = table[np.minimum(points, 0x1FF)]
        codes[points == ord("\n")] = _EDGE
        self._rows: list[tuple[Codes, Codes]] = []
        self._kinds: list[tuple[Codes, Codes]] = []  # rows, and how many letters were seen after each
        row = codes
        ends = codes == _EDGE
        valid = codes > 0
        for length in range(1, _ORDER + 1):
            if length > 1:
                row = (row[:-1] << _BITS) | codes[length - 1 :]
                # an edge stands first or last in a row, never inside
                inner = ends[length - 2 : len(ends) - 1] if length > 2 else np.zeros(len(row), dtype=bool)
                valid = valid[:-1] & (codes[length - 1 :] > 0) & ~inner[: len(row)]
            keys, counts = np.unique(row[valid], return_counts=True)
            self._rows.append((keys, counts))
            if length > 1:
                self._kinds.append(np.unique(keys >> _BITS, return_counts=True))
        self._all = float(self._rows[0][1].sum())

    @lru_cache(maxsize=200_000)  # noqa: B019 (lives as long as the lexicon)
    def _next(self, before: tuple[int, ...], code: int) -> float:
        """The share of words that go on with this letter after those; the more letters may follow, the freer.

        Fewer letters count as much as there are different ones seen after all of them (Witten and Bell, 1991): after
        «stor» begins many a new part, after «stør» hardly.
        """
        if not before:
            return (_found(self._rows[0], (code,)) + 1) / (self._all + len(_ALPHABET) + 1)
        shorter = self._next(before[1:], code)
        total = _found(self._rows[len(before) - 1], before)
        if not total:
            return shorter
        kinds = _found(self._kinds[len(before) - 1], before)
        return (_found(self._rows[len(before)], (*before, code)) + kinds * shorter) / (total + kinds)

    def chance(self, word: str) -> float:
        """The natural logarithm of a word's share among known words, letter by letter."""
        row = (_EDGE, *(_CODES.get(c, 0) for c in word), _EDGE)
        return sum(
            math.log(self._next(row[max(0, place - _ORDER + 1) : place], row[place])) for place in range(1, len(row))
        )

    @lru_cache(maxsize=50_000)  # noqa: B019
    def read(self, word: str) -> list[tuple[str, float]]:
        """The likeliest originals of a damaged word, best first, with the cost (ln) of the misreading."""
        costs: list[dict[str, float]] = [{"": 0.0}] + [{} for _ in word]
        waiting: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
        waiting[0][""] = 0.0
        for place in range(len(word)):
            kept = sorted(waiting[place].items(), key=lambda item: -item[1])[:_WIDTH]
            for made, score in kept:
                steps = [(image, letter, cost) for image, letter, cost in _IMAGES if word.startswith(image, place)]
                if word[place] not in "&@":
                    steps.append((word[place], word[place], 0.0))
                row = (_EDGE, *(_CODES.get(c, 0) for c in made))[-_ORDER + 1 :]
                for image, letter, cost in steps:
                    to = waiting[place + len(image)]
                    total = score + cost + math.log(self._next(row, _CODES.get(letter, 0)))
                    if total > to.get(made + letter, -math.inf):
                        to[made + letter] = total
                        costs[place + len(image)][made + letter] = costs[place][made] - cost
        found = []
        for made, score in waiting[len(word)].items():
            row = (_EDGE, *(_CODES.get(c, 0) for c in made))[-_ORDER + 1 :]
            found.append((score + math.log(self._next(row, _EDGE)), made))
        return [(made, costs[-1][made]) for _, made in sorted(found, reverse=True)]


def _found(table: tuple[Codes, Codes], row: tuple[int, ...]) -> int:
    """What a table says of a row of letters."""
    keys, counts = table
    number = 0
    for code in row:
        number = number << _BITS | code
    place = int(np.searchsorted(keys, number))
    return int(counts[place]) if place < len(keys) and keys[place] == number else 0

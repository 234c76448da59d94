"""Asked: which section of a guide answers a question, by the ways in which people ask for each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dorinn.domain.guide import Guide
from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

_PAIR = 0.6  # what two words in a row count beside one
_BEST = 3  # ways of asking that a section is judged by

Bag = dict[str, float]


class Asked:
    """Compares a question with the ways of asking for each section: by the words they share, rare ones more, and small
    ones too, since «hvem må» and «når må» differ in nothing else."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._ways = [section.ways for guide in guides for section in guide.sections]

    def like(self, question: str) -> NDArray[np.float64]:
        """How like the question is to the ways of asking for each section, in the order of the guides: 0 to 1, the mean
        of the three likest."""
        rows, columns, parts = self._shelf
        cells = np.zeros(rows * columns)
        for part, own in self._bag(question).items():
            if (found := parts.get(part)) is not None:
                cells[found[0]] += own * found[1]
        best = np.partition(cells.reshape(rows, columns), -_BEST, axis=1)[:, -_BEST:]
        means: NDArray[np.float64] = best.sum(axis=1) / [min(_BEST, len(ways)) for ways in self._ways]
        return means

    @cached_property
    def _shelf(self) -> tuple[int, int, dict[str, tuple[NDArray[np.int32], NDArray[np.float64]]]]:
        """How many sections there are and how many ways one has at most, and for each part the ways that it stands in,
        as row times columns plus column, with its weight there. Read when first needed."""
        columns = max((len(ways) for ways in self._ways), default=0) + _BEST
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, ways in enumerate(self._ways):
            for column, way in enumerate(ways):
                for part, weight in self._bag(way).items():
                    found[part].append((row * columns + column, weight))
        parts = {
            part: (np.array([cell for cell, _ in cells], np.int32), np.array([weight for _, weight in cells]))
            for part, cells in found.items()
        }
        return len(self._ways), columns, parts

    def _bag(self, text: str) -> Bag:
        """Stems and pairs of stems with their weights, of length 1."""
        weights = {part: self._rarity(part) * (_PAIR if " " in part else 1.0) for part in _parts(text)}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {part: weight / length for part, weight in weights.items()}

    def _rarity(self, part: str) -> float:
        count, seen = self._counted
        return math.log((count + 1) / (seen.get(part, 0) + 0.5))

    @cached_property
    def _counted(self) -> tuple[int, Mapping[str, int]]:
        """How many ways of asking there are, and in how many of them a part stands. Read when first needed."""
        ways = [way for ways in self._ways for way in ways]
        return len(ways), Counter(part for way in ways for part in set(_parts(way)))


def _parts(text: str) -> list[str]:
    stems = [stem(word) for word in words(fold(text))]
    return [*stems, *(f"{first} {second}" for first, second in pairwise(stems))]

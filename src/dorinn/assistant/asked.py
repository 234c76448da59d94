"""Asked: which section of a guide answers a question, by the ways in which people ask for each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dorinn.domain.guide import Guide, GuideSection
from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

_PAIR = 0.6  # what two words in a row count beside one
_BEST = 3  # ways of asking that a section is judged by

Bag = dict[str, float]
Ways = tuple[str, ...]


class Asked:
    """Compares a question with the ways of asking for each section: by the words they share, rare ones more, and small
    ones too, since «hvem må» and «når må» differ in nothing else."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._guides = guides

    def like(self, question: str, sections: Sequence[GuideSection]) -> list[float]:
        """How like the question is to the ways of asking for each section: 0 to 1, the mean of the three likest."""
        asked = self._bag(question)
        known = self._shelf.like(asked)
        return [
            float(known[place]) if (place := self._shelf.places.get(one.ways)) is not None else self._alone(asked, one)
            for one in sections
        ]

    def _alone(self, asked: Bag, section: GuideSection) -> float:
        return float(_Shelf([section.ways], self._bag).like(asked)[0])

    @cached_property
    def _shelf(self) -> _Shelf:
        """All ways of asking. Read when first needed."""
        every = [section.ways for guide in self._guides for section in guide.sections]
        return _Shelf(list(dict.fromkeys(every)), self._bag)

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
        ways = [way for guide in self._guides for section in guide.sections for way in section.ways]
        return len(ways), Counter(part for way in ways for part in set(_parts(way)))


def _parts(text: str) -> list[str]:
    stems = [stem(word) for word in words(fold(text))]
    return [*stems, *(f"{first} {second}" for first, second in pairwise(stems))]


class _Shelf:
    """The ways of asking for many sections, each part of them with the places where it stands."""

    def __init__(self, every: Sequence[Ways], bag: Callable[[str], Bag]) -> None:
        self.places = {ways: place for place, ways in enumerate(every)}
        # One row a section, as many columns as the most ways that one has.
        self._shape = (len(every), max(_BEST, *map(len, every)) if every else _BEST)
        self._counted = np.array([min(_BEST, len(ways)) for ways in every], dtype=np.float64)
        found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, ways in enumerate(every):
            for column, way in enumerate(ways):
                for part, weight in bag(way).items():
                    found[part].append((row * self._shape[1] + column, weight))
        self._parts = {
            part: (np.array([cell for cell, _ in cells], np.int32), np.array([weight for _, weight in cells]))
            for part, cells in found.items()
        }

    def like(self, asked: Bag) -> NDArray[np.float64]:
        """The mean of the three likest ways of each section."""
        cells = np.zeros(self._shape[0] * self._shape[1])
        for part, own in asked.items():
            if (found := self._parts.get(part)) is not None:
                cells[found[0]] += own * found[1]
        best = np.partition(cells.reshape(self._shape), -_BEST, axis=1)[:, -_BEST:]
        means: NDArray[np.float64] = best.sum(axis=1) / self._counted
        return means

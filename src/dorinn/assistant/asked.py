"""Asked: which section of a guide answers a question, by the ways in which people ask for each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from dorinn.domain.guide import Guide, GuideSection
from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

_PAIR = 0.6  # what two words in a row count beside one
_BEST = 3  # ways of asking that a section is judged by

Bag = dict[str, float]
Shelf = dict[str, tuple[tuple[int, float], ...]]
"""A part to the ways of asking that it stands in, by number, and its weight there."""


class Asked:
    """Compares a question with the ways of asking for each section: by the words they share, rare ones more, and small
    ones too, since «hvem må» and «når må» differ in nothing else."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._guides = guides
        self._shelves: dict[tuple[str, ...], Shelf] = {}

    def like(self, question: str, sections: Sequence[GuideSection]) -> list[float]:
        """How like the question is to the ways of asking for each section: 0 to 1, the mean of the three likest."""
        asked = self._bag(question)
        return [_mean_of_best(_shared(asked, self._shelf(ways)), len(ways)) for ways in map(_ways, sections)]

    def _shelf(self, ways: tuple[str, ...]) -> Shelf:
        if ways not in self._shelves:
            found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
            for number, way in enumerate(ways):
                for part, weight in self._bag(way).items():
                    found[part].append((number, weight))
            self._shelves[ways] = {part: tuple(places) for part, places in found.items()}
        return self._shelves[ways]

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
        ways = [way for guide in self._guides for section in guide.sections for way in _ways(section)]
        return len(ways), Counter(part for way in ways for part in set(_parts(way)))


def _ways(section: GuideSection) -> tuple[str, ...]:
    return (section.title.nb, section.title.nn, *section.asked)


def _parts(text: str) -> list[str]:
    stems = [stem(word) for word in words(fold(text))]
    return [*stems, *(f"{first} {second}" for first, second in pairwise(stems))]


def _shared(asked: Bag, shelf: Shelf) -> list[float]:
    """What the question shares with each way of asking; those it shares nothing with are left out."""
    found: defaultdict[int, float] = defaultdict(float)
    for part, own in asked.items():
        for number, weight in shelf.get(part, ()):
            found[number] += own * weight
    return list(found.values())


def _mean_of_best(scores: Sequence[float], ways: int) -> float:
    return sum(sorted(scores, reverse=True)[:_BEST]) / min(_BEST, ways)

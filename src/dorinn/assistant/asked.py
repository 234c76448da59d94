"""Asked: which section of a guide answers a question, by the ways in which people ask for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from dorinn.domain.guide import Guide, GuideSection
from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

_PAIR = 0.6  # what two words in a row count beside one
_BEST = 3  # ways of asking that a section is judged by

Bag = dict[str, float]


class Asked:
    """Compares a question with the ways of asking for each section: by the words they share, rare ones more, and small
    ones too, since «hvem må» and «når må» differ in nothing else."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._guides = guides
        self._bags: dict[tuple[str, ...], tuple[Bag, ...]] = {}

    def like(self, question: str, sections: Sequence[GuideSection]) -> list[float]:
        """How like the question is to the ways of asking for each section: 0 to 1, the mean of the three likest."""
        asked = self._bag(question)
        return [_mean_of_best([_shared(asked, way) for way in self._ways(section)]) for section in sections]

    def _ways(self, section: GuideSection) -> tuple[Bag, ...]:
        ways = _ways(section)
        if ways not in self._bags:
            self._bags[ways] = tuple(map(self._bag, ways))
        return self._bags[ways]

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


def _shared(one: Bag, other: Bag) -> float:
    small, large = sorted((one, other), key=len)
    return sum(weight * large.get(part, 0.0) for part, weight in small.items())


def _mean_of_best(scores: Sequence[float]) -> float:
    best = sorted(scores, reverse=True)[:_BEST]
    return sum(best) / len(best) if best else 0.0

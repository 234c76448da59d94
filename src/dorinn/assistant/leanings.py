"""Leanings: which kinds of help usually go first for whom, in what area, whatever else speaks for them.

A guide knows that staff who tell of a child most often want a team, and a youth the school nurse. Such habits are
fitted on the dev set (`dorinn.evals.fit`) and held small: they settle what is close.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dorinn.domain.question import Understanding
from dorinn.domain.topic import ROLES

AREAS = (
    "akutt", "ansatt", "barnevern", "familie", "flyktning", "funksjon", "helse", "okonomi", "oppslag", "sinn", "skole",
    "smaabarn", "trygghet", "uklart", "ungdom", "utenfor",
)  # fmt: skip
_BANDS = (("to 5", 5), ("6 to 12", 12), ("13 to 17", 17))  # the oldest of whoever it is about, in years
TRAITS = ("always", *ROLES, "no age", *(name for name, _ in _BANDS), "grown", *AREAS)

Vector = NDArray[np.float64]


def traits(belief: Mapping[str, float], asker: Understanding, areas: Mapping[str, str]) -> Vector:
    """What the leanings go by: [TRAITS], 0 to 1; `belief` maps topics to probabilities, `areas` topics to areas."""
    found = dict.fromkeys(TRAITS, 0.0)
    found["always"] = found[asker.role] = found[_band(asker.age)] = 1.0
    for topic, probability in belief.items():
        if (area := areas.get(topic)) in found:
            found[area] += probability
    return np.fromiter(found.values(), np.float64, len(TRAITS))


def _band(age: tuple[int, int] | None) -> str:
    if age is None:
        return "no age"
    return next((name for name, most in _BANDS if age[1] <= most), "grown")

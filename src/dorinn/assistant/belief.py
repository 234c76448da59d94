"""Belief: how likely each topic or kind of help is, from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping

UNCLEAR = frozenset(("uklart", "uklart-alder"))


def blend(now: Mapping[str, float], other: Mapping[str, float], share: float) -> dict[str, float]:
    """A belief in which `share` (0 to 1) goes to what another holds likely; of the same names as `now`."""
    return {name: (1 - share) * p + share * other.get(name, 0.0) for name, p in now.items()}


def without_unclear(belief: Mapping[str, float]) -> dict[str, float]:
    """What is left of a belief in topics when nothing is taken for unclear, with the same sum; of the same names."""
    clear = {topic: 0.0 if topic in UNCLEAR else p for topic, p in belief.items()}
    whole, left = sum(belief.values()), sum(clear.values())
    return {topic: p * whole / left for topic, p in clear.items()} if left else dict(belief)

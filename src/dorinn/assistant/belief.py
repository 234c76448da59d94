"""Belief: how likely each topic or kind of help is, from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping


def blend(now: Mapping[str, float], other: Mapping[str, float], share: float) -> dict[str, float]:
    """A belief in which `share` (0 to 1) goes to what another holds likely; of the same names as `now`."""
    return {name: (1 - share) * p + share * other.get(name, 0.0) for name, p in now.items()}

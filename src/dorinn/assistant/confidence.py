"""Confidence: what a router's share has been worth on the dev set."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED

FILE = "calibration.json"


class Confidence:
    """A rising line through points (share, share of first places that were right)."""

    def __init__(self, points: list[tuple[float, float]]) -> None:
        self._points = points

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Confidence:
        """Reads the points; without a file a share is taken as it is."""
        path = folder / FILE
        if not path.exists():
            return cls([(0.0, 0.0), (1.0, 1.0)])
        try:
            return cls([(float(x), float(y)) for x, y in json.loads(path.read_text(encoding="utf-8"))["points"]])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"{FILE} cannot be read: {error}") from error

    def of(self, share: float) -> float:
        """The probability, in [0, 1], that a first place with this share is right."""
        points = self._points
        place = bisect_right([x for x, _ in points], share)
        if place == 0:
            return points[0][1]
        if place == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[place - 1], points[place]
        return y0 + (y1 - y0) * (share - x0) / (x1 - x0 or 1.0)

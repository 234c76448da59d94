"""Doubts: how likely it is that a message tells of danger, is outside our matters, or too little to go by."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from dorinn.assistant.second_look import ALARMS
from dorinn.assistant.signals import LOOKUP
from dorinn.domain.question import Understanding
from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED

Doubt = Literal["danger", "grave", "outside", "unclear"]
DOUBTS: tuple[Doubt, ...] = ("danger", "grave", "outside", "unclear")
FILE = "doubts.json"
_EDGE = 1e-6

Curve = tuple[tuple[float, ...], float]
"""A slope for each score, and an offset; a single slope of 1 and an offset of 0 leave a score as it is."""
Scores = dict[Doubt, tuple[float, ...]]


class Doubts:
    """Turns raw scores (0 to 1) into probabilities, each by a logistic curve over the log odds of its scores."""

    def __init__(self, curves: Mapping[Doubt, Curve]) -> None:
        self._curves = curves

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Doubts:
        """Reads what `dorinn.evals.fit` wrote; raises IndexUnavailable."""
        try:
            raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
            return cls({name: (tuple(map(float, raw[name]["slopes"])), float(raw[name]["offset"])) for name in DOUBTS})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"the curves of doubt cannot be read: {error}") from error

    def of(self, doubt: Doubt, scores: Sequence[float]) -> float:
        """The probability, in (0, 1), that belongs to a doubt's scores."""
        slopes, offset = self._curves[doubt]
        return 1 / (1 + math.exp(-sum((s * log_odds(x) for s, x in zip(slopes, scores, strict=True)), offset)))


def scores(belief: Mapping[str, float], asker: Understanding) -> Scores:
    """The raw scores of each doubt: what the topics say, and what the words say straight; of danger, both of the whole
    message and of the two sentences that tell most of it. `belief` maps topics to probabilities."""
    outside = sum(p for topic, p in belief.items() if topic.startswith("utenfor"))
    # What is looked up here is our business, whatever else the words suggest.
    lookup = sum(belief.get(topic, 0.0) for topic in LOOKUP)
    none = asker.codes.get("none", outside) * (1 - lookup)
    unclear = belief.get("uklart", 0.0) + (belief.get("uklart-alder", 0.0) if asker.age is None else 0.0)
    alarms = sum(belief.get(topic, 0.0) for topic in ALARMS)
    now, grave = asker.levels.get("acute", 0.0), asker.levels.get("serious", 0.0)
    return {
        "danger": (alarms, now, now if asker.passing is None else asker.passing),
        "grave": (now + grave,),
        "outside": (outside, none),
        "unclear": (unclear,),
    }


def log_odds(score: float) -> float:
    """The logarithm of the odds of a score, held within ±14."""
    score = min(max(score, _EDGE), 1 - _EDGE)
    return math.log(score / (1 - score))

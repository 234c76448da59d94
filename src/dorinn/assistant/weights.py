"""Weights: how much each signal counts for a kind of help, as fitted on the dev set."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.signals import CONTEXTS, SIGNALS, Signals
from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED

FILE = "weights.json"
FLOOR = 1e-4  # what a code has that nothing speaks for
_BOUND = 12.0  # of a logarithm, so that no sum of contexts runs away

Vector = NDArray[np.float64]


class Weights:
    """A weighted sum of signals, whose weights grow or shrink with the context, sharpened and made to sum to 1."""

    def __init__(self, table: Vector, sharpness: float) -> None:
        """`table` is [SIGNALS, CONTEXTS]: logarithms, added up over the contexts that hold."""
        self.table = table
        self.sharpness = sharpness

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Weights:
        """Reads the fitted weights; raises IndexUnavailable when they are missing or of other signals."""
        try:
            raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
            table = np.array([[float(raw["weights"][signal][c]) for c in CONTEXTS] for signal in SIGNALS])
            return cls(table, float(raw["sharpness"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"the weights of the router cannot be read: {error}") from error

    def write(self, folder: Path = BUNDLED) -> None:
        """Writes them as they are read."""
        rows = zip(SIGNALS, self.table, strict=True)
        weights = {signal: dict(zip(CONTEXTS, map(float, np.round(row, 3)), strict=True)) for signal, row in rows}
        text = json.dumps({"sharpness": round(self.sharpness, 3), "weights": weights}, indent=1)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")

    def shares(self, signals: Signals) -> dict[str, float]:
        """The probability of each code to be the right first one; the shares sum to 1."""
        if not signals.codes:
            return {}
        raised = (signals.values @ self.gains(signals.context) + FLOOR) ** self.sharpness
        return dict(zip(signals.codes, (raised / raised.sum()).tolist(), strict=True))

    def gains(self, context: Vector) -> Vector:
        """The weight of each signal in a context: [SIGNALS], positive."""
        gains: Vector = np.exp(np.clip(self.table @ context, -_BOUND, _BOUND))
        return gains

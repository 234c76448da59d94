"""Weights: how much each signal counts for a kind of help, as fitted on the dev set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.leanings import TRAITS
from dorinn.assistant.signals import CONTEXTS, SIGNALS, Signals
from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED

FILE = "weights.json"
FLOOR = 1e-4  # what a code has that nothing speaks for
FAINT = 0.02  # a leaning less than this is none
BOUND = 12.0  # of a logarithm, so that no sum of contexts runs away

Vector = NDArray[np.float64]


class Weights:
    """A weighted sum of signals, whose weights grow or shrink with the context, sharpened, leaned and made a share."""

    def __init__(self, table: Vector, sharpness: float, leanings: Mapping[str, Vector] | None = None) -> None:
        """`table` is [SIGNALS, CONTEXTS]: logarithms, added up over the contexts that hold; `leanings` gives codes a
        logarithm for each of TRAITS, added up over the traits of the asker."""
        self.table = table
        self.sharpness = sharpness
        self.leanings = dict(leanings or {})
        self._leaning: dict[tuple[str, ...], Vector] = {}

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Weights:
        """Reads the fitted weights; raises IndexUnavailable when they are missing or of other signals."""
        try:
            raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
            table = np.array([[float(raw["weights"][signal][c]) for c in CONTEXTS] for signal in SIGNALS])
            leanings = {code: _row(said) for code, said in raw["leanings"].items()}
            return cls(table, float(raw["sharpness"]), leanings)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexUnavailable(f"the weights of the router cannot be read: {error}") from error

    def write(self, folder: Path = BUNDLED) -> None:
        """Writes them as they are read; leanings that hardly lean are left out."""
        rows = zip(SIGNALS, self.table, strict=True)
        weights = {signal: dict(zip(CONTEXTS, map(float, np.round(row, 3)), strict=True)) for signal, row in rows}
        named = ((code, zip(TRAITS, map(float, row), strict=True)) for code, row in self.leanings.items())
        leanings = {code: {trait: round(x, 2) for trait, x in row if round(abs(x), 2) >= FAINT} for code, row in named}
        said = {"sharpness": round(self.sharpness, 3), "weights": weights, "leanings": leanings}
        (folder / FILE).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")

    def shares(self, signals: Signals) -> dict[str, float]:
        """The probability of each code to be the right first one; the shares sum to 1."""
        if not signals.codes:
            return {}
        raised = (signals.values @ self.gains(signals.context) + FLOOR) ** self.sharpness
        raised *= np.exp(signals.traits @ self._leanings(signals.codes))
        return dict(zip(signals.codes, (raised / raised.sum()).tolist(), strict=True))

    def leaning(self, code: str, signals: Signals) -> float:
        """What a code's score is multiplied with because of who asks."""
        return float(np.exp(signals.traits @ self._leanings((code,))[:, 0]))

    def _leanings(self, codes: tuple[str, ...]) -> Vector:
        """[TRAITS, codes]; the codes of a municipality are always the same."""
        if codes not in self._leaning:
            none = np.zeros(len(TRAITS))
            self._leaning[codes] = np.stack([self.leanings.get(code, none) for code in codes], 1)
        return self._leaning[codes]

    def gains(self, context: Vector) -> Vector:
        """The weight of each signal in a context: [SIGNALS], positive."""
        gains: Vector = np.exp(np.clip(self.table @ context, -BOUND, BOUND))
        return gains


def _row(said: Mapping[str, float]) -> Vector:
    if unknown := said.keys() - set(TRAITS):
        raise ValueError(f"no such trait: {min(unknown)}")
    return np.array([float(said.get(trait, 0.0)) for trait in TRAITS])

"""Fits the curves that make the router's doubts probabilities, on dev and the triage sets, never on test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.doubts import DOUBTS, FILE, Curve, Doubt, log_odds
from dorinn.evals.question_set import Item
from dorinn.retrieval.encoder import BUNDLED

# Of all messages, what share is taken to tell of danger now, or of something grave: the triage sets hold far more.
RATES: dict[Doubt, float] = {"danger": 0.08, "grave": 0.2}
_STEPS = 40
_PULL = 1e-3

Array = NDArray[np.float64]
Case = tuple[tuple[float, ...], bool]


def cases(assistant: Assistant, items: Sequence[Item], triage: Sequence[Path]) -> dict[Doubt, list[Case]]:
    """For each doubt, raw scores and whether it was so. The triage files are JSON lines with question and level."""
    found: dict[Doubt, list[Case]] = {doubt: [] for doubt in DOUBTS}
    for item in items:
        scores = assistant.doubts(item.question, item.kommune)
        found["danger"].append((scores["danger"], item.acute))
        if not item.acute:
            found["outside"].append((scores["outside"], item.kind == "out_of_scope"))
            found["unclear"].append((scores["unclear"], item.kind == "ambiguous"))
    for path in triage:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            scores = assistant.doubts(row["question"])
            found["danger"].append((scores["danger"], row["level"] == "acute"))
            found["grave"].append((scores["grave"], row["level"] != "none"))
    return found


def fit_curve(pairs: Sequence[Case], rate: float | None = None) -> Curve:
    """Slopes and offset of the logistic curve, by Newton's method; `rate` is how common the cases are taken to be."""
    odds = np.array([[*map(log_odds, scores), 1.0] for scores, _ in pairs])
    right = np.array([float(so) for _, so in pairs])
    size = odds.shape[1] - 1
    weight = np.ones(len(pairs))
    if rate is not None:
        weight = np.where(right > 0, rate / right.mean(), (1 - rate) / (1 - right.mean()))
    # Flat: from there it always finds home, which is the scores' mean.
    curve = np.array([*[0.0] * size, log_odds(float(np.average(right, weights=weight)))])
    pull, home = np.array([*[_PULL * len(pairs)] * size, 0.0]), np.array([*[1 / size] * size, 0.0])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(odds @ curve, -30, 30)))
        slope = odds.T @ (weight * (likely - right)) + pull * (curve - home)
        bend = (odds * (weight * likely * (1 - likely) + 1e-9)[:, None]).T @ odds + np.diag(pull)
        curve -= np.linalg.solve(bend, slope)
    return tuple(map(float, curve[:-1])), float(curve[-1])


def write(found: dict[Doubt, list[Case]], folder: Path = BUNDLED) -> None:
    """Fits every curve and writes the file."""
    curves = {}
    for doubt in DOUBTS:
        slopes, offset = fit_curve(found[doubt], RATES.get(doubt))
        curves[doubt] = {"slopes": [round(slope, 3) for slope in slopes], "offset": round(offset, 3)}
    (folder / FILE).write_text(json.dumps(curves, indent=1) + "\n", encoding="utf-8")

"""`python -m dorinn.evals.fit`: fits the router's weights, doubts and confidence on the dev set, never on test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.confidence import FILE, Confidence
from dorinn.assistant.signals import CONTEXTS, SIGNALS
from dorinn.assistant.weights import FLOOR, Weights
from dorinn.corpus.paths import data_folder
from dorinn.evals import fit_doubts
from dorinn.evals.question_set import Item, read_items
from dorinn.retrieval.encoder import BUNDLED
from dorinn.settings import Settings

BINS = 12
FOLDS = 5
KINDS = ("route", "fact", "learn")
TRIAGE = ("dev", "unseen", "ordinary")
_STEPS, _RATE = 800, 0.05
_PULL = 0.001  # how strongly the weights are held to where they began
# Where the weights begin, by what a guide would say before seeing a question: the first preference counts whole.
_START = dict(zip(SIGNALS, (1.0, 0.4, 0.3, 0.15, 1.0, 0.4, 1.5, 0.05, 0.05, 0.05, 0.02, 0.02), strict=True))

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Questions as arrays, padded with codes that nothing speaks for.

    `values` [questions, codes, SIGNALS], `context` [questions, CONTEXTS], `right` and `real` [questions, codes].
    """

    values: Array
    context: Array
    right: Array
    real: Array

    @classmethod
    def of(cls, assistant: Assistant, items: Sequence[Item]) -> Table:
        """The signals of every question that has a code to be right and no danger in it."""
        rows = []
        for item in items:
            signals = assistant.signals(item.question, item.kommune)
            right = [code in item.accept for code in signals.codes]
            if any(right):
                rows.append((signals, right))
        width = max(len(signals.codes) for signals, _ in rows)
        table = cls(
            np.zeros((len(rows), width, len(SIGNALS))),
            np.array([signals.context for signals, _ in rows]),
            np.zeros((len(rows), width)),
            np.zeros((len(rows), width)),
        )
        for row, (signals, right) in enumerate(rows):
            count = len(signals.codes)
            table.values[row, :count] = signals.values
            table.right[row, :count] = right
            table.real[row, :count] = 1.0
        return table

    def part(self, rows: NDArray[np.bool_]) -> Table:
        """Some of the questions."""
        return Table(self.values[rows], self.context[rows], self.right[rows], self.real[rows])


def fit_weights(table: Table, steps: int = _STEPS) -> Weights:
    """The weights that make the codes accepted as first likeliest, found by gradient descent (Adam)."""
    start = np.zeros((len(SIGNALS), len(CONTEXTS)))
    start[:, 0] = np.log(list(_START.values()))
    found = np.append(start.ravel(), 0.4)
    home, mean, square = found.copy(), np.zeros_like(found), np.zeros_like(found)
    home[-1] = 0.0
    for step in range(1, steps + 1):
        slope = _slope(table, found) + 2 * _PULL * (found - home)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = _RATE * min(1.0, 2 * (1 - step / (steps + 1)))
        found -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return Weights(found[:-1].reshape(start.shape), float(np.exp(found[-1])))


def _slope(table: Table, found: Array) -> Array:
    """The gradient of the mean negative log likelihood of the accepted codes."""
    weights = Weights(found[:-1].reshape(len(SIGNALS), len(CONTEXTS)), float(np.exp(found[-1])))
    gains, scores, raised = _forward(table, weights)
    blame = table.right * raised / (table.right * raised).sum(1, keepdims=True) - raised / raised.sum(1, keepdims=True)
    blame = -blame / len(scores)
    by_gain = np.einsum("qc,qcs->qs", blame * weights.sharpness / scores, table.values) * gains
    sharpness = (blame * np.log(scores)).sum() * weights.sharpness
    return np.append(np.einsum("qs,qx->sx", by_gain, table.context).ravel(), sharpness)


def _forward(table: Table, weights: Weights) -> tuple[Array, Array, Array]:
    gains = np.stack([weights.gains(context) for context in table.context])
    scores = np.einsum("qcs,qs->qc", table.values, gains) + FLOOR
    return gains, scores, table.real * scores**weights.sharpness


def firsts(table: Table, weights: Weights) -> list[tuple[float, bool]]:
    """For each question the share of the first code, and whether it is accepted."""
    raised = _forward(table, weights)[2]
    best = raised.argmax(1)
    rows = np.arange(len(best))
    shares = raised[rows, best] / raised.sum(1)
    return list(zip(shares.tolist(), (table.right[rows, best] > 0).tolist(), strict=True))


def fit_confidence(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> list[tuple[float, float]]:
    """Bins of equal count, made to rise (pool adjacent violators); a point a bin, with one doubt added to each.

    A share of nothing is worth nothing: that is where the line begins.
    """
    ordered = sorted(pairs)
    blocks: list[tuple[float, float, int]] = []
    for number in range(bins):
        part = ordered[number * len(ordered) // bins : (number + 1) * len(ordered) // bins]
        if part:
            blocks.append((sum(share for share, _ in part), sum(right for _, right in part), len(part)))
            while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] > blocks[-1][1] / blocks[-1][2]:
                last, before = blocks.pop(), blocks.pop()
                blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [(0.0, 0.0), *((shares / count, (right + 0.5) / (count + 1)) for shares, right, count in blocks)]


def main() -> None:
    """Fits on dev and writes the files; the figures printed, and the confidence, are of questions left out in turn."""
    unset = Confidence([(0, 0), (1, 1)])
    assistant = Assistant.load(Settings.from_environment().indexes, build=True, confidence=unset)
    evals = data_folder("evals", "DORINN_EVALS")
    items = read_items(evals / "dev.jsonl")
    table = Table.of(assistant, [item for item in items if item.kind in KINDS and not item.acute])
    fold = np.random.default_rng(1).integers(0, FOLDS, len(table.context))
    pairs = [p for n in range(FOLDS) for p in firsts(table.part(fold == n), fit_weights(table.part(fold != n)))]
    print(f"{len(pairs)} questions, right first where left out of the fit: {sum(r for _, r in pairs) / len(pairs):.3f}")
    fit_weights(table).write()
    points = [[round(x, 4), round(y, 4)] for x, y in fit_confidence(pairs)]
    (BUNDLED / FILE).write_text(json.dumps({"points": points}) + "\n", encoding="utf-8")
    fit_doubts.write(fit_doubts.cases(assistant, items, [evals / "triage" / f"{n}.jsonl" for n in TRIAGE]))


if __name__ == "__main__":
    main()

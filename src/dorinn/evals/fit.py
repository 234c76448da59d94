"""`python -m dorinn.evals.fit`: fits the router's weights, doubts and confidence on the dev set, never on test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.confidence import FILE, Confidence
from dorinn.assistant.leanings import TRAITS
from dorinn.assistant.signals import CONTEXTS, SIGNALS
from dorinn.assistant.weights import BOUND, FLOOR, Weights
from dorinn.corpus.paths import data_folder
from dorinn.evals import fit_doubts
from dorinn.evals.question_set import Item, read_items
from dorinn.retrieval.encoder import BUNDLED
from dorinn.settings import Settings

BINS = 12
FOLDS = 5
KINDS = ("route", "fact", "learn")
SETS = ("dev", "dev-hard")  # only the first has a floor to keep
TRIAGE = ("dev", "unseen", "ordinary", "sideways", "buried")
_STEPS, _RATE = 800, 0.05
_PULL = 0.003  # how strongly the weights are held to where they began
_LEAN = 0.002  # and the leanings to none
# Where the weights begin, by what a guide would say before seeing a question: the first preference counts whole.
_START = dict(zip(SIGNALS, (1.0, 0.4, 0.3, 0.15, 1.0, 0.4, 1.5, 0.2, 0.1, 0.3, 0.1, 0.02, 0.02), strict=True))

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Questions as arrays over all codes, those that exist nowhere near the question left empty.

    `values` [questions, codes, SIGNALS], `context` [questions, CONTEXTS], `traits` [questions, TRAITS]; `right` and
    `real` [questions, codes]: accepted as first, and there to be had.
    """

    codes: tuple[str, ...]
    values: Array
    context: Array
    traits: Array
    right: Array
    real: Array

    @classmethod
    def of(cls, assistant: Assistant, items: Sequence[Item]) -> Table:
        """The signals of every question that has a code to be right and no danger in it."""
        codes = tuple(kind.code for kind in assistant.corpus.types)
        column = {code: place for place, code in enumerate(codes)}
        found = [(assistant.signals(item.question, item.kommune), set(item.accept)) for item in items]
        rows = [(signals, accept) for signals, accept in found if accept & set(signals.codes)]
        table = cls(
            codes,
            np.zeros((len(rows), len(codes), len(SIGNALS))),
            np.array([signals.context for signals, _ in rows]),
            np.array([signals.traits for signals, _ in rows]),
            np.zeros((len(rows), len(codes))),
            np.zeros((len(rows), len(codes))),
        )
        for row, (signals, accept) in enumerate(rows):
            places = [column[code] for code in signals.codes]
            table.values[row, places] = signals.values
            table.right[row, places] = [code in accept for code in signals.codes]
            table.real[row, places] = 1.0
        return table

    def part(self, rows: NDArray[np.bool_]) -> Table:
        """Some of the questions."""
        return Table(
            self.codes, self.values[rows], self.context[rows], self.traits[rows], self.right[rows], self.real[rows]
        )


@dataclass(frozen=True)
class _Guess:
    """What is being fitted: logarithms of the gains and of the sharpness, and the leanings [TRAITS, codes]."""

    table: Array
    sharpness: float
    leanings: Array

    @classmethod
    def of(cls, numbers: Array, codes: int) -> _Guess:
        """Out of one row of numbers."""
        size = len(SIGNALS) * len(CONTEXTS)
        table, leanings = numbers[:size].reshape(len(SIGNALS), -1), numbers[size + 1 :].reshape(len(TRAITS), codes)
        return cls(table, float(np.exp(numbers[size])), leanings)

    def forward(self, table: Table) -> tuple[Array, Array, Array]:
        """Gains [questions, SIGNALS], scores [questions, codes], and the scores sharpened and leaned."""
        gains = np.exp(np.clip(table.context @ self.table.T, -BOUND, BOUND))
        scores = np.einsum("qcs,qs->qc", table.values, gains, optimize=True) + FLOOR
        return gains, scores, table.real * scores**self.sharpness * np.exp(table.traits @ self.leanings)

    def slope(self, table: Table) -> Array:
        """The gradient of the mean negative log likelihood of the accepted codes, as one row."""
        gains, scores, raised = self.forward(table)
        right = table.right * raised
        blame = (raised / raised.sum(1, keepdims=True) - right / right.sum(1, keepdims=True)) / len(scores)
        each = np.einsum("qc,qcs->qs", blame * self.sharpness / scores, table.values, optimize=True) * gains
        sharpness = (blame * np.log(scores)).sum() * self.sharpness
        return np.concatenate([(each.T @ table.context).ravel(), [sharpness], (table.traits.T @ blame).ravel()])


def fit_weights(table: Table, steps: int = _STEPS) -> Weights:
    """The weights that make the codes accepted as first likeliest, found by gradient descent (Adam)."""
    start = np.zeros((len(SIGNALS), len(CONTEXTS)))
    start[:, 0] = np.log(list(_START.values()))
    home = np.concatenate([start.ravel(), [0.0], np.zeros(len(TRAITS) * len(table.codes))])
    pull = np.concatenate([np.full(start.size + 1, _PULL), np.full(home.size - start.size - 1, _LEAN)])
    found, mean, square = home.copy(), np.zeros_like(home), np.zeros_like(home)
    found[start.size] = 0.4
    for step in range(1, steps + 1):
        slope = _Guess.of(found, len(table.codes)).slope(table) + 2 * pull * (found - home)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = _RATE * min(1.0, 2 * (1 - step / (steps + 1)))
        found -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    guess = _Guess.of(found, len(table.codes))
    return Weights(guess.table, guess.sharpness, dict(zip(table.codes, guess.leanings.T, strict=True)))


def firsts(table: Table, weights: Weights) -> list[tuple[float, bool]]:
    """For each question the share of the first code, and whether it is accepted."""
    leanings = np.stack([weights.leanings[code] for code in table.codes], 1)
    raised = _Guess(weights.table, weights.sharpness, leanings).forward(table)[2]
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
    """Fits and writes the files; the figures printed, and the confidence, are of questions left out in turn."""
    unset = Confidence([(0, 0), (1, 1)])
    assistant = Assistant.load(Settings.from_environment().indexes, build=True, confidence=unset)
    evals = data_folder("evals", "DORINN_EVALS")
    items = [item for name in SETS for item in read_items(evals / f"{name}.jsonl")]
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

"""How right the answers were over time: one line a measure, one place an evaluation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dorinn.memory.evaluations import Evaluation

Measure = Literal["first", "three", "danger", "facts"]
MEASURES: tuple[Measure, ...] = ("first", "three", "danger", "facts")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 720, 300, 52, 176, 16, 40
_APART = 19.0  # between two labels at the end of lines
_MOST_DAYS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A measure's points, in order; the share of the last, and the height at which its label stands."""

    measure: Measure
    points: tuple[tuple[float, float], ...]
    last: float
    label: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Evaluations of one question set, oldest first. `levels` are heights with their share, `days` places with their
    day, and `changes` places where the facts were others than before."""

    runs: tuple[Evaluation, ...]
    lines: tuple[Line, ...]
    levels: tuple[tuple[float, float], ...]
    days: tuple[tuple[float, str], ...]
    changes: tuple[float, ...]
    width: int = WIDTH
    height: int = HEIGHT


def progress(kept: Sequence[Evaluation], most: int = 60) -> Progress | None:
    """The picture of the latest evaluations of the question set that was asked last; None where there is none."""
    runs = [run for run in kept if run.questions == kept[-1].questions][-most:]
    if not runs:
        return None
    values = {measure: [getattr(run, measure) for run in runs] for measure in MEASURES}
    low = min((share for found in values.values() for share in found if share is not None), default=0.0)
    floor = min(0.9, max(0.0, math.floor(low * 10 - 1e-9) / 10))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(runs) - 1)
    across = [round(LEFT + step * place, 1) for place in range(len(runs))]

    def down(share: float) -> float:
        return round(TOP + (1 - share) / (1 - floor) * (HEIGHT - TOP - FOOT), 1)

    lines = []
    for measure, found in values.items():
        points = tuple((x, down(share)) for x, share in zip(across, found, strict=True) if share is not None)
        if points:
            last = next(share for share in reversed(found) if share is not None)
            lines.append(Line(measure, points, last, points[-1][1]))
    between = max(1, -(-len(runs) // _MOST_DAYS))
    count = max(1, min(5, round((1 - floor) * 10)))
    shares = [floor + (1 - floor) * number / count for number in range(count + 1)]
    return Progress(
        runs=tuple(runs),
        lines=_apart(lines),
        levels=tuple((down(share), share) for share in shares),
        days=tuple((across[place], runs[place].at[:10]) for place in range(0, len(runs), between)),
        changes=tuple(across[p] for p in range(1, len(runs)) if runs[p].corpus != runs[p - 1].corpus),
    )


def _apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines from the highest label down, no label over another, and none below the picture."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda one: one.label):
        least = placed[-1].label + _APART if placed else 0.0
        placed.append(Line(line.measure, line.points, line.last, max(line.label, least)))
    over = max(0.0, placed[-1].label - (HEIGHT - 8)) if placed else 0.0
    return tuple(Line(line.measure, line.points, line.last, round(line.label - over, 1)) for line in placed)

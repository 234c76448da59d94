"""`python -m dorinn.evals.learning --points FILE.json`: draws a learning curve, measured by
`python -m dorinn.training.learning`.

`FILE.json` is `{"measured": "what, when", "points": [{"examples": 100, "first": 0.4, "held": 500}, …]}`: of `held`
questions that were not taught, the share whose topic came first.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dorinn.errors import DorinnError, EvaluationError
from dorinn.evals.chart import Frame, axes, picture
from dorinn.evals.measures import wilson


@dataclass(frozen=True, slots=True)
class Point:
    """Examples taught, and the share of `held` others whose topic came first."""

    examples: int
    first: float
    held: int


def read_points(path: Path) -> tuple[str, list[Point]]:
    """What was measured, and its points from few examples to many; raises EvaluationError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        points = [Point(int(p["examples"]), float(p["first"]), int(p["held"])) for p in raw["points"]]
        said = str(raw["measured"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path}: not a learning curve ({error})") from error
    points.sort(key=lambda point: point.examples)
    sound = all(p.examples > 0 and 0 <= p.first <= 1 and p.held > 0 for p in points)
    if len(points) < 2 or not sound or any(a.examples == b.examples for a, b in pairwise(points)):
        raise EvaluationError(f"{path}: two or more points are needed, of different examples and shares from 0 to 1")
    return said, points


def doubling(points: Sequence[Point]) -> float:
    """How much of a share the last step gained for each doubling of the examples."""
    last, best = points[-2], points[-1]
    return (best.first - last.first) / math.log2(best.examples / last.examples)


def draw(said: str, points: Sequence[Point]) -> str:
    """The curve as SVG; examples on a logarithmic axis, bars are 95 % intervals."""
    low, high = math.log2(points[0].examples), math.log2(points[-1].examples)
    room = 0.06 * (high - low)
    top = min(1.0, math.ceil(10 * max(p.first for p in points) + 1) / 10)
    frame = Frame((low - room, high + room), (0.0, top))
    across = [(math.log2(p.examples), f"{p.examples:,}") for p in points]
    up = [(step / 10, f"{10 * step} %") for step in range(round(10 * top) + 1)]
    body = axes(frame, across, up, ("examples (each step to the right doubles them)", "topic right first"))
    line = " ".join(f"{frame.x(math.log2(p.examples))},{frame.y(p.first)}" for p in points)
    body += f'<polyline class="line" points="{line}"/>'
    for point in points:
        x = frame.x(math.log2(point.examples))
        least, most = wilson(round(point.first * point.held), point.held)
        body += f'<line class="bar" x1="{x}" y1="{frame.y(least)}" x2="{x}" y2="{frame.y(min(top, most))}"/>'
        body += f'<circle class="mark" cx="{x}" cy="{frame.y(point.first)}" r="4.5"/>'
        body += f'<text x="{x}" y="{frame.y(min(top, most)) - 6}" text-anchor="middle">{100 * point.first:.1f} %</text>'
    described = ", ".join(f"{p.examples:,} examples {100 * p.first:.1f} % of {p.held:,}" for p in points)
    gained = f"{100 * doubling(points):.1f} points for the last doubling"
    return picture(frame, "learning", f"Learning curve: {said}", f"{described}; {gained}.", body)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the drawing beside the points (or to `--out`); 2 when the points cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.learning", description=__doc__)
    parser.add_argument("--points", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        said, points = read_points(chosen.points)
        out = chosen.out or chosen.points.with_suffix(".svg")
        out.write_text(draw(said, points) + "\n", encoding="utf-8")
    except (DorinnError, OSError) as error:
        print(f"dorinn: {error}", file=sys.stderr)
        return 2
    for point in points:
        print(f"{point.examples:7,} examples: topic right first {100 * point.first:.1f} % of {point.held:,}")
    print(f"the last doubling gained {100 * doubling(points):.1f} points; drawn in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

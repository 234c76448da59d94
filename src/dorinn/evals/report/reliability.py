"""Reliability: how often the first place is right, by how sure the answer was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.evals.chart import Frame, axes, picture
from dorinn.evals.measures import ROUTED, wilson
from dorinn.evals.run import Outcome

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The routed questions with a confidence in [`low`, `high`); all shares are 0 to 1, None where it is empty."""

    low: float
    high: float
    count: int
    right: int
    confidence: float | None
    share: float | None
    interval: tuple[float, float]


def reliability(outcomes: Sequence[Outcome], bins: int = BINS) -> list[Bin]:
    """Equal bins of confidence, the last one closed; the same as `calibration_error` adds up."""
    groups: list[list[Outcome]] = [[] for _ in range(bins)]
    for outcome in outcomes:
        if outcome.item.kind in ROUTED:
            groups[min(bins - 1, int(outcome.confidence * bins))].append(outcome)
    return [_bin(place / bins, (place + 1) / bins, group) for place, group in enumerate(groups)]


def _bin(low: float, high: float, group: Sequence[Outcome]) -> Bin:
    count, right = len(group), sum(o.first_right for o in group)
    mean = sum(o.confidence for o in group) / count if count else None
    return Bin(low, high, count, right, mean, right / count if count else None, wilson(right, count))


def draw(bins: Sequence[Bin]) -> str:
    """The plot as SVG: a mark for each bin with its 95 % interval and count, and the line where both agree."""
    frame = Frame((0.0, 1.0), (0.0, 1.0))
    ticks = [(step / 5, f"{20 * step} %") for step in range(6)]
    body = axes(frame, ticks, ticks, ("confidence of the first place", "share right"))
    body += f'<line class="even" x1="{frame.x(0)}" y1="{frame.y(0)}" x2="{frame.x(1)}" y2="{frame.y(1)}"/>'
    said = []
    for one in bins:
        if one.confidence is None or one.share is None:
            continue
        x, (low, high) = frame.x(one.confidence), one.interval
        body += f'<line class="bar" x1="{x}" y1="{frame.y(low)}" x2="{x}" y2="{frame.y(high)}"/>'
        body += f'<circle class="mark" cx="{x}" cy="{frame.y(one.share)}" r="4.5"/>'
        below = min(frame.y(low) + 14, frame.y(0) - 3)
        body += f'<text class="count" x="{x}" y="{below}" text-anchor="middle">{one.count}</text>'
        said.append(f"{100 * one.confidence:.0f} % sure: {one.right} of {one.count} right")
    described = "; ".join(said) or "no questions"
    return picture(frame, "reliability", "Share right against confidence, ten bins", f"{described}.", body)

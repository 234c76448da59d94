"""A drawing of cost against size, both on logarithmic scales, as an SVG that needs no library."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Point = tuple[float, float]
_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 220, 30, 60
_COLOURS = ("#0b5fff", "#0a7d33", "#b3261e", "#8a4b00", "#5f3dc4")


def plot(lines: Mapping[str, Sequence[Point]], across: str, up: str) -> str:
    """Named lines over positive numbers; `across` and `up` name the axes."""
    points = [point for line in lines.values() for point in line]
    xs, ys = [x for x, _ in points] or [1.0], [y for _, y in points] or [1.0]
    low = math.floor(math.log10(min(xs))), math.floor(math.log10(min(ys)))
    high = math.ceil(math.log10(max(xs))), math.ceil(math.log10(max(ys)))
    span = max(1, high[0] - low[0]), max(1, high[1] - low[1])

    def at(x: float, y: float) -> Point:
        right = _LEFT + (math.log10(x) - low[0]) / span[0] * (_WIDTH - _LEFT - _RIGHT)
        down = _HEIGHT - _BOTTOM - (math.log10(y) - low[1]) / span[1] * (_HEIGHT - _TOP - _BOTTOM)
        return round(right, 1), round(down, 1)

    parts = [_frame(at, low, span, across, up)]
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [at(x, y) for x, y in line]
        path = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in places]
        if places:
            x, y = places[-1]
            parts.append(f'<text x="{x + 9}" y="{y + 4}" fill="{colour}">{escape(name)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13"><title>{escape(up)} – {escape(across)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _frame(at, low: tuple[int, int], span: tuple[int, int], across: str, up: str) -> str:  # type: ignore[no-untyped-def]
    parts = []
    for power in range(low[0], low[0] + span[0] + 1):
        x, bottom = at(10.0**power, 10.0 ** low[1])
        top = at(10.0**power, 10.0 ** (low[1] + span[1]))[1]
        parts.append(f'<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{_number(10.0**power)}</text>')
    for power in range(low[1], low[1] + span[1] + 1):
        left, y = at(10.0 ** low[0], 10.0**power)
        right = at(10.0 ** (low[0] + span[0]), 10.0**power)[0]
        parts.append(f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{_number(10.0**power)}</text>')
    parts.append(
        f'<text x="{_LEFT}" y="{_HEIGHT - 12}">{escape(across)}</text><text x="{_LEFT - 60}" y="18">{escape(up)}</text>'
    )
    return "".join(parts)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"

"""The stair from worry to action: a municipality's own steps, the first at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LETTER = 7.6  # mean width of a letter at 15 units
_LINE = 19.0
_PAD = 10.0


@dataclass(frozen=True, slots=True)
class Stair:
    """One step: its block, and its text broken into lines that fit."""

    number: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staircase:
    """Steps in order; the first has the greatest `y`, since one climbs."""

    steps: tuple[Stair, ...]
    width: float
    height: float


def staircase(texts: Sequence[str], width: float, rise: float) -> Staircase:
    """The stair in `width` units; each step begins `rise` units further right than the one before."""
    blocks = []
    for place, text in enumerate(texts):
        x = rise * place
        lines = _wrap(text, int((width - x - 44 - _PAD) / _LETTER))
        blocks.append((place + 1, x, width - x, len(lines) * _LINE + 2 * _PAD, tuple(lines)))
    height = sum(block[3] + 4 for block in blocks)
    y, steps = height, []
    for number, x, wide, tall, lines_ in blocks:
        y -= tall + 4
        steps.append(Stair(number, x, round(y, 1), wide, tall, lines_))
    return Staircase(tuple(steps), width, round(height, 1))


def _wrap(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > max(12, most):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines

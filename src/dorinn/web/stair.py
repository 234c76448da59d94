"""A municipality's own steps drawn as a stair, from the steps of its guide in the corpus.

The last step of such a guide is what holds on every step, the duty to report: it is the handrail, and no step.
Lengths are in units of the drawing's view box. The list of the whole texts stands beside the drawing, always.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMN, _GAP, _RISE, _PAD, _LINE = 184, 6, 46, 12, 18
_HEAD = 44  # the number above a step's text
_ABOVE = 78  # room for the handrail over the highest step
_LETTER = 7.2  # mean width of a letter at 14 units
_RAIL = 34  # the handrail's height over the treads
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_NUMBERED = re.compile(r"^\w+ \d+: ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its block, and the first sentence of its text in lines that fit."""

    number: int
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stair:
    """Steps from the foot up, left to right; `rail` is the text of the handrail, `slope` its angle in degrees."""

    steps: tuple[Step, ...]
    rail: str
    slope: float
    width: int
    height: int

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the handrail begins and ends."""
        first, last = self.steps[0], self.steps[-1]
        return (first.x + _COLUMN // 2, first.y - _RAIL), (last.x + _COLUMN // 2, last.y - _RAIL)


def stair(texts: Sequence[str]) -> Stair | None:
    """The drawing of a guide's steps; None where there are too few for a stair."""
    *steps, rail = texts or ("",)
    if len(steps) < 2:
        return None
    lines = [_wrap(_short(text), int((_COLUMN - 2 * _PAD) / _LETTER)) for text in steps]
    tops = [_ABOVE + _RISE * (len(steps) - 1 - place) for place in range(len(steps))]
    height = max(top + _HEAD + _LINE * len(said) + _PAD for top, said in zip(tops, lines, strict=True))
    drawn = tuple(
        Step(place + 1, place * (_COLUMN + _GAP), top, _COLUMN, height - top, tuple(said))
        for place, (top, said) in enumerate(zip(tops, lines, strict=True))
    )
    slope = -math.degrees(math.atan2(_RISE, _COLUMN + _GAP))
    return Stair(drawn, rail, round(slope, 2), len(steps) * (_COLUMN + _GAP) - _GAP, height)


def _short(text: str) -> str:
    """The first sentence, without a number of its own."""
    said = _SENTENCE.split(_NUMBERED.sub("", text), maxsplit=1)[0]
    return said[:1].upper() + said[1:]


def _wrap(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines

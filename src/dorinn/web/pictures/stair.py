"""The stair from worry to action: a municipality's own steps, from the steps of its guide in the corpus.

The last step of such a guide is what holds on every step, the duty to report: it is the handrail, and no step.
The list or table of the whole texts stands beside the drawing, always.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

_GAP, _PAD, _LINE = 6, 12, 18
_HEAD = 50  # the number above a step's text
_ABOVE = 78  # room for the handrail over the highest step
_LETTER = 7.2  # mean width of a letter at 14 units
_RAIL = 34  # the handrail's height over the treads
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_NUMBERED = re.compile(r"^\w+ \d+: ")


@dataclass(frozen=True, slots=True)
class Size:
    """How the stair is drawn: the name of its style, the width and rise of a step, and whether its text is in it."""

    name: str
    column: int
    rise: int
    told: bool


SIZES = (Size("narrow", 56, 26, False), Size("broad", 184, 46, True))
"""For a phone, where a step is its number, and for a desk."""


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
    """Steps from the foot up, left to right; `slope` is the angle of the handrail in degrees."""

    size: Size
    steps: tuple[Step, ...]
    slope: float
    width: int
    height: int

    @property
    def rail(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the handrail begins and ends."""
        first, last = self.steps[0], self.steps[-1]
        return (first.x + first.width // 2, first.y - _RAIL), (last.x + last.width // 2, last.y - _RAIL)


def stairs(texts: Sequence[str]) -> tuple[Stair, ...]:
    """The drawing of a guide's steps in each size; none where there are too few for a stair."""
    return tuple(_stair(texts[:-1], size) for size in SIZES) if len(texts) > 2 else ()


def _stair(texts: Sequence[str], size: Size) -> Stair:
    fits = int((size.column - 2 * _PAD) / _LETTER)
    lines = [_wrap(_short(text), fits) if size.told else () for text in texts]
    tops = [_ABOVE + size.rise * (len(texts) - 1 - place) for place in range(len(texts))]
    height = max(top + _HEAD + _LINE * len(said) + (_PAD if said else 0) for top, said in zip(tops, lines, strict=True))
    wide = size.column + _GAP
    steps = tuple(
        Step(place + 1, place * wide, top, size.column, height - top, said)
        for place, (top, said) in enumerate(zip(tops, lines, strict=True))
    )
    slope = -math.degrees(math.atan2(size.rise, wide))
    return Stair(size, steps, round(slope, 2), len(steps) * wide - _GAP, height)


def _short(text: str) -> str:
    """The first sentence, without a number of its own."""
    said = _SENTENCE.split(_NUMBERED.sub("", text), maxsplit=1)[0]
    return said[:1].upper() + said[1:]


def _wrap(text: str, most: int) -> tuple[str, ...]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)

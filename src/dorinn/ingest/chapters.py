"""Numbered headings of a text that was copied without its blank lines: their run alone tells them from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dorinn.ingest.contents import LEAST, follows, number_of

_LINE = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-ZÆØÅ«][^\W\d_]")
_WORDS = 12
_STARTS = 20  # lines with a 1 that are tried


def numbered_run(lines: Sequence[str], width: int) -> set[int]:
    """The places of short lines that are numbered 1, 2, 2.1 … through a text, the longest run; what stands in a
    row without text between is a list."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    likely = [
        place
        for place, after in pairwise(filled)
        if _can_be_one(lines[place].strip(), width) and not lines[after].strip()[0].islower()
    ]
    following = dict(pairwise(filled))
    in_row = {
        place
        for one, other in pairwise(likely)
        if following[one] == other and _next(number_of(lines[one])) == number_of(lines[other])
        for place in (one, other)
    }
    likely = [place for place in likely if place not in in_row]
    best: list[int] = []
    for start in [place for place in likely if number_of(lines[place]) == (1,)][:_STARTS]:
        run = [start]
        for place in likely:
            if place > run[-1] and follows(number_of(lines[run[-1]]), number_of(lines[place])):
                run.append(place)
        if len(run) > len(best) and len(run) >= LEAST:
            best = run
    return set(best)


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    return (*number[:-1], number[-1] + 1)


def _can_be_one(line: str, width: int) -> bool:
    return bool(
        _LINE.match(line) and line[-1] not in ".,;:" and len(line) < 0.8 * width and len(line.split()) <= _WORDS
    )

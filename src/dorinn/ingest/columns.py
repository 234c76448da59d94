"""Columns of running text on the pages of a PDF, told from tables without rules, so that each is read by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dorinn.ingest.lines import Piece, in_rows

MARGIN = 72.0  # points at the top and the foot of a page, where running heads and page numbers stand
_GUTTER = 10.0  # points between columns, at least
_NARROWEST = 100.0  # points of a column
_LINES = 5  # of a column; the last may have less
Box = tuple[float, float, float, float]  # left, top, right, foot


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a page that is set in columns: from top to foot, and where the columns after the first begin."""

    top: float
    foot: float
    starts: tuple[float, ...]

    def holds(self, y: float) -> bool:
        """Whether a height is in the band."""
        return self.foot <= y <= self.top

    def column(self, x: float) -> int:
        """The number of the column that a place is in, from 1."""
        return 1 + sum(x >= start - 1 for start in self.starts)


def bands(pieces: Sequence[Piece], boxes: Sequence[Box], height: float) -> list[Band]:
    """The bands of a page, top first; `boxes` are tables with rules, which no column goes through."""
    rows = _without_margins(in_rows(pieces), height)
    found: list[Band] = []
    for start in _starts(rows):
        blocked = [(box[1], box[3]) for box in boxes if box[0] < start - 1 and box[2] > start - 1]
        for run, more in _runs(rows, start, blocked):
            if any(band.holds(row[0].middle) for row in run for band in found):
                continue
            if (starts := _columns(run)) and abs(starts[0] - start) <= 1:
                inside = _until_end(run, start, more)
                found.append(Band(max(p.y + p.size for p in inside[0]), min(p.y for p in inside[-1]), starts))
    return sorted(found, key=lambda band: -band.top)


def _without_margins(rows: list[list[Piece]], height: float) -> list[list[Piece]]:
    """Rows without those in the margins that stand apart from the text."""
    while len(rows) > 1 and rows[0][0].y > height - MARGIN and _gap(rows[0], rows[1]) > 1.8 * rows[0][0].size:
        rows = rows[1:]
    while len(rows) > 1 and rows[-1][0].y < MARGIN and _gap(rows[-2], rows[-1]) > 1.8 * rows[-1][0].size:
        rows = rows[:-1]
    return rows


def _starts(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Places where many rows begin anew after a gap, or begin at all, right of the first column; left to right."""
    left = min((row[0].x for row in rows), default=0.0)
    found: Counter[float] = Counter()
    for row in rows:
        for before, piece in zip([None, *row], row, strict=False):
            if piece.x > left + _NARROWEST and (before is None or piece.x - before.right >= _GUTTER):
                found[round(piece.x, 0)] += 1
    often = sorted(x for x, count in found.items() if count + found[x + 1] >= 3)
    exact = [min(p.x for row in rows for p in row if abs(p.x - x) <= 1) for x in often]
    return sorted(set(exact))


def _runs(
    rows: Sequence[list[Piece]], start: float, blocked: Sequence[tuple[float, float]]
) -> list[tuple[list[list[Piece]], bool]]:
    """Runs of rows that leave the gutter before `start` free, and whether something lies across it further down."""
    runs: list[list[list[Piece]]] = [[]]
    for place, row in enumerate(rows):
        across = any(piece.x < start - 1 and piece.right > start - _GUTTER for piece in row)
        above = rows[place - 1][0].y if place else row[0].y
        if across or any(foot < above and top > row[0].y for top, foot in blocked):
            runs.append([])
        if not across:
            runs[-1].append(row)
    return [(run, place < len(runs) - 1) for place, run in enumerate(runs) if len(run) >= _LINES]


def _columns(run: Sequence[list[Piece]]) -> tuple[float, ...]:
    """Where the columns after the first begin, if all are running text; else none."""
    for start in _starts(run):
        first = [part for row in run if (part := [piece for piece in row if piece.right <= start - _GUTTER])]
        rest = [part for row in run if (part := [piece for piece in row if piece.x >= start - 1])]
        if sum(map(len, first)) + sum(map(len, rest)) < sum(map(len, run)):
            continue
        if len(first) < _LINES or not _is_prose(first) or _are_rows(first, rest):
            continue
        if further := _columns(rest):
            return (start, *further)
        if len(rest) >= 3 and _is_prose(rest):
            return (start,)
    return ()


def _is_prose(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether rows are the lines of running text: sentences that fill the column and go on from line to line."""
    size = Counter(row[0].size for row in rows).most_common(1)[0][0]
    rows = [row for row in rows if row[0].size == size]
    left, right = min(row[0].x for row in rows), max(row[-1].right for row in rows)
    going_on = [above for above, below in pairwise(rows) if below[0].text[:1].islower()]
    if right - left < _NARROWEST or len(going_on) < 2 or len(going_on) < 0.3 * (len(rows) - 1):
        return False
    words = sum(map(len, going_on)) / len(going_on)
    filled = median(row[-1].right - row[0].x for row in going_on) / (right - left)
    cells = Counter(round(b.x) for row in rows for a, b in pairwise(row) if b.x - a.right >= _GUTTER)
    in_cells = max(cells.values(), default=0) >= max(3, 0.4 * len(rows))
    return words >= 3 and filled >= 0.75 and not in_cells


def _are_rows(first: Sequence[Sequence[Piece]], rest: Sequence[Sequence[Piece]]) -> bool:
    """Whether two columns begin anew at the same heights again and again, or under bold heads: rows of a table."""
    heads = first[0], rest[0]
    if abs(heads[0][0].y - heads[1][0].y) < 3 and all(p.bold for row in heads for p in row):
        return not all(p.bold for row in (*first, *rest) for p in row)
    one, other = _breaks(first), _breaks(rest)
    new = [*other, *(below[0].y for above, below in pairwise(rest) if _is_new(above, below))]
    old = [*one, *(below[0].y for above, below in pairwise(first) if _is_new(above, below))]
    shared = [y for y in one if _near(y, new)] + [y for y in other if _near(y, old) and not _near(y, one)]
    return len(shared) >= 2 and len(shared) >= 0.6 * max(len(one), len(other))


def _breaks(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """The heights of rows with a wider gap above than between the lines of a paragraph."""
    gaps = [_gap(above, below) for above, below in pairwise(rows)]
    usual = min(gaps, default=0.0)
    return [below[0].y for (_, below), gap in zip(pairwise(rows), gaps, strict=True) if gap > 1.25 * usual]


def _is_new(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    return above[-1].text[-1:] in ".!?:;" and not below[0].text[:1].islower()


def _near(y: float, others: Sequence[float]) -> bool:
    return any(abs(y - other) < 3 for other in others)


def _gap(above: Sequence[Piece], below: Sequence[Piece]) -> float:
    return above[0].y - below[0].y


def _until_end(run: Sequence[list[Piece]], start: float, more: bool) -> Sequence[list[Piece]]:
    """A run without what stands alone on the left under its columns and apart from them, where the page goes on over
    its whole width (`more`), or where it is no running text."""
    last = max(place for place, row in enumerate(run) if row[-1].x >= start - 1)
    if not more and any(row[0].text[:1].islower() for row in run[last + 1 :]):
        return run
    for place in range(last + 1, len(run)):
        size = run[place][0].size
        if _gap(run[place - 1], run[place]) > 2 * size or size > 1.12 * run[last][0].size:
            return run[:place]
    return run

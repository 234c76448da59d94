"""A table that lost its columns in a scan: the cells of a row one below the other, a blank line between rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.ingest.captions import figures, have_heads, is_name
from dorinn.ingest.points import BULLET

_CELLS = range(2, 7)  # of one row
_MOST = 100  # rows
_FEW = 3  # words of a column's heading
_LONG = 48  # characters of a cell
_PHONE = re.compile(r"(?:\+?\d ?){8,12}")
_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? +[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Stacked:
    """The rows with the places where they begin, whether the first names the columns, and the place after them."""

    rows: list[tuple[list[str], int]]
    heads: bool
    end: int


def table_at(lines: Sequence[str], start: int) -> Stacked | None:
    """The table that begins at a place, where it is next to certain that there is one.

    Every row has as many cells; and the first names the columns, or one column has a figure in every row.
    """
    rows: list[tuple[list[str], int]] = []
    place = end = start
    while place < len(lines) and len(rows) < _MOST:
        stop = place
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        group = [line.strip() for line in lines[place:stop]]
        row = _row(group, len(rows[0][0]) if rows else 0)
        if not row:
            break
        rows.append((row, place))
        place = end = stop
        while place < len(lines) and not lines[place].strip():
            place += 1
    table = [row for row, _ in rows]
    if len(table) < 2:
        return None
    heads = _are_heads(table)
    body = table[1:] if heads else table
    if len(body) < 2 or any(_HEADING.match(row[0]) for row in table):
        return None
    numbers = len(body) > 2 and all(_PHONE.fullmatch(row[1]) for row in body)
    told = numbers if len(body[0]) == 2 else bool(figures(body))
    return Stacked(rows, heads, end) if heads or told else None


def _are_heads(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: a few words each, and of two columns both have a usual name."""
    first = table[0]
    few = all(len(cell.split()) <= _FEW for cell in first)
    return few and have_heads(table) and sum(map(is_name, first)) >= 2


def _row(group: Sequence[str], width: int) -> list[str]:
    """The cells of a row, `width` of them where it is known, else none; one may go on in a line in lower case."""
    cells = list(group)
    if width and len(cells) > width:
        cells = cells[:1]
        for line in group[1:]:
            if line[0].islower() or cells[-1].endswith((",", "-")):
                cells[-1] = f"{cells[-1]} {line}"
            else:
                cells.append(line)
    if len(cells) not in _CELLS or (width and len(cells) != width):
        return []
    lower = sum(cell[0].islower() for cell in cells)
    fits = not cells[0][0].islower() and lower <= (len(cells) - 2 if width else 0)
    short = all(len(line) <= _LONG and line[-1] not in ".;:" and not BULLET.match(line) for line in group)
    return cells if fits and short and not any("\t" in line for line in group) else []

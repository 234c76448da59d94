"""Tables whose columns are kept apart by several blanks, as programs write them that copy a page's layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.ingest.captions import have_heads
from dorinn.ingest.points import BULLET

_CELL = re.compile(r"\S+(?: \S+)*")
_LOOSE = 2  # characters that a cell may begin beside its column
_WIDE = 3  # blanks between two columns
_LONG = 40  # characters of a cell in the mean: columns of running text have more
_MOST = 300  # lines of one table
_LABEL = re.compile(r"(?:\d{1,2}|[a-z])[.)]?")


@dataclass(frozen=True, slots=True)
class Aligned:
    """The rows of a table with the places where they begin, whether the first names the columns, and the place after
    it."""

    rows: list[tuple[list[str], int]]
    heads: bool
    end: int


def table_at(lines: Sequence[str], start: int) -> Aligned | None:
    """The table that begins at a place: rows with as many cells each, whose cells may go on in the lines below."""
    first = _cells(lines[start])
    width = len(first)
    if width < 2:
        return None
    starts = [at for at, _ in first]
    rows: list[tuple[list[str], int]] = []
    full, place = 0, start
    while place < min(len(lines), start + _MOST):
        if not lines[place].strip():
            if len(_cells(lines[place + 1]) if place + 1 < len(lines) else ()) != width:
                break
            place += 1
            continue
        found = _cells(lines[place])
        columns = _columns(found, starts)
        goes_on = bool(rows) and all(cell[0].islower() for _, cell in found)
        if len(found) == width and not goes_on:
            rows.append(([cell for _, cell in found], place))
            starts = [at for at, _ in found]
            full += 1
        elif rows and columns and (goes_on or columns[0] > 0):
            row = rows[-1][0]
            for column, (_, cell) in zip(columns, found, strict=True):
                row[column] = f"{row[column]} {cell}".strip()
        elif rows and columns and (len(found) > 1 or _is_between(lines, place, width)):
            there = dict(zip(columns, (cell for _, cell in found), strict=True))
            rows.append(([there.get(column, "") for column in range(width)], place))
        else:
            break
        place += 1
    if not _is_table(rows, full, lines):
        return None
    return Aligned(rows, have_heads([row for row, _ in rows]), place)


def places(lines: Sequence[str]) -> set[int]:
    """The places of all lines that stand in such tables."""
    found: set[int] = set()
    place = 0
    while place < len(lines):
        table = table_at(lines, place)
        found |= set(range(place, table.end)) if table else set()
        place = table.end if table else place + 1
    return found


def _cells(line: str) -> list[tuple[int, str]]:
    """Where the cells of a line begin, and their words; a bullet or the number of a point is none."""
    if "\t" in line or BULLET.match(line):
        return []
    found = [(match.start(), match[0]) for match in _CELL.finditer(line.replace("\xa0", " "))]
    return [] if len(found) == 2 and _LABEL.fullmatch(found[0][1]) else found


def _columns(found: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[int]:
    """The columns that cells stand in, empty where one stands in none."""
    columns = [next((i for i, start in enumerate(starts) if abs(at - start) <= _LOOSE), -1) for at, _ in found]
    return columns if -1 not in columns and len(set(columns)) == len(columns) else []


def _is_between(lines: Sequence[str], place: int, width: int) -> bool:
    """Whether a lone cell stands between rows: the next line is a full one."""
    return place + 1 < len(lines) and len(_cells(lines[place + 1])) == width


def _is_table(rows: Sequence[tuple[list[str], int]], full: int, lines: Sequence[str]) -> bool:
    cells = [cell for row, _ in rows for cell in row if cell]
    if full < 2 or sum(map(len, cells)) > _LONG * len(cells):
        return False
    lower = sum(row[0][:1].islower() for row, _ in rows)
    if lower * 4 > len(rows) or any(cell.endswith("-") for cell in cells):
        return False
    if len(rows[0][0]) > 2:
        return True
    gaps = [len(match[0]) for _, at in rows for match in re.finditer(r"(?<=\S)[ \xa0]{2,}(?=\S)", lines[at])]
    return full > 2 and bool(gaps) and min(gaps) >= _WIDE

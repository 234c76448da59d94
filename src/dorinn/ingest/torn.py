"""A table that lost its columns when it was copied out of a PDF: each cell on lines of its own, each row numbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dorinn.ingest.blocks import Block, rows

_NUMBER = re.compile(r"\s*(\d{1,2})\.?\s*")
_LINES = 10  # cells of one row, at most
_LEAST = 3  # rows that make a table


@dataclass(frozen=True, slots=True)
class Torn:
    """The rows of a table, how many of the blocks above it are its column headings, and the place after it."""

    rows: list[Block]
    heads: int
    end: int


def numbered_table(
    lines: Sequence[tuple[str, int]], start: int, above: Sequence[Block], is_heading: Callable[[str], bool]
) -> Torn | None:
    """The table whose first number stands alone at `start`, in lines with their pages; None where there is none."""
    if _numbered(lines, start, 1) is None:
        return None
    heads: list[str] = []
    while len(heads) < len(above) and _is_head(block := above[-1 - len(heads)]):
        heads.insert(0, block.text)
    found, end = _rows(lines, start, heads, is_heading)
    if not found:
        return None
    # «Nr. Tiltak» on one line, as the column of numbers is narrow.
    number, _, first = heads[0].partition(" ") if heads else ("", "", "")
    columns = [number, first, *heads[1:]] if first and number.lower().rstrip(".") == "nr" else heads
    blocks: list[Block] = []
    for row, place in found:
        fits = len(row) == len(columns)
        blocks += rows([columns, row] if fits else [row], lines[place][1], header=fits)
    return Torn(blocks, len(heads), end)


def _rows(
    lines: Sequence[tuple[str, int]], start: int, heads: Sequence[str], is_heading: Callable[[str], bool]
) -> tuple[list[tuple[list[str], int]], int]:
    """Rows with the places where they begin, and the place after the last; column headings may come again between."""
    found: list[tuple[list[str], int]] = []
    place = start
    while (number := _numbered(lines, place, len(found) + 1)) is not None:
        row = [number]
        found.append((row, place))
        place += 1
        while place < len(lines) and _numbered(lines, place, len(found) + 1) is None and len(row) <= _LINES:
            line = lines[place][0].strip()
            if is_heading(line):
                break
            if line and line not in heads:
                if len(row) > 1 and _goes_on(line, row[-1]):
                    row[-1] = f"{row[-1]} {line}"
                else:
                    row.append(line)
            place += 1
    widths = Counter(len(row) for row, _ in found[:-1])
    if len(found) < _LEAST or not all(1 < width <= _LINES for width in widths):
        return [], start
    if len(found[-1][0]) > widths.most_common(1)[0][0]:  # the last row, and what comes after the table
        place = found.pop()[1]
    return found, place


def _numbered(lines: Sequence[tuple[str, int]], place: int, number: int) -> str | None:
    found = _NUMBER.fullmatch(lines[place][0]) if place < len(lines) else None
    return found[1] if found and int(found[1]) == number else None


def _goes_on(line: str, above: str) -> bool:
    """Whether a line is more of the cell above: «ungdomstrinnet», the year after «Hausten»."""
    year = re.fullmatch(r"(?:19|20)\d\d", line) and re.fullmatch(r"[^\W\d_]+|\d{1,2}\. [^\W\d_]+", above)
    return line[0].islower() or above.endswith((",", "-")) or bool(year)


def _is_head(block: Block) -> bool:
    """Whether a block can be the heading of a column."""
    return block.kind in ("text", "item") and len(block.text.split()) <= 4 and block.text[-1] not in ".!?:;"

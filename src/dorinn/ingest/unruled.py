"""Tables without rules in a PDF: lines whose cells share columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dorinn.ingest.blocks import Block, rows
from dorinn.ingest.fields import are_fields, field_rows
from dorinn.ingest.lines import Line
from dorinn.ingest.running import LARGER
from dorinn.ingest.wrapping import joined


def table_end(lines: Sequence[Line], start: int) -> int:
    """The place after a table that begins at `start`: two lines or more whose cells share columns."""
    if len(lines[start].cells) < 2:
        return start
    columns = [cell.x for cell in lines[start].cells]
    end, wide = start + 1, 1
    while end < len(lines):
        line = lines[end]
        fits = all(min(abs(cell.x - column) for column in columns) < 6 for cell in line.cells)
        gap = lines[end - 1].first.y - line.first.y
        if line.column != lines[start].column or line.first.size >= LARGER * lines[end - 1].first.size:
            break
        near = line.page != lines[end - 1].page or gap < 3.5 * line.first.size
        alone = len(line.cells) == 1
        if not fits or not near or (alone and abs(line.first.x - columns[0]) < 6 and line.first.right > columns[1]):
            break
        wide += not alone
        end += 1
    return end if wide >= 2 else start


def table(lines: Sequence[Line]) -> Iterator[Block]:
    """Rows of a table: a line begins a row when its first column has words after a wider gap than inside cells."""
    columns = [cell.x for cell in lines[0].cells]
    gaps = [one.first.y - other.first.y for one, other in pairwise(lines) if one.page == other.page]
    tight = min(gaps, default=12.0) * 1.25
    uneven = any(gap > tight for gap in gaps)
    cells: list[list[str]] = []
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        first = abs(line.first.x - columns[0]) < 6
        gap = 1e9 if above is None or above.page != line.page else above.first.y - line.first.y
        if above is None or (gap > tight if uneven else first):
            cells.append([""] * len(columns))
        for cell in line.cells:
            column = min(range(len(columns)), key=lambda i: abs(cell.x - columns[i]))
            cells[-1][column] = joined(cells[-1][column], cell.text)
    bold = all(cell.bold for cell in lines[0].cells)
    if not bold and are_fields(cells):
        yield from field_rows(cells, [lines[0].page] * len(cells))
        return
    yield from rows(cells, lines[0].page, header=True if bold else None)

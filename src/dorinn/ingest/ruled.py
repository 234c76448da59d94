"""Tables of a Word document: its own rows, with the places that joined cells take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from dorinn.ingest.spans import Row, Spot

_MOST = 63  # columns in Word


@dataclass(slots=True)
class Table:
    """The rows, the page of each, and how many of the first Word repeats on every page."""

    grid: list[Row] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)
    heads: int = 0


def read(table: Any, say: Callable[[Any], tuple[str, bool]], page: Callable[[], int]) -> Table:
    """A table. `say` gives a cell's words and whether they are bold, and `page` the page that has been come to."""
    found = Table()
    above: dict[int, Spot] = {}
    for row in _children(table, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            continue
        line: Row = [Spot("") for _ in range(_number(properties, "w:gridBefore", 0))]
        number: int | None = None
        for cell in _children(row, "w:tc"):
            text, bold = say(cell)
            number = page() if number is None else number
            line += _spots(cell, text, bold, above.get(len(line)))
        above = {place: spot for place, spot in enumerate(line) if spot.left}
        mark = properties.find(qn("w:tblHeader")) if properties is not None else None
        repeated = mark is not None and mark.get(qn("w:val")) not in ("0", "false")
        found.heads += repeated and found.heads == len(found.grid)
        found.grid.append(line)
        found.pages.append(number)
    return found


def cells(table: Any) -> Iterator[Any]:
    """The cells of a table, in order."""
    return (cell for row in _children(table, "w:tr") for cell in _children(row, "w:tc"))


def is_layout(table: Any) -> bool:
    """Whether a table of one row or column only puts other tables in their places."""
    across = [sum(1 for _ in _children(row, "w:tc")) for row in _children(table, "w:tr")]
    nested = any(True for cell in cells(table) for _ in cell.iter(qn("w:tbl")))
    return nested and (len(across) == 1 or max(across, default=0) == 1)


def _spots(cell: Any, text: str, bold: bool, over: Spot | None) -> Row:
    """The places of a cell; one that goes on from above has the words of what is `over` it."""
    properties = cell.find(qn("w:tcPr"))
    across = min(_number(properties, "w:gridSpan", 1), _MOST)
    merged = properties.find(qn("w:vMerge")) if properties is not None else None
    goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
    if goes_on and over is not None:
        text, bold = over.text, over.bold
    return [Spot(text, False, across, not step, not goes_on, bold) for step in range(max(across, 1))]


def _number(properties: Any, name: str, default: int) -> int:
    node = properties.find(qn(name)) if properties is not None else None
    value = node.get(qn("w:val"), "") if node is not None else ""
    return min(int(value), _MOST) if value.isdecimal() and len(value) < 5 else default


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows or cells, also those in a content control."""
    for node in parent:
        if node.tag == qn(name):
            yield node
        elif node.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _children(node, name)

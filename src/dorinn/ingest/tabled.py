"""Tables of an HTML page: its own rows, with the places that joined cells take."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dorinn.ingest.elements import HEADINGS, words
from dorinn.ingest.spans import Row, Spot

_MOST = 50  # columns or rows that a cell goes over
_BOLD = ("b", "strong")


def grid(table: etree._Element) -> tuple[list[Row], int]:
    """The rows of a table, and how many of them its <thead> holds."""
    rows: list[Row] = []
    heads = 0
    held: dict[int, tuple[int, Spot]] = {}
    for row in own_rows(table):
        line: Row = []
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        for cell in cells(row):
            _held(line, held)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            text = words(cell)
            head, bold = in_head or cell.tag == "th", _is_bold(cell, text)
            text = text.replace("|", "/")  # a bar parts cells
            for step in range(across):
                spot = Spot(text, head, across, not step, True, bold)
                if down > 1:
                    held[len(line)] = (down - 1, Spot(text, head, across, not step, False, bold))
                line.append(spot)
        _held(line, held)
        heads += in_head and len(rows) == heads
        rows.append(line)
    return rows, heads


def is_layout(table: etree._Element) -> bool:
    """Whether a table only puts parts of a page beside each other: it holds headings or another table, and no heads."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = [cell for row in own_rows(table) for cell in cells(row)]
    return all(cell.tag == "td" for cell in own) and any(
        True for cell in own for _ in cell.iter("table", "details", *HEADINGS)
    )


def own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row."""
    return (cell for cell in row if cell.tag in ("td", "th"))


def _held(line: Row, held: dict[int, tuple[int, Spot]]) -> None:
    """Puts in what goes on from the rows above."""
    while len(line) in held:
        left, spot = held.pop(len(line))
        if left > 1:
            held[len(line)] = (left - 1, spot)
        line.append(spot)


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name) or "1"
    return min(max(int(given), 1), _MOST) if given.isdecimal() and len(given) < 5 else 1


def _is_bold(cell: etree._Element, text: str) -> bool:
    return bool(text) and " ".join(words(bold) for bold in cell.iter(*_BOLD)) == text

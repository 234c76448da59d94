"""Lines of a PDF: words on one height, and which gaps between them part the cells of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dorinn.ingest.wrapping import SOFT

_BULLETS = frozenset("·•▪◦‣●○■□–-*\uf0b7")
_NEAR = 4  # lines, up and down, among which a justified line has another
_WIDEST = 8  # times its size that a gap in justified text may be


@dataclass(slots=True)
class Piece:
    """Words at a place: from x to right, y from the bottom, in points."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Its middle above the foot of the page."""
        return self.y + self.size / 2


@dataclass(slots=True)
class Line:
    """Pieces on one height; cells are pieces with a clear gap between. `dotted` when a drawn bullet stands before;
    `column` tells columns of running text apart, 0 where the page has none."""

    cells: list[Piece]
    page: int
    dotted: bool = False
    column: int = 0

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def first(self) -> Piece:
        return self.cells[0]

    @property
    def top(self) -> float:
        return self.first.y + self.first.size

    @property
    def foot(self) -> float:
        return self.first.y


def in_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by height, top first, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.size, 4):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.x)
    return rows


def in_lines(pieces: Sequence[Piece], page: int, dots: Sequence[tuple[float, float]], column: int = 0) -> list[Line]:
    """Pieces as lines, top first; words that follow closely are one cell, and so are those of a justified line."""
    rows = in_rows(pieces)
    whole = _justified(rows)
    cells = [_cells(row, set(), place in whole) for place, row in enumerate(rows)]
    # Where several lines have a cell of their own, a neighbour that only just touches it is another cell too.
    starts = Counter(round(cell.x) for row in cells for cell in row[1:])
    columns = {x for x, count in starts.items() if count > 1}
    return [_line(_cells(row, columns, place in whole), page, dots, column) for place, row in enumerate(rows)]


def _justified(rows: Sequence[list[Piece]]) -> set[int]:
    """The places of lines whose words are spread evenly from the left edge of the text to its right edge.

    A line of two words has but one gap: it is justified where another such line near it goes as far on both sides.
    Words that begin where those of other lines begin are the cells of a table.
    """
    texts = [row[1:] if len(row) > 1 and row[0].text in _BULLETS else row for row in rows]
    starts = Counter(round(piece.x) for row in texts for piece in row[1:])

    def beside(one: int, others: Container[int]) -> bool:
        """Whether one of some lines near another goes as far on both sides."""
        a = texts[one]
        near = (at for at in range(max(0, one - _NEAR), min(len(texts), one + _NEAR + 1)) if at != one and at in others)
        return any(abs(a[0].x - texts[at][0].x) < 1.5 and abs(a[-1].right - texts[at][-1].right) < 1.5 for at in near)

    even: set[int] = set()
    for place, row in enumerate(texts):
        gaps = [other.x - one.right for one, other in pairwise(row)]
        written = any(piece.text[:1].islower() for piece in row[1:])
        in_columns = all(starts[round(piece.x)] > 1 for piece in row[1:])
        if (
            len(gaps) > 1
            and max(gaps) - min(gaps) <= max(1.0, 0.15 * gaps[0])
            and max(gaps) < _WIDEST * row[0].size
            and written
            and not in_columns
            and beside(place, range(len(texts)))
        ):
            even.add(place)
    pairs = {
        place
        for place, row in enumerate(texts)
        if len(row) == 2
        and row[1].x - row[0].right < _WIDEST * row[0].size
        and row[1].text[:1].islower()
        and starts[round(row[1].x)] == 1
    }
    return even | {place for place in pairs if beside(place, even | pairs)}


def _line(cells: list[Piece], page: int, dots: Sequence[tuple[float, float]], column: int) -> Line:
    for cell in cells:
        cell.text = (cell.text[:-1] + "-" if cell.text.endswith(SOFT) else cell.text).replace(SOFT, "")
    first = cells[0]
    dotted = any(0 < first.x - right < 3 * first.size and 0 < middle - first.y < first.size for right, middle in dots)
    return Line(cells, page, dotted, column)


def _cells(row: list[Piece], columns: set[int], whole: bool) -> list[Piece]:
    cells = [replace(row[0])]
    for piece in row[1:]:
        gap = piece.x - cells[-1].right
        if whole or (gap < 1.5 * piece.size and (round(piece.x) not in columns or gap < 0.5 * piece.size)):
            # A full stop stands apart where the mark of a note was between.
            close = gap < (0.7 if piece.text in (".", ",", ":", ";") else 0.1) * piece.size
            broken = close and cells[-1].text.endswith(SOFT)
            joint = "" if broken or (close and piece.text[0] in ".,;:)") else " "
            cells[-1].text += joint + piece.text
            cells[-1].right = piece.right
        else:
            cells.append(replace(piece))
    return cells

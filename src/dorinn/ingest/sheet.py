"""What stands on the pages of a PDF: lines of words with size and place, and tables with ruled cells."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from dorinn.errors import IngestError
from dorinn.ingest.marks import Mark
from dorinn.ingest.plain import JOINED
from dorinn.ingest.raised import lower_numbers, raised

MOST_PAGES = 1_000
_DOT = 7.0  # points: a drawing this small before a line is its bullet
_BROKEN = (
    MalformedPDFException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
    NotImplementedError, AssertionError, ArithmeticError, UnicodeError,
)  # fmt: skip


@dataclass(slots=True)
class Piece:
    """Words at a place: from x to right, y from the bottom, in points."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Line:
    """Pieces on one height; cells are pieces with a clear gap between. `dotted` when a drawn bullet stands before."""

    cells: list[Piece]
    page: int
    dotted: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def first(self) -> Piece:
        return self.cells[0]


@dataclass(slots=True)
class Grid:
    """A table with ruled cells; `columns` are the left edges of its cells, `head` whether its first row is bold, and
    `pages` the page of each row. A single row is a part of a table on the next page, or else the `lines` in it."""

    rows: list[list[str]]
    columns: tuple[int, ...]
    head: bool
    y: float
    pages: list[int]
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What may repeat on every page, as a running head in a frame does: the words of a single row."""
        return " ".join(line.text for line in self.lines)


Page = list[Line | Grid]


def open_pdf(data: bytes) -> tuple[list[Page], list[Mark], str]:
    """The pages, each from top to bottom, the marks of footnotes, and the title of the file; raises IngestError for one
    that is encrypted, broken or too long."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > MOST_PAGES:
                raise IngestError(f"the PDF has {len(file.pages)} pages; at most {MOST_PAGES} are read")
            pages: list[Page] = []
            marks: list[Mark] = []
            for number, page in enumerate(file.pages, 1):
                pages.append(_page(page, number, marks))
                page.close()
            return pages, marks, str((file.metadata or {}).get("Title") or "").strip()
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)):
            raise IngestError("the PDF is encrypted; save it without a password first") from error
        raise IngestError("this is not a PDF that can be read; it may be damaged") from error
    except _BROKEN as error:
        raise IngestError("this is not a PDF that can be read; it may be damaged") from error


def _page(page: Any, number: int, marks: list[Mark]) -> Page:
    height = float(page.height)
    words = _words(page)
    if found := raised(words, number):
        marks += [mark for mark, _ in found]
        boxes = [(word["x0"], word["top"], word["x1"], word["bottom"]) for _, word in found]
        page = page.filter(lambda one: one["object_type"] != "char" or not any(_inside(one, box) for box in boxes))
        words = _words(page)
    lower_numbers(words)
    tables = [(table, rows) for table in page.find_tables() if (rows := _rows(table))]
    bold = {id(word): bool(re.search(r"bold|black|heavy|semibold", word["fontname"], re.IGNORECASE)) for word in words}
    grids: list[Grid] = []
    for table, rows in tables:
        top = table.rows[0].bbox
        heads = [bold[id(word)] for word in words if _inside(word, top)]
        columns = tuple(sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell}))
        grids.append(Grid(rows, columns, bool(heads) and all(heads), height - table.bbox[1], [number] * len(rows)))
    dots = _dots(page, height)

    def lines(chosen: Iterable[dict[str, Any]]) -> list[Line]:
        return _in_lines(_pieces(chosen, bold, height), number, dots)

    for (table, _), grid in zip(tables, grids, strict=True):
        if len(grid.rows) == 1:
            grid.lines = lines(word for word in words if _inside(word, table.bbox))
    free = lines(word for word in words if not any(_inside(word, table.bbox) for table, _ in tables))
    return sorted([*free, *grids], key=lambda one: -(one.y if isinstance(one, Grid) else one.first.y))


def _pieces(words: Iterable[dict[str, Any]], bold: dict[int, bool], height: float) -> list[Piece]:
    return [
        Piece(
            word["text"].replace("\u00ad", ""),
            float(word["x0"]),
            float(word["x1"]),
            height - float(word["bottom"]),
            round(float(word["size"]), 1),
            bold[id(word)],
        )
        for word in words
        if word["text"].replace("\u00ad", "").strip()
    ]


def _words(page: Any) -> list[dict[str, Any]]:
    words = page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False)
    return [word for word in words if word["upright"]]


def _rows(table: Any) -> list[list[str]]:
    """The rows of ruled cells that hold a table, or a row that a page break may have left alone; none for a frame
    around a paragraph and the parts of a drawing."""
    rows = [[_cell(cell) for cell in row] for row in table.extract()]
    full = sum(bool(cell) for row in rows for cell in row)
    wide = max(map(len, rows), default=0) >= 2
    real = len(rows) >= 2 and wide and full >= 4 and 2 * full >= sum(map(len, rows))
    lone = len(rows) == 1 and wide and full == len(rows[0])
    return [row for row in rows if any(row)] if real or lone else []


def _cell(text: str | None) -> str:
    """A cell's lines as one."""
    joined = re.sub(r"(?<=\w)-\n(?=[a-zæøå])", JOINED, (text or "").replace("\u00ad\n", "-\n").replace("\u00ad", ""))
    return " ".join(joined.split())


def _inside(word: Any, box: Sequence[float]) -> bool:
    middle, height = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= middle <= box[2] and box[1] <= height <= box[3])


def _dots(page: Any, height: float) -> list[tuple[float, float]]:
    """Small round or square drawings: (right edge, middle above the bottom)."""
    return [
        (float(shape["x1"]), height - (float(shape["top"]) + float(shape["bottom"])) / 2)
        for shape in (*page.curves, *page.rects)
        if 1 < float(shape["width"]) < _DOT and 1 < float(shape["height"]) < _DOT
    ]


def _in_lines(pieces: list[Piece], page: int, dots: Sequence[tuple[float, float]]) -> list[Line]:
    """Pieces by height, top first; words that follow closely are one cell."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.x)):
        if lines and abs(lines[-1][0].y - piece.y) < 0.4 * max(piece.size, 4):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    for line in lines:
        line.sort(key=lambda p: p.x)
    cells = [_cells(line, set()) for line in lines]
    # Where several lines have a cell of their own, a neighbour that only just touches it is another cell too.
    starts = Counter(round(cell.x) for line in cells for cell in line[1:])
    columns = {x for x, count in starts.items() if count > 1}
    return [_line(_cells(line, columns), page, dots) for line in lines]


def _line(cells: list[Piece], page: int, dots: Sequence[tuple[float, float]]) -> Line:
    first = cells[0]
    dotted = any(0 < first.x - right < 3 * first.size and 0 < middle - first.y < first.size for right, middle in dots)
    return Line(cells, page, dotted)


def _cells(line: list[Piece], columns: set[int]) -> list[Piece]:
    cells = [replace(line[0])]
    for piece in line[1:]:
        gap = piece.x - cells[-1].right
        if gap < 1.5 * piece.size and (round(piece.x) not in columns or gap < 0.5 * piece.size):
            # A full stop stands apart where the mark of a note was between.
            close = gap < (0.7 if piece.text in (".", ",", ":", ";") else 0.1) * piece.size
            joint = "" if close and piece.text[0] in ".,;:)" else " "
            cells[-1].text += joint + piece.text
            cells[-1].right = piece.right
        else:
            cells.append(replace(piece))
    return cells

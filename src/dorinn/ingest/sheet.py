"""What stands on the pages of a PDF: lines of words with size and place, and tables with ruled cells."""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from dorinn.errors import IngestError
from dorinn.ingest.columns import Box, bands
from dorinn.ingest.lines import Line, Piece, in_lines
from dorinn.ingest.marks import Mark
from dorinn.ingest.raised import lower_numbers, raised
from dorinn.ingest.wrapping import HYPHEN, SOFT, joined, plain_hyphens

MOST_PAGES = 1_000
_DOT = 7.0  # points: a drawing this small before a line is its bullet
_BROKEN = (
    MalformedPDFException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
    NotImplementedError, AssertionError, ArithmeticError, UnicodeError,
)  # fmt: skip


@dataclass(slots=True)
class Grid:
    """A table with ruled cells, from `top` to `foot`; `columns` are the left edges of its cells, `head` whether its
    first row is bold, and `pages` the page of each row. A single row is a part of a table on the next page, or else the
    `lines` in it."""

    rows: list[list[str]]
    columns: tuple[int, ...]
    head: bool
    top: float
    foot: float
    pages: list[int]
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What may repeat on every page, as a running head in a frame does: the words of a single row."""
        return " ".join(line.text for line in self.lines)


Parts = list[Line | Grid]


@dataclass(slots=True)
class Page:
    """What stands on a page in reading order, and how high the page is."""

    parts: Parts
    height: float


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
    page = _without_hidden(page)
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
        _, upper, _, lower = table.bbox
        grids.append(
            Grid(rows, columns, bool(heads) and all(heads), height - upper, height - lower, [number] * len(rows))
        )
    dots = _dots(page, height)
    for (table, _), grid in zip(tables, grids, strict=True):
        if len(grid.rows) == 1:
            inside = [word for word in words if _inside(word, table.bbox)]
            grid.lines = in_lines(_pieces(inside, bold, height), number, dots)
    free = [word for word in words if not any(_inside(word, table.bbox) for table, _ in tables)]
    boxes = [(table.bbox[0], height - table.bbox[1], table.bbox[2], height - table.bbox[3]) for table, _ in tables]
    return Page(_in_order(_pieces(free, bold, height), grids, boxes, height, number, dots), height)


def _in_order(
    pieces: Sequence[Piece],
    grids: Sequence[Grid],
    boxes: Sequence[Box],
    height: float,
    number: int,
    dots: Sequence[tuple[float, float]],
) -> Parts:
    """Lines and tables from top to bottom, and column by column where the page has columns of running text."""
    found = bands(pieces, boxes, height)

    def place(x: float, y: float) -> tuple[float, int]:
        """What sorts a place: its height, or the top of its band and its column."""
        band = next((band for band in found if band.holds(y)), None)
        return (-band.top, band.column(x)) if band else (-y, 0)

    flows: dict[tuple[float, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        top, column = place(piece.x, piece.middle)
        flows[(top, column) if column else (0.0, 0)].append(piece)
    parts: list[tuple[float, int, float, Line | Grid]] = []
    for at, flow in enumerate(sorted(flows), 1):
        for line in in_lines(flows[flow], number, dots, at if flow[1] else 0):
            # By its middle: the foot of a line may be lower than the edge of the table right under it.
            parts.append((*place(line.first.x, line.first.middle), -line.first.middle, line))
    parts += [(*place(grid.columns[0], grid.top), -grid.top, grid) for grid in grids]
    return [part for *_, part in sorted(parts, key=lambda one: one[:3])]


def _pieces(words: Iterable[dict[str, Any]], bold: dict[int, bool], height: float) -> list[Piece]:
    return [
        Piece(
            word["text"].replace(HYPHEN, "-"),
            float(word["x0"]),
            float(word["x1"]),
            height - float(word["bottom"]),
            round(float(word["size"]), 1),
            bold[id(word)],
        )
        for word in words
        if word["text"].replace(SOFT, "").strip()
    ]


def _words(page: Any) -> list[dict[str, Any]]:
    words = page.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=False)
    return [word for word in words if word["upright"]]


def _without_hidden(page: Any) -> Any:
    """The page without spaces that take no room, as browsers write for soft hyphens inside words."""
    hidden = {
        (char["x0"], char["top"])
        for char, after in pairwise(page.chars)
        if char["text"] in (" ", SOFT) and char["top"] == after["top"] and abs(after["x0"] - char["x0"]) < 0.1
    }
    if not hidden:
        return page
    return page.filter(
        lambda one: (
            one["object_type"] != "char" or one["text"] not in (" ", SOFT) or (one["x0"], one["top"]) not in hidden
        )
    )


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
    lines = [" ".join(line.split()) for line in plain_hyphens(text or "").split("\n")]
    return reduce(joined, lines)


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

"""PDF files: lines with their size and place on the page; headings by size, tables by columns, furniture by place."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from dorinn.errors import IngestError
from dorinn.ingest import contents, furniture
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.outline import CAPTION, level
from dorinn.ingest.plain import JOINED

MOST_PAGES = 1_000
_BULLET = re.compile(r"^[·•▪◦‣●○■□–\uf0b7-]\s*(?=\S)")
_END = (".", "!", "?", ":", ";", "»", '"', "”")


@dataclass(slots=True)
class _Piece:
    """Words at a place: x from the left, y from the bottom, in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool

    @property
    def right(self) -> float:
        return self.x + 0.5 * self.size * len(self.text)  # widths are not given; this is a usual mean


@dataclass(slots=True)
class _Line:
    """Pieces on one height; cells are pieces with a clear gap between."""

    cells: list[_Piece]
    page: int

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def first(self) -> _Piece:
        return self.cells[0]


def read_pdf(data: bytes) -> Reading:
    """Blocks of a PDF; raises IngestError for one that is encrypted, broken, without text or too long."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise IngestError("the PDF is encrypted; save it without a password first")
        if len(reader.pages) > MOST_PAGES:
            raise IngestError(f"the PDF has {len(reader.pages)} pages; at most {MOST_PAGES} are read")
        pages = [_lines(page, number) for number, page in enumerate(reader.pages, 1)]
        title = (reader.metadata.title or "").strip() if reader.metadata else ""
    except IngestError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        NotImplementedError,
    ) as error:
        raise IngestError(f"this is not a PDF that can be read ({type(error).__name__})") from error
    except ImportError as error:
        raise IngestError("the PDF is encrypted; save it without a password first") from error
    if not any(pages):
        raise IngestError("the PDF holds no text, only pictures; run character recognition (OCR) on it first")
    reading = Reading(pages=len(pages), title=title)
    lines = _without_furniture(pages, reading)
    taken, titles = contents.find([line.text if len(line.cells) == 1 else "\t".join(c.text for c in line.cells)
                                   for line in lines])  # fmt: skip
    reading.dropped += [("contents", lines[place].text) for place in sorted(taken)]
    lines = [line for place, line in enumerate(lines) if place not in taken]
    reading.blocks = list(_blocks(lines, titles))
    level(reading.blocks, titles)
    return reading


def _lines(page: Any, number: int) -> list[_Line]:
    pieces: list[_Piece] = []

    def see(text: str, cm: Sequence[float], tm: Sequence[float], font: dict[str, Any] | None, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = (abs(tm[3]) or abs(tm[1]) or 1.0) * (abs(cm[3]) or abs(cm[1]) or 1.0)
            name = str((font or {}).get("/BaseFont", ""))
            bold = bool(re.search(r"bold|black|heavy|semibold", name, re.IGNORECASE))
            for place, part in enumerate(text.replace("\u00ad", "").split("\n")):
                if part.strip():
                    pieces.append(_Piece(part.strip(), x, y - place * size * scale, round(size * scale, 1), bold))

    page.extract_text(visitor_text=see)
    return _in_lines(pieces, number)


def _in_lines(pieces: list[_Piece], page: int) -> list[_Line]:
    """Pieces by height, top first; words that follow closely are one cell."""
    lines: list[list[_Piece]] = []
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
    return [_Line(_cells(line, columns), page) for line in lines]


def _cells(line: list[_Piece], columns: set[int]) -> list[_Piece]:
    cells = [replace(line[0])]
    for piece in line[1:]:
        gap = piece.x - cells[-1].right
        if gap < 1.5 * piece.size and round(piece.x) not in columns:
            joint = "" if gap < -0.1 * piece.size and piece.text[0] in ".,;:)" else " "
            cells[-1].text += joint + piece.text
        else:
            cells.append(replace(piece))
    return cells


def _without_furniture(pages: list[list[_Line]], reading: Reading) -> list[_Line]:
    headers = furniture.edges([[line.text for line in page] for page in pages], depth=2)
    kept: list[_Line] = []
    for page in pages:
        for place, line in enumerate(page):
            edge = place < 2 or place >= len(page) - 2
            if edge and furniture.is_page_number(line.text):
                reading.dropped.append(("page number", line.text))
            elif edge and furniture.key(line.text) in headers:
                reading.dropped.append(("header or footer", line.text))
            else:
                kept.append(line)
    return kept


def _blocks(lines: Sequence[_Line], titles: dict[str, int]) -> Iterator[Block]:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.first.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({line.first.size for line in lines if line.first.size >= 1.12 * body}, reverse=True)
    depth = {size: min(place, 5) for place, size in enumerate(larger, 1)}
    held: Block | None = None
    above: _Line | None = None
    place = 0
    while place < len(lines):
        line = lines[place]
        end = _table_end(lines, place)
        if end > place:
            if held:
                yield held
            held, above = None, None
            yield from _table(lines[place:end])
            place = end
            continue
        kind, own = _kind(line, above, depth, body, titles)
        text = _BULLET.sub("", line.text) if kind == "item" else line.text
        close = above is not None and (line.page != above.page or above.first.y - line.first.y < 1.9 * line.first.size)
        same = above is not None and abs(above.first.size - line.first.size) < 0.3
        if held and kind == held.kind == "heading" and close and same and not contents.number_of(text):
            held.text += f" {text}"
        elif held and kind == "text" and held.kind in ("text", "item", "note") and close and same and (
            line.page == above.page or not held.text.endswith(_END)  # type: ignore[union-attr]
        ):  # fmt: skip
            held.text = (
                held.text[:-1] + JOINED + text
                if held.text.endswith("-") and text[0].islower()
                else f"{held.text} {text}"
            )
        else:
            if held:
                yield held
            held = Block(kind, text, own, line.page)  # type: ignore[arg-type]
        above, place = line, place + 1
    if held:
        yield held


def _kind(
    line: _Line, above: _Line | None, depth: dict[float, int], body: float, titles: dict[str, int]
) -> tuple[str, int]:
    text, first = line.text, line.first
    if _BULLET.match(text):
        return "item", 0
    if first.size in depth and len(text) < 160:
        return "heading", depth[first.size]
    if first.size < 0.87 * body and re.match(r"^[\d¹²³*]{1,3}\s*\S", text):
        return "note", 0
    short = len(text) < 100 and text[-1] not in ".,;!"
    apart = above is None or line.page != above.page or above.first.y - first.y > 1.5 * first.size or above.first.bold
    if short and contents.listed(text, titles):
        return "heading", titles.get(contents.bare(text), 1)
    if short and first.bold and apart:
        return "heading", CAPTION
    return "text", 0


# -- tables -------------------------------------------------------------------


def _table_end(lines: Sequence[_Line], start: int) -> int:
    """The place after a table that begins at `start`: two lines or more whose cells share columns."""
    if len(lines[start].cells) < 2:
        return start
    columns = [cell.x for cell in lines[start].cells]
    end, wide = start + 1, 1
    while end < len(lines):
        line = lines[end]
        fits = all(min(abs(cell.x - column) for column in columns) < 6 for cell in line.cells)
        gap = lines[end - 1].first.y - line.first.y
        near = line.page != lines[end - 1].page or gap < 3.5 * line.first.size
        alone = len(line.cells) == 1
        if not fits or not near or (alone and abs(line.first.x - columns[0]) < 6 and line.first.right > columns[1]):
            break
        wide += not alone
        end += 1
    return end if wide >= 2 else start


def _table(lines: Sequence[_Line]) -> Iterator[Block]:
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
            cells[-1][column] = f"{cells[-1][column]} {cell.text}".strip()
    bold = all(cell.bold for cell in lines[0].cells)
    yield from rows(cells, lines[0].page, header=True if bold else None)

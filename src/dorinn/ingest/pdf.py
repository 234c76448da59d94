"""PDF files: headings by size, lists, paragraphs, tables by rules or columns, furniture by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dorinn.errors import IngestError
from dorinn.ingest import contents, marks
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.fields import are_fields, field_rows, first_column, repeated_fields
from dorinn.ingest.lines import Line
from dorinn.ingest.outline import CAPTION, level
from dorinn.ingest.points import Points, without
from dorinn.ingest.running import LARGER, without_running
from dorinn.ingest.sheet import Grid, Parts, open_pdf
from dorinn.ingest.unruled import table, table_end
from dorinn.ingest.wrapping import joined

_BULLET = re.compile(r"^[·•▪◦‣●○■□–\uf0b7-]\s*(?=\S)")
_END = (".", "!", "?", ":", ";", "»", '"', "”")


def read_pdf(data: bytes) -> Reading:
    """Blocks of a PDF; raises IngestError for one that is encrypted, broken, without text or too long."""
    pages, marked, title = open_pdf(data)
    if not any(page.parts for page in pages):
        raise IngestError("the PDF holds no text, only pictures; run character recognition (OCR) on it first")
    reading = Reading(pages=len(pages), title=title)
    body = _body([line for page in pages for line in page.parts if isinstance(line, Line)])
    kept, reading.dropped = without_running(pages, body)
    parts = _joined(kept)
    taken, titles = contents.find(["" if isinstance(part, Grid) else "\t".join(cell.text for cell in part.cells)
                                   for part in parts])  # fmt: skip
    reading.dropped += [("contents", part.text) for part in (parts[place] for place in sorted(taken))
                        if isinstance(part, Line)]  # fmt: skip
    parts = [part for place, part in enumerate(parts) if place not in taken]
    notes = marks.notes_of([(marks.BARRIER, part.pages[-1]) if isinstance(part, Grid) else (part.text, part.page)
                            for part in parts], marked)  # fmt: skip
    taken = {place for note in notes for place in note.lines}
    parts = [part for place, part in enumerate(parts) if place not in taken]
    reading.blocks = marks.put_in_place(list(_blocks(parts, titles)), marked, notes)
    level(reading.blocks, titles)
    return reading


def _joined(parts: Parts) -> Parts:
    """A ruled table that goes on at the top of the next page as one; a row that belongs to none as lines."""
    found: Parts = []
    for part in parts:
        above = found[-1] if found else None
        if (
            isinstance(part, Grid)
            and isinstance(above, Grid)
            and part.pages[0] == above.pages[-1] + 1
            and len(part.columns) == len(above.columns)
            and all(abs(one - other) <= 1 for one, other in zip(part.columns, above.columns, strict=True))
        ):
            above.rows += part.rows
            above.pages += part.pages
        else:
            found.append(part)
    return [
        line for part in found for line in (part.lines if isinstance(part, Grid) and len(part.rows) == 1 else [part])
    ]


def _body(lines: Sequence[Line]) -> float:
    """The size of running text."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.first.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _blocks(parts: Parts, titles: dict[str, int]) -> Iterator[Block]:
    lines = [part for part in parts if isinstance(part, Line)]
    body = _body(lines)
    larger = sorted({line.first.size for line in lines if line.first.size >= LARGER * body}, reverse=True)
    depth = {size: min(place, 5) for place, size in enumerate(larger, 1)}
    fields = repeated_fields([part.rows for part in parts if isinstance(part, Grid)])
    run: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            run.append(part)
            continue
        yield from _text(run, depth, body, titles)
        run = []
        yield from _grid(part, fields)
    yield from _text(run, depth, body, titles)


def _grid(grid: Grid, fields: set[tuple[str, ...]]) -> Iterator[Block]:
    """The rows of a ruled table, each with its own page; a head that stands again on a further page is left out.
    `fields` are first columns that name fields."""
    if not grid.head and (are_fields(grid.rows) or first_column(grid.rows) in fields):
        yield from field_rows(grid.rows, grid.pages)
        return
    found = rows(grid.rows, header=True if grid.head else None)
    again = [page for row, page in zip(grid.rows, grid.pages, strict=True) if row != grid.rows[0]]
    pages = again if len(again) == len(found) else [grid.pages[0]] * len(found)
    for block, page in zip(found, pages, strict=True):
        yield replace(block, page=page)


def _text(lines: Sequence[Line], depth: dict[float, int], body: float, titles: dict[str, int]) -> Iterator[Block]:
    """Blocks of lines between ruled tables."""
    held: Block | None = None
    above: Line | None = None
    points = Points()
    place = 0
    while place < len(lines):
        line = lines[place]
        end = table_end(lines, place)
        if end > place:
            if held:
                yield held
            held, above = None, None
            yield from table(lines[place:end])
            place = end
            continue
        kind, own = _kind(line, above, depth, body, titles)
        text = _BULLET.sub("", line.text) if kind == "item" else line.text
        closed = held is None or held.kind in ("heading", "note") or held.text.endswith(_END)
        in_list = held is not None and held.kind == "item"
        number = points.take(text, closed, in_list) if kind == "text" else ""
        if number:
            kind, text = "item", without(text)
        close = above is not None and (_parted(above, line) or above.first.y - line.first.y < 1.9 * line.first.size)
        same = above is not None and abs(above.first.size - line.first.size) < 0.3
        if held and close and same and (
            (kind == held.kind == "heading" and not contents.number_of(text))
            or (kind == "text" and held.kind in ("text", "item", "note")
                and (not _parted(above, line) or not _ended(held, text)))  # type: ignore[arg-type]
        ):  # fmt: skip
            held.text = joined(held.text, text)
        else:
            if held:
                yield held
            held = Block(kind, text, own, line.page, label=number)  # type: ignore[arg-type]
        above, place = line, place + 1
    if held:
        yield held


def _parted(above: Line, line: Line) -> bool:
    """Whether a page or a column ends between two lines."""
    return (above.page, above.column) != (line.page, line.column)


def _ended(held: Block, text: str) -> bool:
    """Whether a block is at its end, seen from what comes after it on another page."""
    return held.text.endswith(_END) or (held.kind == "item" and text[:1].isupper())


def _kind(
    line: Line, above: Line | None, depth: dict[float, int], body: float, titles: dict[str, int]
) -> tuple[str, int]:
    text, first = line.text, line.first
    if line.dotted or _BULLET.match(text):
        return "item", 0
    if first.size in depth and len(text) < 160:
        return "heading", depth[first.size]
    if first.size < 0.87 * body and re.match(r"^[\d¹²³*]{1,3}\s*\S", text):
        return "note", 0
    short = len(text) < 100 and text[-1] not in ".,;!"
    apart = above is None or _parted(above, line) or above.first.y - first.y > 1.5 * first.size or above.first.bold
    if short and contents.listed(text, titles):
        return "heading", titles.get(contents.bare(text), 1)
    if short and first.bold and apart:
        return "heading", CAPTION
    return "text", 0

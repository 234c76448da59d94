"""Plain text: headings, lists and tables found from how the lines stand, whatever program wrote them."""

from __future__ import annotations

import re
from dataclasses import replace

from dorinn.ingest import aligned, contents, furniture, marks, stacked
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.captions import named
from dorinn.ingest.cells import clean, rows_in_lines, rows_of_cells, untagged
from dorinn.ingest.headline import Headlines
from dorinn.ingest.outline import CAPTION, level, unlist
from dorinn.ingest.points import BULLET, Points, goes_on, label, without
from dorinn.ingest.tidying import RULE, tidied
from dorinn.ingest.torn import numbered_table
from dorinn.ingest.wrapping import JOINED, plain_hyphens

_MARKED = re.compile(r"^(#{1,6})\s+(.*)$")
_BOLD = re.compile(r"^\W{0,2}(?:\*\*|__)([^*_]{3,100}?)(?:\*\*|__)\W{0,2}$")
_URL = re.compile(r"^\s*(?:<?https?://\S+>?\s*)+$")
_FOOTNOTE = re.compile(r"^\s*(?:[¹²³⁴-⁹]+|\[\^?\d+\]:?)\s*\S")
_END = (".", "!", "?", ":", ";", "»", '"', "”")


def read_plain(text: str, tidy: bool = True) -> Reading:
    """Blocks of a plain text. Pages are counted only where the file has form feeds."""
    reading = Reading()
    text = plain_hyphens(text.replace("\r\n", "\n").replace("\r", "\n"))
    text, debris = furniture.without_debris(text)
    reading.dropped += [("bookmark", mark) for mark in debris]
    pages = text.split("\f")
    reading.pages = len(pages) if len(pages) > 1 else None
    lines = [(line.rstrip(" \xa0"), number) for number, page in enumerate(pages, 1) for line in page.split("\n")]
    if tidy:
        lines, titles = tidied(lines, pages, reading)
    else:
        titles = {}
    texts, marked, notes = marks.found_in(lines)
    taken = {place for note in notes for place in note.lines}
    lines = [(text, line[1]) for place, (text, line) in enumerate(zip(texts, lines, strict=True)) if place not in taken]
    _Lines(lines, titles, reading).read()
    reading.blocks = marks.put_in_place(reading.blocks, marked, notes)
    unlist(reading.blocks, titles)
    level(reading.blocks, titles)
    return reading


class _Lines:
    """One pass over the lines; what is being gathered is the last block, until something closes it."""

    def __init__(self, lines: list[tuple[str, int]], titles: dict[str, int], reading: Reading) -> None:
        self._lines = lines
        self._titles = titles
        self._out = reading.blocks
        self._paged = reading.pages is not None
        filled = sorted(len(line) for line, _ in lines if len(line) > 30)
        self._width = filled[int(len(filled) * 0.9)] if filled else 0
        self._heads = Headlines([line for line, _ in lines], titles, self._width)
        self._wrapped = self._heads.wrapped
        self._points = Points()
        self._texts = [line for line, _ in lines]
        self._bulleted: Block | None = None  # the last item that began with a bullet
        self._marked = sum(bool(_MARKED.match(line)) for line, _ in lines) >= 3

    def read(self) -> None:
        place, gap = 0, True
        while place < len(self._lines):
            line, number = self._lines[place]
            page = number if self._paged else None
            if not line.strip() or RULE.match(line):
                place, gap = place + 1, True
                continue
            end = self._table_end(place)
            if end > place + ("\t" not in line.strip()):  # a lone cell is a line
                self._table(place, end, page)
                place, gap = end, True
                continue
            if told := self._told_table(place, gap):
                place, gap = told, True
                continue
            if self._heads.tight and (torn := numbered_table(self._lines, place, self._out, self._heads.ends_table)):
                del self._out[len(self._out) - torn.heads :]
                self._out += [replace(row, page=row.page if self._paged else None) for row in torn.rows]
                place, gap = torn.end, True
                continue
            place, gap = place + self._line(line.strip(), place, page, gap), False

    def _line(self, line: str, place: int, page: int | None, gap: bool) -> int:
        """Takes one line and says how many it took: two for a heading that was broken."""
        marked, bold = _MARKED.match(line), _BOLD.match(line)
        if marked:
            self._out.append(Block("heading", clean(marked[2]), len(marked[1]), page))
        elif _URL.match(line) or _FOOTNOTE.match(line):
            self._out.append(Block("note", clean(line), page=page))
        elif bold and gap:
            self._out.append(Block("heading", clean(bold[1]), CAPTION, page))
        elif self._marked and gap and self._heads.is_over_list(line, place):
            self._out.append(Block("heading", clean(line), CAPTION, page))
        elif BULLET.match(line):
            self._bulleted = Block("item", clean(BULLET.sub("", line)), page=page)
            self._out.append(self._bulleted)
        elif not self._marked and gap and (took := self._heads.step(line, place)):
            whole = " ".join(text for text, _ in self._lines[place : place + took])
            self._out.append(Block("heading", clean(whole), page=page))
            return took
        elif not self._marked and gap and self._heads.is_broken(line, place):
            self._heads.take(line)
            self._out.append(Block("heading", clean(f"{line} {self._lines[place + 1][0]}"), page=page))
            return 2
        elif not self._marked and self._is_heading(line, place, gap):
            self._heads.take(line)
            self._out.append(Block("heading", clean(line), page=page))
        elif not self._marked and not gap and self._under_heading() and self._heads.is_second(line, place):
            self._out.append(Block("heading", clean(line.rstrip(".")), page=page))
        elif number := self._points.take(line, gap or self._closed(), self._in_item()):
            self._out.append(Block("item", clean(without(line)), page=page, label=number))
        elif (found := self._continued(line, place, gap)) is not None:
            text = found.text[:-1] + JOINED if found.text.endswith("-") and line[:1].islower() else found.text + " "
            found.text = text + clean(line)
        else:
            kind = "item" if (number := label(line)) or (not gap and self._in_list(place)) else "text"
            self._out.append(Block(kind, clean(without(line)), page=page, label=number))  # type: ignore[arg-type]
        return 1

    def _continued(self, line: str, place: int, gap: bool) -> Block | None:
        """The block that a line carries on: the one above, or over a gap (or link) when a sentence is unfinished."""
        above = next((block for block in reversed(self._out) if block.kind != "note"), None)
        if above is None or above.kind not in ("text", "item"):
            return None
        unfinished = not above.text.endswith(_END) and line[:1].islower()
        if unfinished or above.text.endswith("-"):
            return above
        if not self._wrapped or gap or self._out[-1] is not above:
            return None
        if above is self._bulleted:
            return above if goes_on(self._texts[place - 1], line, self._width) else None
        # Short lines that each begin with a capital are a list without bullets.
        return None if self._in_list(place) and line[:1].isupper() else above

    def _in_list(self, place: int) -> bool:
        above = self._out[-1].kind if self._out and self._out[-1] is not self._bulleted else ""
        return above in ("text", "item") and self._is_short(place - 1) and self._is_short(place)

    def _is_short(self, place: int) -> bool:
        line = self._lines[place][0].strip() if place >= 0 else ""
        return self._wrapped and 0 < len(line) < 0.45 * self._width and line[-1] not in ".,"

    def _is_heading(self, line: str, place: int, gap: bool) -> bool:
        return self._heads.is_heading(line, place, gap or self._closed(), not gap and self._in_item())

    def _in_item(self) -> bool:
        return bool(self._out) and self._out[-1].kind == "item"

    def _under_heading(self) -> bool:
        return bool(self._out) and self._out[-1].kind == "heading"

    def _closed(self) -> bool:
        """Whether what stands above is finished, so that a heading may follow without a blank line."""
        return not self._out or self._out[-1].kind in ("heading", "note") or self._out[-1].text.endswith((*_END, ")"))

    # -- tables ---------------------------------------------------------------

    def _table_end(self, start: int) -> int:
        """The place after a table that begins at `start`, or `start` when none does."""
        if not _has_cells(self._lines[start][0]) or not self._lines[start][0].strip():
            return start
        place, end = start, start
        while place < len(self._lines):
            line = self._lines[place][0]
            if _has_cells(line):
                end = place = place + 1
                continue
            ahead = place
            while ahead < len(self._lines) and not self._lines[ahead][0].strip():
                ahead += 1
            if ahead == len(self._lines):
                break
            if _has_cells(self._lines[ahead][0]) and ahead - place <= 4:
                end = place = ahead
            elif ahead == place or self._inside_cell(ahead):
                end = place = ahead + 1
            else:
                break
            if place < len(self._lines) and _MARKED.match(self._lines[place][0]):
                break
        return end

    def _told_table(self, start: int, gap: bool) -> int:
        """Takes a table that blanks between its columns or rows tell, and says where it ends; 0 where there is none."""
        told = aligned.table_at(self._texts, start) or (stacked.table_at(self._texts, start) if gap else None)
        if told is None:
            return 0
        table = [[clean(cell) for cell in row] for row, _ in told.rows]
        heads = [named(table[0])] if told.heads else []
        for row, (_, place) in zip(table[len(heads) :], told.rows[len(heads) :], strict=True):
            page = self._lines[place][1] if self._paged else None
            if not heads or row != table[0]:  # the heads may come again on a page
                self._out += rows([*heads, row], page, header=told.heads)
        return told.end

    def _inside_cell(self, place: int) -> bool:
        """Whether a paragraph after a blank line is more of a cell: a further cell follows it closely."""
        line = self._lines[place][0]
        if contents.number_of(line) or _MARKED.match(line) or contents.listed(line, self._titles):
            return False
        for text, _ in self._lines[place + 1 : place + 3]:
            if text.strip():
                return text.startswith("\t")
        return False

    def _table(self, start: int, end: int, page: int | None) -> None:
        lines = [untagged(line) for line, _ in self._lines[start:end]]
        inline = any(re.search(r"\S[^\S\t]*\t", line) for line in lines)
        tables = rows_in_lines(lines) if inline else rows_of_cells(lines)
        for cells in tables:
            self._out += rows([[clean(cell) for cell in row] for row in cells], page)


def _has_cells(line: str) -> bool:
    return "\t" in BULLET.sub("", line)

"""Word documents (docx): headings by style and outline level, lists, tables, footnotes, pages as Word broke them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from dorinn.errors import IngestError
from dorinn.ingest import contents, furniture, ruled, spans
from dorinn.ingest.blocks import Block, Reading
from dorinn.ingest.numbering import Numbering
from dorinn.ingest.outline import CAPTION, is_caption, level
from dorinn.ingest.paragraph import footnotes, is_bold, said

_HEADING = re.compile(r"^(?:heading|overskrift)\s*(\d)$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc|innh)\s*(?:\d|heading)?|overskrift for innhold", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:caption|bildetekst|bilettekst|tabelltekst)", re.IGNORECASE)
_CAPTION_LENGTH = 160
_TITLE = re.compile(r"^(?:title|tittel)$", re.IGNORECASE)


def read_docx(data: bytes) -> Reading:
    """Blocks of a docx file; headers and footers stand apart in the file and are not read."""
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises what zipfile and lxml raise
        raise IngestError("this is not a Word document that can be read; it may be damaged") from error
    reading = _Document(document).read()
    taken, titles = contents.find([block.text for block in reading.blocks])
    reading.dropped += [("contents", reading.blocks[place].text) for place in sorted(taken)]
    reading.blocks = [block for place, block in enumerate(reading.blocks) if place not in taken]
    level(reading.blocks, titles)
    return reading


class _Document:
    """Walks the body in order."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._reading = Reading()
        self._page = 1
        self._styles = {style.style_id: style for style in document.styles if style.style_id}
        self._notes = footnotes(document)
        self._numbering = Numbering(document)
        self._boxes = 0
        self._caption: Block | None = None  # the last line that is set as a caption

    def read(self) -> Reading:
        self._walk(self._document.element.body)
        # Word writes down where its pages last broke; a file that other programs wrote tells nothing of pages.
        self._reading.pages = self._page if self._page > 1 else None
        if self._page == 1:
            for block in self._reading.blocks:
                block.page = None
        self._reading.title = (self._document.core_properties.title or "").strip() or self._reading.title
        return self._reading

    def _walk(self, parent: Any) -> None:
        for element in self._elements(parent):
            if element.tag == qn("w:p"):
                self._paragraph(element)
            else:
                self._table(element)

    def _elements(self, parent: Any) -> Iterator[Any]:
        for element in parent:
            if element.tag in (qn("w:p"), qn("w:tbl")):
                yield element
            elif element.tag == qn("w:sdt"):
                gallery = element.find(f".//{qn('w:docPartGallery')}")
                content = element.find(qn("w:sdtContent"))
                if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
                    self._drop("contents", content)
                elif content is not None:
                    yield from self._elements(content)

    def _drop(self, what: str, element: Any) -> None:
        for paragraph in element.iter(qn("w:p")) if element is not None else ():
            if words := said(paragraph)[0]:
                self._reading.dropped.append((what, words))

    def _paragraph(self, element: Any) -> None:
        text, notes, boxes, breaks = said(element)
        page, self._page = self._page, self._page + breaks
        properties = element.find(qn("w:pPr"))
        name, label = self._style_name(properties), self._numbering.label(properties)
        if text:
            if _CONTENTS.match(name):
                self._reading.dropped.append(("contents", text))
            elif furniture.is_page_number(text):
                self._reading.dropped.append(("page number", text))
            else:
                self._add(element, properties, name, text, page if breaks == 0 else self._page)
                if self._reading.blocks[-1].kind in ("heading", "item"):
                    self._reading.blocks[-1].label = label
        for number in notes:
            if number in self._notes:
                self._reading.blocks.append(Block("note", self._notes[number], page=self._page))
        for box in boxes:
            for inner in box.iter(qn("w:p")):
                if words := said(inner)[0]:
                    self._reading.blocks.append(Block("text", words, page=self._page))

    def _add(self, element: Any, properties: Any, name: str, text: str, page: int) -> None:
        depth = self._depth(properties, name)
        if _TITLE.match(name):
            self._reading.title = text
            self._reading.blocks.append(Block("heading", text, 1, page))
        elif depth:
            self._reading.blocks.append(Block("heading", text, depth, page))
        elif self._is_listed(properties, name):
            self._reading.blocks.append(Block("item", text, page=page))
        elif is_bold(element) and len(text) <= 100 and text[-1] not in ".!,;":
            self._reading.blocks.append(Block("heading", text, CAPTION, page))
        else:
            self._reading.blocks.append(Block("text", text, page=page))
            if _CAPTION.match(name):
                self._caption = self._reading.blocks[-1]

    def _style_name(self, properties: Any) -> str:
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        known = self._styles.get(style.get(qn("w:val"))) if style is not None else None
        return str(known.name) if known is not None else ""

    def _depth(self, properties: Any, name: str) -> int:
        """The level of a heading: by its style's name, or an outline level of its own or of its style."""
        match = _HEADING.match(name)
        if match:
            return int(match[1])
        style = next((s for s in self._styles.values() if s.name == name), None)
        for holder in (properties, style.element.find(qn("w:pPr")) if style is not None else None):
            outline = holder.find(qn("w:outlineLvl")) if holder is not None else None
            value = outline.get(qn("w:val")) if outline is not None else None
            if value is not None and value.isdigit() and int(value) < 9:
                return int(value) + 1
        return 0

    def _is_listed(self, properties: Any, name: str) -> bool:
        listed = properties is not None and properties.find(qn("w:numPr")) is not None
        return listed or name.lower().startswith(("list ", "liste", "punkt"))

    def _table(self, element: Any) -> None:
        if ruled.is_layout(element):
            for cell in ruled.cells(element):
                self._walk(cell)
            return
        self._boxes += 1
        box = (self._boxes,)
        self._name_table(box)
        table = ruled.read(element, self._cell, lambda: self._page)
        self._reading.blocks += spans.blocks(table.grid, table.heads, table.pages, box)

    def _name_table(self, box: tuple[int, ...]) -> None:
        """The line over a table that is set as its caption, or called «Tabell 1», is a heading of that table alone."""
        above = self._reading.blocks[-1] if self._reading.blocks else None
        if above is None or above.kind != "text" or above.text[-1] in ".!?" or len(above.text) > _CAPTION_LENGTH:
            return
        if above is self._caption or is_caption(above.text):
            above.kind, above.level, above.caption, above.box = "heading", CAPTION, True, box

    def _cell(self, cell: Any) -> tuple[str, bool]:
        """What a cell says, and whether all of it is bold."""
        parts: list[str] = []
        bold: list[bool] = []
        for paragraph in cell.iter(qn("w:p")):
            text, notes, _, breaks = said(paragraph)
            self._page += breaks
            properties = paragraph.find(qn("w:pPr"))
            listed = self._is_listed(properties, self._style_name(properties))
            mark = self._numbering.label(properties) or ("•" if listed else "")
            if text:
                parts.append(f"{mark} {text}".strip())
                bold.append(is_bold(paragraph))
            parts += [f"({self._notes[n]})" for n in notes if n in self._notes]
        return " ".join(parts), bool(bold) and all(bold)

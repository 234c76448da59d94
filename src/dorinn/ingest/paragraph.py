"""What a paragraph of a Word document says, and what hangs on it: notes, text boxes, page breaks."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def said(paragraph: Any) -> tuple[str, list[str], list[Any], int]:
    """Words of a paragraph, ids of its footnotes, its text boxes, and the page breaks in it."""
    parts: list[str] = []
    notes: list[str] = []
    boxes: list[Any] = []
    breaks = 0

    def walk(element: Any) -> None:
        nonlocal breaks
        for node in element:
            if node.tag == qn("w:t"):
                parts.append(node.text or "")
            elif node.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                breaks += node.tag == qn("w:br") and node.get(qn("w:type")) == "page"
                parts.append("\t" if node.tag == qn("w:tab") else " ")
            elif node.tag == qn("w:noBreakHyphen"):
                parts.append("-")
            elif node.tag == qn("w:lastRenderedPageBreak"):
                breaks += 1
            elif node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                notes.append(f"{node.tag.rpartition('}')[2][:3]}{node.get(qn('w:id'))}")
            elif node.tag == qn("w:txbxContent"):
                boxes.append(node)
            elif node.tag not in (qn("w:pPr"), qn("w:rPr"), qn("w:del"), _FALLBACK):
                walk(node)

    walk(paragraph)
    return re.sub(r"[^\S\t]+", " ", "".join(parts)).strip(), notes, boxes, breaks


def footnotes(document: Any) -> dict[str, str]:
    """The words of all foot- and endnotes by their id."""
    found: dict[str, str] = {}
    for part in document.part.package.iter_parts():
        kind = part.partname.rpartition("/")[2]
        if kind not in ("footnotes.xml", "endnotes.xml"):
            continue
        for note in parse_xml(part.blob):
            if words := " ".join(said(p)[0] for p in note.iter(qn("w:p"))).strip():
                found[f"{kind[:3]}{note.get(qn('w:id'))}"] = words
    return found

"""What a paragraph of a Word document says, and what hangs on it: notes, text boxes, page breaks."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_GONE = (qn("w:del"), qn("w:moveFrom"))  # what was deleted, and what was moved away


def said(paragraph: Any) -> tuple[str, list[str], list[Any], int]:
    """Words of a paragraph, ids of its footnotes, its text boxes, and the page breaks that Word wrote down in it.

    A break that somebody put in is none by itself: Word writes down the one that came of it, other programs none.
    """
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
                parts.append("\t" if node.tag == qn("w:tab") else " ")
            elif node.tag == qn("w:noBreakHyphen"):
                parts.append("-")
            elif node.tag == qn("w:lastRenderedPageBreak"):
                breaks += 1
            elif node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                notes.append(f"{node.tag.rpartition('}')[2][:3]}{node.get(qn('w:id'))}")
            elif node.tag == qn("w:txbxContent"):
                boxes.append(node)
            elif node.tag not in (qn("w:pPr"), qn("w:rPr"), *_GONE, _FALLBACK):
                walk(node)

    if not any(paragraph.iterancestors(*_GONE)):
        walk(paragraph)
    return re.sub(r"[^\S\t]+", " ", "".join(parts)).strip(), notes, boxes, breaks


def is_bold(paragraph: Any) -> bool:
    """Whether all words of a paragraph are set in bold."""
    filled = [run for run in paragraph.iter(qn("w:r")) if any(node.text for node in run.iter(qn("w:t")))]
    return bool(filled) and all(_bold(run) for run in filled)


def _bold(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false")


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

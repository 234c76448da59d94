"""The numbers that Word puts before headings and list items; the file holds only what they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from dorinn.ingest.points import written

_FORMS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
    "ordinal": "1.",
}  # fmt: skip
_DEEPEST = 9  # levels, as Word has
_MOST = 20  # styles that are based on each other


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts: its form («1», «a», … or empty for a bullet), its words («%1.%2»), and where it starts."""

    form: str
    words: str
    start: int


@dataclass(slots=True)
class _List:
    """A list as Word counts it: lists of one kind count on together, unless one starts anew."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; each paragraph must be asked about once, in order."""

    def __init__(self, document: Any) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, Any] = {s.style_id: s for s in document.styles if s.style_id}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        kinds = {_value(kind, "abstractNumId"): _List(_levels(kind)) for kind in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            kind = kinds.get(_value(number.find(qn("w:abstractNumId")), "val"))
            if kind is None:
                continue
            changed = {_count(c, "ilvl", 0): c for c in number.findall(qn("w:lvlOverride"))}
            self._lists[_value(number, "numId")] = _List(_changed(kind.levels, changed)) if changed else kind

    def label(self, properties: Any) -> str:
        """The number before the paragraph with these properties («3.», «2.1»), empty where it has a bullet or none."""
        name, depth = self._place(properties)
        counted = self._lists.get(name)
        level = counted.levels.get(depth) if counted is not None else None
        if counted is None or level is None:
            return ""
        counted.counts[depth] = counted.counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counted.counts if d > depth]:
            del counted.counts[deeper]
        return _said(counted, depth) if level.form else ""

    def _place(self, properties: Any) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, or those of its style and of what that is based on."""
        name, depth = "", None
        style = _value(properties.find(qn("w:pStyle")), "val") if properties is not None else ""
        for _ in range(_MOST):
            numbered = properties.find(qn("w:numPr")) if properties is not None else None
            if numbered is not None:
                level = numbered.find(qn("w:ilvl"))
                depth = _count(level, "val", 0) if depth is None and level is not None else depth
                name = name or _value(numbered.find(qn("w:numId")), "val")
            above = self._styles.get(style)
            if name or above is None:
                break
            properties, style = above.element.find(qn("w:pPr")), _value(above.element.find(qn("w:basedOn")), "val")
        return name, min(depth or 0, _DEEPEST - 1)


def _levels(kind: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in kind.findall(qn("w:lvl")):
        start = _count(level.find(qn("w:start")), "val", 1)
        form = _FORMS.get(_value(level.find(qn("w:numFmt")), "val"), "")
        words = _value(level.find(qn("w:lvlText")), "val")
        found[_count(level, "ilvl", 0)] = _Level(form, words, start)
    return found


def _changed(levels: dict[int, _Level], changes: dict[int, Any]) -> dict[int, _Level]:
    """The levels of a list that starts elsewhere, or has levels of its own."""
    found = dict(levels)
    for depth, change in changes.items():
        found |= _levels(change)
        start = _count(change.find(qn("w:startOverride")), "val", -1)
        if start >= 0 and depth in found:
            found[depth] = replace(found[depth], start=start)
    return found


def _said(counted: _List, depth: int) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = counted.levels.get(at)
        return written(counted.counts.get(at, level.start), level.form) if level is not None else ""

    return " ".join(re.sub(r"%([1-9])", number, counted.levels[depth].words).split())


def _value(element: Any, name: str) -> str:
    return (element.get(qn(f"w:{name}")) or "") if element is not None else ""


def _count(element: Any, name: str, other: int) -> int:
    """A number that an element holds, or another where it holds none, as in a file that is broken."""
    said = _value(element, name)
    return int(said) if re.fullmatch(r"[0-9]{1,5}", said) else other

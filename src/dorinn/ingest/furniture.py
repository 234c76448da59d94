"""Page furniture: headers, footers and page numbers, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_PAGE_NUMBER = re.compile(r"^\W*(?:side|s\.|page)?\s*\d{1,3}(?:\s*(?:av|/|of)\s*\d{1,3})?[^\w%]*$", re.IGNORECASE)
_SIDE = re.compile(r"^\W*(?:side|page)\s*(\d{1,3})(?:\s*(?:av|/|of)\s*\d{1,3})?\W*$", re.IGNORECASE)
_DEBRIS = re.compile(
    r"\[(?:bookmark|image|bilde|bokmerke):[^\]]*\]|\{\s*(?:PAGEREF|HYPERLINK|TOC|REF)\b[^}]*\}"
    r"|(?:Feil! Bokmerke er ikke definert|Error! Bookmark not defined|Error! Reference source not found)\.?"
)
_COUNTS = re.compile(r"^(?=.*\d)\s*(?:\S+ ){3,}[^\s\d]+[.!?]\s*$")
REPEATED = 3  # times on different pages, at least


def is_page_number(line: str) -> bool:
    """«12», «- 12 -», «Side 3 av 20»."""
    return bool(_PAGE_NUMBER.match(line)) and bool(re.search(r"\d", line))


def without_debris(text: str) -> tuple[str, list[str]]:
    """The text without bookmarks, image marks and field codes, and what was taken out."""
    found = _DEBRIS.findall(text)
    return (_DEBRIS.sub("", text), found) if found else (text, [])


def is_noise(line: str) -> bool:
    """Whether a line is what is left of a drawing or logo: hardly a word in it, and no figures in a row."""
    letters = sum(c.isalpha() for c in line)
    words = re.findall(r"[^\W\d_]{3,}", line)
    figures = re.findall(r"\d+", line)
    if not words:
        years = len(re.findall(r"\b(?:19|20)\d\d\b", line)) > 1  # over columns of figures: «År 2023 2025»
        return (len(figures) < 2 or letters > 0) and not years and not re.fullmatch(r"[(]?\d{4}[).]?", line)
    if any(len(figure) > 3 for figure in figures):
        return False
    return letters < 0.45 * len(line.replace(" ", "")) and len(figures) < 2


def key(line: str) -> str:
    """A line without its numbers and signs, so that «ÅSNES KOMMUNE 3» and «@ ÅSNES KOMMUNE» are one."""
    return " ".join(re.findall(r"[^\W\d_]{2,}", line.lower()))


def repeated(lines: Iterable[str]) -> set[str]:
    """Keys of short lines in capitals that come again and again through a text without page breaks: headers."""
    counts = Counter(key(line) for line in lines if 0 < len(line) < 60 and line.upper() == line and key(line))
    return {name for name, count in counts.items() if count >= REPEATED}


def beside_pages(lines: Sequence[str]) -> set[str]:
    """Keys of lines that stand right above or below «Side 3 av 9» again and again, in a text without page breaks."""
    filled = [line for line in lines if line.strip()]
    counts: Counter[str] = Counter()
    for above, line, below in zip(["", *filled], filled, [*filled[1:], ""], strict=False):
        if _SIDE.match(line):
            counts.update({key(near) for near in (above, below) if len(near) < 120 and not _SIDE.match(near)} - {""})
    return {name for name, count in counts.items() if count >= REPEATED}


def names_pages(lines: Iterable[str]) -> bool:
    """Whether a text numbers its pages with a word («Side 3 av 9»), so that a figure alone is no page number."""
    return len({found[1] for line in lines if (found := _SIDE.match(line))}) >= REPEATED


def edges(pages: Sequence[Sequence[str]], depth: int = 3) -> set[str]:
    """Keys of lines that stand among the first or last lines of many pages: a third of them, three at least.

    A sentence with a figure («Gruppa møtes 3 ganger i året.») is none: pages on one measure each differ in no more.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        edge = [*page[:depth], *page[-depth:]]
        counts.update({key(line) for line in edge if key(line) and len(line) < 120 and not _COUNTS.search(line)})
    least = max(REPEATED, len(pages) // 3)
    return {name for name, count in counts.items() if count >= least}

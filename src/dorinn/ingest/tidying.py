"""The lines of a plain text without its furniture and contents lists."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from dorinn.ingest import aligned, contents, furniture
from dorinn.ingest.blocks import Reading
from dorinn.ingest.cells import untagged

RULE = re.compile(r"^\s*(?:[-_=*]\s*){3,}$")
_FIGURE = re.compile(r"\s*\d{1,3}(?:[.,]\d+)? ?%?\s*")
_PAGE = 8  # filled lines that a page has at least
_EDGE = 3  # lines at the top and the bottom of a page among which its number stands


def tidied(
    lines: list[tuple[str, int]], pages: list[str], reading: Reading
) -> tuple[list[tuple[str, int]], dict[str, int]]:
    """Without furniture and contents lists; and the titles that the contents list names."""
    plain = [untagged(line) for line, _ in lines]
    listed, titles = contents.find(plain)
    headers = furniture.edges([[line for line in page.split("\n") if line.strip()] for page in pages])
    headers |= furniture.repeated(line.strip() for line in plain)
    if len(pages) == 1:
        headers |= furniture.beside_pages(plain)
    headers -= set(titles)
    kept: list[tuple[str, int]] = []
    cells = _figures(lines, listed, len(pages) > 1, furniture.names_pages(plain))
    rows = aligned.places([line for line, _ in lines])
    for place, ((line, number), bare) in enumerate(zip(lines, plain, strict=True)):
        words = bare.strip()
        if place in listed:
            what = "contents"
        elif place in cells:
            kept.append((line, number))
            continue
        elif words and furniture.is_page_number(words) and "\t" not in line:
            what = "page number"
        elif words and furniture.key(words) in headers and len(words) < 120:
            what = "header or footer"
        elif words and "\t" not in line and place not in rows and furniture.is_noise(words) and not RULE.match(words):
            what = "noise"
        else:
            kept.append((line, number))
            continue
        if words:
            reading.dropped.append((what, words))
    return kept, titles


def _figures(lines: list[tuple[str, int]], listed: set[int], paged: bool, named: bool) -> set[int]:
    """Lines that hold a figure alone: cells of a table, unless they can be the number of a page.

    They cannot where pages are numbered otherwise (`named`), away from the edges of pages, or close to other figures.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for place, (line, number) in enumerate(lines):
        if line.strip() and place not in listed:
            pages[number].append(place)
    edges = {place for places in pages.values() for place in (*places[:_EDGE], *places[-_EDGE:])}
    filled = [place for places in pages.values() for place in places]
    figures = [(at, place) for at, place in enumerate(filled) if _FIGURE.fullmatch(lines[place][0])]
    close = set() if paged else {
        place for one, other in pairwise(figures) if other[0] - one[0] < _PAGE for _, place in (one, other)
    }  # fmt: skip
    return {
        place
        for _, place in figures
        if named or "%" in lines[place][0] or (paged and place not in edges) or place in close
    }

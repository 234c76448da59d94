"""Running heads and page numbers of a PDF, told by their words and by where they stand on its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from dorinn.ingest import furniture
from dorinn.ingest.columns import MARGIN
from dorinn.ingest.lines import Line
from dorinn.ingest.sheet import Grid, Page, Parts

_EDGE = 2  # lines at the top and the foot of a page among which its head and number stand
_HIGH = 3.0  # points that a running head may move from page to page
_LONGEST = 120  # characters
_ROOM = 1.5  # times its size that a head stands apart from the text
LARGER = 1.12  # times the size of running text: a heading


def without_running(pages: Sequence[Page], body: float) -> tuple[Parts, list[tuple[str, str]]]:
    """The parts of all pages without heads, feet and page numbers, and what was left out; `body` is the size of
    running text.

    What says the same on many pages is a running head where it stands in the margin, or at one height and apart from
    the text. What differs from page to page by a number may be a measure or its due week as well: it is a head only in
    the margin, apart, in the type of running text or smaller, and when it is no sentence.
    """
    least = 2 if len(pages) <= furniture.REPEATED else max(furniture.REPEATED, len(pages) // 3)
    same, alike = Counter[str](), Counter[str]()
    heights: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        edge = _edges(page)
        said = {text for place in edge if len(text := page.parts[place].text) < _LONGEST and furniture.key(text)}
        same.update(said)
        alike.update({furniture.key(text) for text in said})
        for place in edge:
            heights[page.parts[place].text].append(_from_edge(page, place))

    def is_repeated(page: Page, place: int) -> bool:
        text = page.parts[place].text
        return same[text] >= least or alike[furniture.key(text)] >= max(furniture.REPEATED, least)

    def is_running(page: Page, place: int) -> bool:
        text, size, in_margin = page.parts[place].text, _size(page.parts[place]), _in_margin(page, place)
        large, room = size >= LARGER * body, _apart(page, place, is_repeated)
        if same[text] < least:
            sentence = text.endswith((".", "!", "?")) and len(text.split()) > 3
            return in_margin and not large and not sentence and room >= _ROOM * size
        if in_margin and same[text] >= furniture.REPEATED:
            return room >= size or not (large or text.endswith(".") or text[0].islower())
        steady = max(heights[text]) - min(heights[text]) < _HIGH and room >= _ROOM * size
        outermost = 2 * same[text] >= len(pages) > 2 and not large and place in (0, len(page.parts) - 1)
        return steady and (in_margin or outermost)

    kept: Parts = []
    dropped: list[tuple[str, str]] = []
    for page in pages:
        edge = _edges(page)
        for place, part in enumerate(page.parts):
            if place in edge and furniture.is_page_number(part.text):
                dropped.append(("page number", part.text))
            elif place in edge and is_repeated(page, place) and is_running(page, place):
                dropped.append(("header or footer", part.text))
            else:
                kept.append(part)
    return kept, dropped


def _edges(page: Page) -> set[int]:
    count = len(page.parts)
    return {place for place in range(count) if place < _EDGE or place >= count - _EDGE}


def _size(part: Line | Grid) -> float:
    if isinstance(part, Line):
        return part.first.size
    return part.lines[0].first.size if part.lines else 10.0


def _upper(page: Page, place: int) -> bool:
    return page.parts[place].foot > page.height / 2


def _from_edge(page: Page, place: int) -> float:
    return page.height - page.parts[place].foot if _upper(page, place) else page.parts[place].foot


def _in_margin(page: Page, place: int) -> bool:
    part = page.parts[place]
    return part.foot >= page.height - MARGIN if _upper(page, place) else part.top <= MARGIN


def _apart(page: Page, place: int, is_repeated: Callable[[Page, int], bool]) -> float:
    """The room between a part and the text, over other heads that stand between."""
    step = 1 if _upper(page, place) else -1
    while 0 <= place + step < len(page.parts):
        one, other = page.parts[place], page.parts[place + step]
        room = one.foot - other.top if step == 1 else other.foot - one.top
        place += step
        if room >= _ROOM * _size(one) or not (place in _edges(page) and is_repeated(page, place)):
            return room
    return page.height

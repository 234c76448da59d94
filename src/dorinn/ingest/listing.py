"""The contents list of an HTML page: a list or lines of links under «Innhold», without the page numbers of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from dorinn.ingest.contents import bare, is_called_contents
from dorinn.ingest.elements import HEADINGS, take_out, words

_PAGE = re.compile(r"[\s.…·_]*\b\d{1,3}$")


def without_listing(tree: etree._Element) -> list[str]:
    """Takes contents lists out of the tree, headings too, and gives their lines.

    A measure may have a heading «Innhold» over its points, and they must not be lost: a list counts when it has links
    within the page or nothing but links, or names a heading that comes later.
    """
    lines: list[str] = []
    order = list(tree.iter())
    # The last place of each heading's name, read once: a page may have thousands of headings.
    names = {bare(words(element)): place for place, element in enumerate(order) if element.tag in HEADINGS}
    for place, heading in enumerate(order):
        if heading.tag not in HEADINGS or not is_called_contents(words(heading)):
            continue
        found = [element for element in _entries(order, place) if _points(element, names, place)]
        if found:
            lines += [words(heading), *(line for element in found for line in _lines(element))]
        for element in (heading, *found) if found else ():
            take_out(element)
    return lines


def _entries(order: list[etree._Element], place: int) -> Iterator[etree._Element]:
    """Outermost lists and lines of links from a heading to the next one; what is neither is text and stays."""
    held: set[etree._Element] = set()
    for element in islice(order, place + 1, None):
        if element.tag in HEADINGS:
            return
        if element.getparent() in held:
            held.add(element)
        elif element.tag in ("ul", "ol") or (element.tag in ("p", "div") and _is_links(element, _links(element))):
            if any(True for _ in element.iter(*HEADINGS)):
                return
            held.add(element)
            yield element


def _points(element: etree._Element, names: Mapping[str, int], place: int) -> bool:
    if _links(element) or _is_links(element, list(element.iter("a"))):
        return True
    return any(names.get(bare(_PAGE.sub("", line)), -1) > place for line in _lines(element))


def _links(element: etree._Element) -> list[etree._Element]:
    """Links within a page; some systems write them with the page's whole address."""
    return [link for link in element.iter("a") if "#" in (link.get("href") or "")]


def _is_links(element: etree._Element, links: list[etree._Element]) -> bool:
    letters = re.sub(r"[\W\d]", "", "".join(element.itertext()))
    return bool(letters) and letters == re.sub(r"[\W\d]", "", "".join(words(link) for link in links))


def _lines(element: etree._Element) -> Iterator[str]:
    items = list(element.iter("li"))
    for item in items or _links(element):
        inner = [words(child) for child in item if child.tag not in ("ul", "ol")]
        tails = [child.tail or "" for child in item]
        if line := " ".join(" ".join([item.text or "", *inner, *tails]).split()):
            yield line

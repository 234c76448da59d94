"""Elements of an HTML page: what an element says, and how one is taken out."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from dorinn.ingest.points import written

LEFT_OUT = {"script", "style", "nav", "template", "noscript", "svg", "form", "button", "iframe", "head", "title"}
HEADINGS = {f"h{number}": number for number in range(1, 7)}
_COUNT = re.compile(r"\d{1,4}")
_APART = {"br", "p", "div", "li", "td", "th", "tr", "dt", "dd", "ul", "ol", *HEADINGS}  # what a space parts


def label(item: etree._Element, counts: dict[etree._Element, int]) -> str:
    """The number of a list item («3.»), empty where it has a bullet; `counts` holds how far each list has come."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return ""
    given, start = item.get("value") or "", above.get("start") or ""
    if _COUNT.fullmatch(given):
        counts[above] = int(given)
    else:
        counts[above] = counts.get(above, int(start) - 1 if _COUNT.fullmatch(start) else 0) + 1
    return f"{written(counts[above], above.get('type') or '1')}."


def words(element: etree._Element, without: Collection[str] = LEFT_OUT) -> str:
    """What an element says, on one line; items of a list in it are parted by semicolons."""
    parts: list[str] = []
    _gather(element, parts, {}, without)
    return " ".join("".join(parts).split()).removeprefix("; ").replace(" ;", ";").replace(":;", ":")


def _gather(
    element: etree._Element, parts: list[str], counts: dict[etree._Element, int], without: Collection[str]
) -> None:
    parts.append(element.text or "")
    for node in element:
        if node.tag not in without:
            if node.tag in _APART and parts:
                parts.append("; " if node.tag == "li" else " ")
            if node.tag == "li" and (number := label(node, counts)):
                parts.append(f"{number} ")
            _gather(node, parts, counts, without)
            if node.tag in _APART:
                parts.append(" ")
        parts.append(node.tail or "")


def heading_words(element: etree._Element) -> str:
    """What a heading says; the button that opens its panel may be all there is in it."""
    return words(element) or words(element, LEFT_OUT - {"button"})


def take_out(element: etree._Element) -> None:
    """Removes an element and keeps the text after it; no space is left before a full stop."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    parent.remove(element)
    said = (parent.text if before is None else before.tail) or ""
    said = (said.rstrip() if re.match(r"[.,:;!?)]", tail) else said) + tail
    if before is None:
        parent.text = said
    else:
        before.tail = said

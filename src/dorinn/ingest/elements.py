"""Elements of an HTML page: which are no text, what an element says, and how one is taken out."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from dorinn.ingest.points import written

LEFT_OUT = {"script", "style", "nav", "template", "noscript", "svg", "form", "button", "iframe", "head", "title"}
HEADINGS = {f"h{number}": number for number in range(1, 7)}
_COOKIES = re.compile(r"cookie|informasjonskaps|(?:^|\s)consent", re.IGNORECASE)
_ASKS = re.compile(  # what such a notice begins with, whatever its element is called
    r"(?:vi|nettsted\w*|nettsid\w*|sid[ae]n?|denne sid[ae]n?) (?:bruk\w+|nytt\w+) (?:informasjonskaps\w+|cookies)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,4}")
_JUMP = re.compile(  # a way around on the page itself
    r"(?:gå |hopp |back )?(?:til|tilbake til|to) (?:(?:hov[eu]d)?innh[oa]ld(?:et)?|top(?:pen)?(?: av sid[ae]n?)?)\W*",
    re.IGNORECASE,
)
_NOTICE = 250  # words at most
_FITTINGS = {"banner", "contentinfo", "navigation"}


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


def words(element: etree._Element) -> str:
    """What an element says, on one line; items of a list in it are parted by semicolons."""
    parts: list[str] = []
    counts: dict[etree._Element, int] = {}
    for node in element.iter():
        if node is not element and node.tag in LEFT_OUT:
            continue
        if node.tag in ("br", "p", "div", "li", "td") and parts:
            parts.append("; " if node.tag == "li" else " ")
        if node.tag == "li" and node is not element and (number := label(node, counts)):
            parts.append(f"{number} ")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return " ".join("".join(parts).split()).removeprefix("; ")


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


def is_fitting(element: etree._Element) -> bool:
    """Whether an element is the page's own header or footer, or a link to its top or its text, and not the plan's.

    A part of the plan may have both. So may its whole text, in <main>: that header stays when a heading is in it.
    """
    if element.get("role") in _FITTINGS:
        return True
    if element.tag == "a":
        return "#" in (element.get("href") or "") and _JUMP.fullmatch(words(element)) is not None
    if element.tag not in ("header", "footer"):
        return False
    above = {parent.tag for parent in element.iterancestors()}
    if above & {"article", "section"}:
        return False
    return element.tag == "footer" or "main" not in above or not any(True for _ in element.iter(*HEADINGS))


def is_cookie_notice(element: etree._Element) -> bool:
    """Whether an element is what a page says about cookies: by its name, or by its first words; never a whole page."""
    if element.tag not in ("div", "section", "aside", "dialog", "p"):
        return False
    named = any(_COOKIES.search(element.get(name) or "") for name in ("id", "class", "aria-label"))
    if not named and not _ASKS.match(" ".join(" ".join(islice(element.itertext(), 5)).split())):
        return False
    said = "".join(element.itertext()).split()
    return 0 < len(said) <= _NOTICE and element.find(".//h1") is None

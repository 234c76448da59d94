"""Parts of a page that are closed in themselves: panels that a button opens, boxes beside the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from dorinn.ingest.elements import HEADINGS

MOST_NAME = 25  # words of a panel's name
_LONG = 60  # words that are more than a line
_MORE = re.compile(
    r"\W*(?:(?:vis|les|se|sjå) (?:mer|meir|alle?|alt|fleire|flere|hele|heile)\b|men[uy]|lukk|[åo]pne\b)", re.IGNORECASE
)
_FACTS = re.compile(r"(?:^|[\s_-])(?:fact|fakta|info)-?_?(?:box|boks|ramme)|(?:^|\s)callout", re.IGNORECASE)


def is_opener(element: etree._Element) -> bool:
    """Whether an element is a button that opens something on the page."""
    button = element.tag == "button" or element.get("role") in ("button", "tab")
    return button and any(element.get(name) is not None for name in ("aria-expanded", "aria-controls"))


def opened(button: etree._Element, named: Mapping[str, etree._Element]) -> etree._Element | None:
    """The panel on the page that a button opens: the one it names (`named` holds all that have a name), or what comes
    next; None for any other button."""
    said = "".join(button.itertext())
    if len(said.split()) > MOST_NAME or _MORE.match(said) or _above(button, {"nav", "form", *HEADINGS, "summary"}):
        return None
    panel = named.get(button.get("aria-controls") or "", button.getnext())
    if panel is None or panel.tag not in ("div", "section", "article", "ul", "ol", "p"):
        return None
    links = sum(len("".join(link.itertext()).split()) for link in panel.iter("a"))
    many = len("".join(panel.itertext()).split())
    around = any(above is panel for above in button.iterancestors())
    return panel if many and 2 * links < many and not around else None


def is_aside(element: etree._Element) -> bool:
    """Whether an element stands beside the main text, with headings of its own."""
    if element.tag == "aside" or element.get("role") == "complementary":
        return True
    return element.tag in ("div", "section") and _FACTS.search(element.get("class") or "") is not None


def holds_headings(element: etree._Element) -> bool:
    """Whether an element holds headings, or what becomes one."""
    return any(node.tag in ("details", "dl", *HEADINGS) or is_opener(node) for node in element.iterdescendants())


def has_parts(element: etree._Element) -> bool:
    """Whether an element is more than a line: it has headings, tables or panels in it, or is long."""
    parts = holds_headings(element) or element.find(".//table") is not None
    return parts or len("".join(element.itertext()).split()) > _LONG


def _above(element: etree._Element, tags: set[str]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())

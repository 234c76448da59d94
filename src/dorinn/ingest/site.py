"""What a web page has around a plan: menus, its own header and footer, dialogs, what it says of cookies."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from dorinn.ingest.elements import HEADINGS, LEFT_OUT, take_out, words

_COOKIES = re.compile(r"cookie|informasjonskaps|(?:^|\s)consent", re.IGNORECASE)
_ASKS = re.compile(  # what such a notice begins with, whatever its element is called
    r"(?:vi|nettsted\w*|nettsid\w*|sid[ae]n?|denne sid[ae]n?) (?:bruk\w+|nytt\w+) (?:informasjonskaps\w+|cookies)",
    re.IGNORECASE,
)
_JUMP = re.compile(  # a way around on the page itself
    r"(?:gå |hopp |back )?(?:til|tilbake til|to) (?:(?:hov[eu]d)?innh[oa]ld(?:et)?|top(?:pen)?(?: av sid[ae]n?)?)\W*",
    re.IGNORECASE,
)
_NOTICE = 250  # words at most
_FITTINGS = {"banner", "contentinfo", "navigation"}
_DIALOGS = {"dialog", "alertdialog", "tooltip"}
_MESSAGES = {"status", "alert"}  # shown only when something happens, if they are hidden
_TRAIL = re.compile(r"bread-?_?crumb|br[øo]dsmule|smulesti", re.IGNORECASE)
_HERE = re.compile(r"du er her\b", re.IGNORECASE)
_TOOL = re.compile(
    r"(?P<sure>lesetid:? \d.*|skriv ut(?: sid[ae]n?)?|del(?: denne)? sid[ae]n?"
    r"|del:?(?: (?:på|med|via))? (?:facebook|twitter|x|linkedin|e-post|sosiale? media?(?:er)?)|kopier lenk[ae]n?"
    r"|tips en venn|lytt til (?:teksten|sid[ae]n?|artikkelen))"
    r"|(?:sist )?(?:oppdatert|endret|endra|publisert)\b.*|del|lytt|facebook|twitter|x|linkedin|e-post"
    r"|last ned(?: som)? pdf",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:fant|fann) du (?:det|dét|hva|kva|du) du (?:lette|leita|leitte|leitet|så|søkte) etter"
    r"|var denne? (?:sid[ae]n?|artikkelen|innholdet|innhaldet) (?:til hjelp|nyttig)"
    r"|takk for tilbakemelding",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:relatert|relevant|aktuel)\w* (?:innh[oa]ld|sid[ae]r|artikl[ae]r|sak[ae]r|lenk[jea]+r|tema\w*)"
    r"|les også|sjå også|se også|del (?:denne )?sid[ae]n?|(?:andre )?snarveg?[ei]+r",
    re.IGNORECASE,
)
_LITTLE = 60  # words that such a question has with what goes with it
_EDGE = "header or footer"


def left_out(element: etree._Element) -> str | None:
    """What an element is that is no part of the plan; empty where it is no text at all, None where it stays.

    What is hidden stays: a panel that was closed when the page was saved is hidden too.
    """
    tag, role = element.tag if isinstance(element.tag, str) else "", element.get("role") or ""
    if is_cookie_notice(element):
        return "cookie notice"
    if tag in ("nav", "form") or role == "navigation" or _is_hidden_menu(element) or _is_trail(element):
        return "navigation"
    if tag == "dialog" or role in _DIALOGS or (role in _MESSAGES and element.get("hidden") is not None):
        return "dialog"
    if is_fitting(element):
        return _EDGE
    return "" if tag in LEFT_OUT else None


def _is_hidden_menu(element: etree._Element) -> bool:
    """Whether an element is hidden and holds nothing but links."""
    return element.get("hidden") is not None and _is_links(element)


def _is_links(element: etree._Element) -> bool:
    letters, links = (
        re.sub(r"\W", "", "".join(texts))
        for texts in (element.itertext(), (text for link in element.iter("a") for text in link.itertext()))
    )
    return bool(letters) and letters == links


def _is_trail(element: etree._Element) -> bool:
    """Whether an element is the way from the front page to this one."""
    if element.tag not in ("div", "ol", "ul", "p", "section"):
        return False
    named = any(_TRAIL.search(element.get(name) or "") for name in ("id", "class", "aria-label"))
    if not named and not (_HERE.match(_start(element)) and element.find(".//a") is not None):
        return False
    return len("".join(element.itertext()).split()) <= _LITTLE and element.find(".//h1") is None


def _start(element: etree._Element) -> str:
    """The first words of an element."""
    return " ".join(" ".join(islice(element.itertext(), 5)).split())


def without_tools(tree: etree._Element) -> list[str]:
    """Takes out what a page offers its readers beside the text, and gives its words: to print it, to share it, to say
    whether it helped, to go on to other pages."""
    found: list[str] = []
    root = tree.getroottree().getroot()

    def drop(element: etree._Element) -> None:
        if said := words(element):
            found.append(said)
        take_out(element)

    for element in list(tree.iter("p", "div", "ul", "span")):
        if element.getroottree().getroot() is root:  # not taken out with what it stood in
            said = _short(element)
            if said and (_ASKED.match(said) or _are_tools(said)):
                drop(element)
    for heading in list(tree.iter(*HEADINGS)):
        name = words(heading)
        asked, related = _ASKED.match(name), _RELATED.fullmatch(name.rstrip(" :"))
        if not asked and not related:
            continue
        below = _below(heading)
        little = sum(len("".join(node.itertext()).split()) for node in below) <= _LITTLE
        if (asked and little) or (related and below and all(_is_links(node) for node in below)):
            for element in (heading, *below):
                drop(element)
    return found


def _below(heading: etree._Element) -> list[etree._Element]:
    """What stands beside a heading up to the next one."""
    found: list[etree._Element] = []
    for node in heading.itersiblings():
        if node.tag in HEADINGS or any(True for _ in node.iter(*HEADINGS)):
            break
        if node.tag not in LEFT_OUT and "".join(node.itertext()).strip():
            found.append(node)
    return found


def _short(element: etree._Element) -> str:
    """The words of an element that has only a line; empty for one with parts of its own."""
    if sum(1 for _ in islice(element.iter(), _LITTLE)) == _LITTLE:
        return ""
    said = words(element)
    inner = any(True for _ in element.iter("table", "p", "details", *HEADINGS)) and element.tag != "p"
    return "" if inner or len(said.split()) > _LITTLE // 2 else said


def _are_tools(said: str) -> bool:
    parts = [part.strip() for part in re.split(r"[·•|;]", said) if part.strip()]
    found = [_TOOL.fullmatch(part) for part in parts]
    return bool(found) and all(found) and any(match["sure"] for match in found if match)


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
    if not named and not _ASKS.match(_start(element)):
        return False
    said = "".join(element.itertext()).split()
    return 0 < len(said) <= _NOTICE and element.find(".//h1") is None

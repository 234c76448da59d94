"""Footnotes of HTML and Markdown: the mark leaves the sentence, and the note follows what it belongs to, as in Word."""

from __future__ import annotations

import re

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from dorinn.ingest.elements import HEADINGS, take_out, words

NOTES = ("doc-footnote", "doc-endnote")
_LABEL = r"\[\^([\w.-]{1,60})\]"
_MARK = re.compile(_LABEL)
# A note goes on over lines that begin nothing else, and over blank ones when what follows is indented.
_NOTE = re.compile(
    rf"^ {{0,3}}{_LABEL}:(.*(?:\n(?! {{0,3}}(?:{_LABEL}:|#{{1,6}}\s|[-*+>|]|```))[^\S\n]*\S.*"
    r"|\n\s*?\n(?: {4}|\t).*)*)",
    re.MULTILINE,
)
_SIGN = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivx]{1,5})?\W*", re.IGNORECASE)
_MARKED = re.compile(r"(?:[^\W\d_]{4,}|[.»”])[.,;:!?)»”\"]*$")  # «20 m²» has no mark
_WORDS_OWN = re.compile(r"#_(?:ftn|edn)\d")  # Word raises its marks by a style, not by an element
_ARROW = re.compile(r"[\s\[\]^↩↑⏎⤴⬆\ufe0e\ufe0f]+")


def written_out(text: str) -> str:
    """A Markdown text whose notes are elements that marks can point to; CommonMark would read them as links."""

    def note(match: re.Match[str]) -> str:
        said = re.sub(r"\n(?: {4}|\t)", "\n", match[2]).strip()
        return f'\n<aside id="note-{match[1].lower()}" role="{NOTES[0]}">\n\n{said}\n\n</aside>\n'

    return _NOTE.sub(note, text)


def with_marks(markdown: MarkdownIt) -> MarkdownIt:
    """The reader of Markdown, taught that `[^1]` is the mark of a note; in code it stays what it is."""

    def mark(state: StateInline, silent: bool) -> bool:
        found = _MARK.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            written = f'<sup><a href="#note-{found[1].lower()}">1</a></sup>'
            state.push("html_inline", "", 0).content = written
        state.pos = found.end()
        return True

    markdown.inline.ruler.before("link", "note_mark", mark)
    return markdown


def put_in_place(tree: etree._Element) -> None:
    """Takes marks and arrows out of the tree, and puts each note after the paragraph, list or table that marks it."""
    targets = {name: node for node in tree.iter() for name in (node.get("id"), node.get("name")) if name}
    last: dict[etree._Element, etree._Element] = {}
    notes: set[etree._Element] = set()
    for link in list(tree.iter("a")):
        mark = _mark(link)
        if mark is None or any(parent in notes for parent in mark.iterancestors()):
            continue
        sign, place = words(mark), _place(mark)
        note = _note(targets.get((link.get("href") or "").partition("#")[2]), mark)
        take_out(mark)
        if note is None or note in notes:
            continue
        notes.add(note)
        _move(note, note if place is None else place, sign, last)  # a mark in loose text: the note stays
    _without_links(tree, last)
    for link in list(tree.iter("a")):
        if "#" in (link.get("href") or "") and _ARROW.fullmatch(words(link)):
            take_out(link)


def _move(note: etree._Element, place: etree._Element, sign: str, last: dict[etree._Element, etree._Element]) -> None:
    """Puts a note after a place, and after the notes that stand there already (`last`)."""
    said = _said(note, sign)
    written = etree.Element("aside", role=NOTES[0])
    written.text = said
    # The text after the place stays after the note.
    before = last.get(place, place)
    written.tail, before.tail = before.tail, None
    before.addnext(written)
    last[place] = written
    take_out(note)


def _without_links(tree: etree._Element, last: dict[etree._Element, etree._Element]) -> None:
    """Marks that are only raised figures after a word, and the notes that begin with the same figure."""
    marks: dict[str, list[etree._Element]] = {}
    for raised in list(tree.iter("sup")):
        parent, before, sign = raised.getparent(), _before(raised), words(raised)
        if parent is None or not re.fullmatch(r"\d{1,2}", sign):
            continue
        if _MARKED.search(before):
            marks.setdefault(sign, []).append(raised)
        elif not before and parent.tag in ("p", "li", "div", "dd") and len(words(parent)) > len(sign) and sign in marks:
            place = _place(marks[sign][0])
            if place is not None and parent is not place and parent not in place.iterancestors():
                _move(parent, place, sign, last)
    for raised in (mark for found in marks.values() for mark in found):
        take_out(raised)


def _before(raised: etree._Element) -> str:
    """What stands right before an element in its parent."""
    before, parent = raised.getprevious(), raised.getparent()
    if before is not None:
        return (before.tail or words(before)).rstrip()
    return (parent.text or "").rstrip() if parent is not None else ""


def is_called_note(element: etree._Element) -> bool:
    """Whether an element is a note by its name, though no mark points to it."""
    name = element.get("id") or ""
    return "fn" in name or "footnote" in name + (element.get("class") or "")


def _mark(link: etree._Element) -> etree._Element | None:
    """The raised element that a link to a note is or stands in."""
    if "#" not in (link.get("href") or "") or not re.search(r"\w|\*", words(link)) or not _SIGN.fullmatch(words(link)):
        return None
    above = link.getparent()
    if above is not None and above.tag == "sup":
        return above if words(above) == words(link) else link
    raised = link.get("role") == "doc-noteref" or link.find(".//sup") is not None
    return link if raised or _WORDS_OWN.search(link.get("href") or "") else None


def _place(mark: etree._Element) -> etree._Element | None:
    """What a note is put after: the outermost list or table around its mark, else the paragraph or heading."""
    above = list(mark.iterancestors())
    outer = [parent for parent in above if parent.tag in ("ul", "ol", "dl", "table")]
    return outer[-1] if outer else next((parent for parent in above if parent.tag in ("p", *HEADINGS)), None)


def _note(target: etree._Element | None, mark: etree._Element) -> etree._Element | None:
    """The paragraph or item that a mark points to; what has headings or holds the mark is a part of the plan."""
    while target is not None and target.tag in ("a", "sup", "span", "b", "strong", "em", "i"):
        target = target.getparent()
    if target is None or target.tag not in ("li", "p", "div", "dd", "aside"):
        return None
    return None if any(True for _ in target.iter(*HEADINGS)) or mark in target.iter() else target


def _said(note: etree._Element, sign: str) -> str:
    """A note's words without its own number and the ways back."""
    for node in list(note.iter("a", "sup")):
        back = node.tag == "a" and "#" in (node.get("href") or "") and _SIGN.fullmatch(words(node))
        if back or (node.tag == "sup" and words(node) in ("", sign)):
            take_out(node)
    return words(note)

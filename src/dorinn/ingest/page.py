"""A web page's body as blocks: paragraphs, lists, tables, panels that open and shut."""

from __future__ import annotations

from lxml import etree

from dorinn.errors import IngestError
from dorinn.ingest import footnotes, furniture, spans, tabled
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.elements import HEADINGS, heading_words, label, take_out, words
from dorinn.ingest.labels import are_labels, line
from dorinn.ingest.outline import CAPTION
from dorinn.ingest.panels import MOST_NAME, has_parts, holds_headings, is_aside, is_opener, opened
from dorinn.ingest.site import left_out

_PARAGRAPHS = {"p", "div", "blockquote", "pre", "dd", "dt", "figcaption", "caption", "address", "summary"}
_PARTS = "ul ol li table section article main header footer aside details dl tr td th"
_BLOCKS = {*_PARAGRAPHS, *_PARTS.split()}
_DEEPEST = 100


class Page:
    """Walks a tree; loose text gathers until a block begins or ends. Markdown has no joined cells (`joins`)."""

    def __init__(self, joins: bool = True) -> None:
        self.reading = Reading()
        self._joins = joins
        self._loose: list[str] = []
        self._counts: dict[etree._Element, int] = {}
        self._boxes = 0
        self._box: tuple[int, ...] = ()
        self._named: dict[str, etree._Element] = {}
        self._panels: dict[etree._Element, str] = {}  # what a button opens, and the button's words

    def read(self, body: etree._Element) -> Reading:
        """All that a body holds."""
        self._named = {name: node for node in body.iter() if (name := node.get("id"))}
        self.walk(body, 0)
        self.close()
        return self.reading

    def walk(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise IngestError("the page's elements stand more than 100 deep")
        tag = element.tag if isinstance(element.tag, str) else ""
        if is_opener(element) and self._opens(element):
            return
        if (what := left_out(element)) is not None:
            said = " ".join(" ".join(element.itertext()).split())
            if what and said:
                self.reading.dropped.append((what, said))
        elif element.get("role") in footnotes.NOTES:
            self.close()
            self._add(Block("note", words(element)))
        elif tag in HEADINGS:
            self.close()
            self._add(Block("heading", heading_words(element), HEADINGS[tag]))
        elif tag == "li":
            self._item(element, depth)
        elif tag == "table" and not tabled.is_layout(element):
            self.close()
            self._table(element)
        elif tag == "details":
            self._details(element, depth)
        elif tag == "dl":
            self.close()
            self._pairs(element, depth)
        elif element in self._panels:
            self._boxed(element, depth, tag, self._panel(self._panels.pop(element)))
        elif is_aside(element):
            self._boxed(element, depth, tag, self._box)
        else:
            self._inside(element, depth, tag)

    def _inside(self, element: etree._Element, depth: int, tag: str) -> None:
        if tag in _BLOCKS:
            self.close()
        self._loose.append(" " if tag == "br" else (element.text or ""))
        for child in element:
            self.walk(child, depth + 1)
            self._loose.append(child.tail or "")
        if tag in _BLOCKS:
            self.close()

    def _new(self, outer: tuple[int, ...]) -> tuple[int, ...]:
        self._boxes += 1
        return (*outer, self._boxes)

    def _boxed(self, element: etree._Element, depth: int, tag: str, outer: tuple[int, ...]) -> None:
        """A part whose headings are over nothing that comes after it."""
        self.close()
        before, self._box = self._box, self._new(outer)
        self._inside(element, depth, tag)
        self.close()
        self._box = before

    def _panel(self, name: str) -> tuple[int, ...]:
        """The heading of a panel, and the box that it stands in."""
        self.close()
        box = self._new(self._box)
        self._add(Block("heading", name, CAPTION, box=box))
        return box

    def _opens(self, button: etree._Element) -> bool:
        """Whether a button opens a panel on the page; then it is the panel's heading."""
        name, panel = words(button), opened(button, self._named)
        if panel is None or not name or panel in self._panels:
            return False
        self.close()
        self._panels[panel] = name
        return True

    def _details(self, element: etree._Element, depth: int) -> None:
        summary = element.find("summary")
        name = heading_words(summary) if summary is not None else ""
        if summary is not None and 0 < len(name.split()) <= MOST_NAME:
            box = self._panel(name)
            take_out(summary)
        else:
            box = self._box
        self._boxed(element, depth, "details", box)

    def _pairs(self, element: etree._Element, depth: int) -> None:
        """A list of terms with what is said of each: a line a pair, or a panel where that has parts of its own."""
        terms: list[str] = []
        said: list[str] = []

        def end() -> None:
            self._add(Block("row", line(", ".join(terms), "; ".join(said))))
            terms.clear()
            said.clear()

        for node in (inner for child in element for inner in (child if child.tag == "div" else (child,))):
            if node.tag == "dt":
                if said:
                    end()
                terms += filter(None, [heading_words(node)])
            elif node.tag == "dd":
                if terms and not said and has_parts(node):
                    self._boxed(node, depth + 1, "dd", self._panel(", ".join(terms)))
                    terms.clear()
                else:
                    said += filter(None, [words(node)])
            else:
                end()
                self.walk(node, depth + 1)
                self.close()
        end()

    def close(self) -> None:
        """Ends the paragraph that has gathered."""
        text = " ".join("".join(self._loose).split())
        self._loose = []
        self._add(Block("note" if text[:1] in "¹²³⁴" and len(text) > 2 else "text", text))

    def _item(self, element: etree._Element, depth: int) -> None:
        if holds_headings(element):
            self._inside(element, depth, "li")
            return
        self.close()
        own = [element.text or ""]
        inner = [child for child in element if child.tag in ("ul", "ol", "table")]
        for child in element:
            if child not in inner:
                own.append(words(child))
            own.append(child.tail or "")
        called = footnotes.is_called_note(element)
        said = " ".join(" ".join(own).split())
        number = label(element, self._counts)
        self._add(Block("note", said) if called else Block("item", said, label=number))
        for child in inner:
            self.walk(child, depth + 1)
        self.close()

    def _table(self, element: etree._Element) -> None:
        box = self._new(self._box)
        caption = element.find("caption")
        if caption is not None:
            self._add(Block("heading", words(caption), CAPTION, caption=True, box=box))
        cells, heads = tabled.grid(element)
        if self._joins or any(spot.across > 1 or not spot.top for row in cells for spot in row):
            self.reading.blocks += spans.blocks(cells, heads, box=box)
            return
        texts = [[spot.text for spot in row] for row in cells]
        head = any(spot.head and spot.text for row in cells[:1] for spot in row) and not are_labels(texts)
        for block in rows(texts, header=True if head else None):
            block.box = box
            self.reading.blocks.append(block)

    def _add(self, block: Block) -> None:
        if not block.text:
            return
        block.box = block.box or self._box
        if furniture.is_page_number(block.text):
            self.reading.dropped.append(("page number", block.text))
        else:
            self.reading.blocks.append(block)

"""HTML and Markdown. Markdown is turned into HTML first, so that both are read by the same rules."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from dorinn.errors import IngestError
from dorinn.ingest import contents, furniture
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.outline import level

_LEFT_OUT = {"script", "style", "nav", "template", "noscript", "svg", "form", "button", "iframe", "head", "title"}
_PARAGRAPHS = {"p", "div", "blockquote", "pre", "dd", "dt", "figcaption", "caption", "address", "summary"}
_BLOCKS = _PARAGRAPHS | {
    "ul",
    "ol",
    "li",
    "table",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "details",
}
_HEADINGS = {f"h{number}": number for number in range(1, 7)}
_DEEPEST = 100


def read_markdown(text: str) -> Reading:
    """Blocks of a Markdown text (CommonMark with tables and footnotes as they stand)."""
    return read_html(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def read_html(text: str) -> Reading:
    """Blocks of a page: navigation, forms and scripts are left out, and nothing is fetched."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text, debris = furniture.without_debris(text)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IngestError(f"this is not HTML that can be read ({error})") from error
    page = _Page()
    page.reading.title = " ".join((tree.findtext(".//title") or "").split())
    page.reading.dropped += [("bookmark", mark) for mark in debris]
    body = tree.find("body")
    page.walk(tree if body is None else body, 0)
    page.close()
    reading = page.reading
    titles = _without_contents(reading)
    level(reading.blocks, titles)
    return reading


class _Page:
    """Walks a tree; loose text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.reading = Reading()
        self._loose: list[str] = []

    def walk(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise IngestError("the page's elements stand more than 100 deep")
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _LEFT_OUT or element.get("role") == "navigation" or element.get("hidden") is not None:
            words = " ".join(" ".join(element.itertext()).split())
            if words and tag in ("nav", "form"):
                self.reading.dropped.append(("navigation", words))
        elif tag in _HEADINGS:
            self.close()
            self._add(Block("heading", _words(element), _HEADINGS[tag]))
        elif tag == "li":
            self._item(element, depth)
        elif tag == "table":
            self.close()
            self._table(element)
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

    def close(self) -> None:
        """Ends the paragraph that has gathered."""
        text = " ".join("".join(self._loose).split())
        self._loose = []
        note = text.startswith("[^") or (text[:1] in "¹²³⁴" and len(text) > 2)
        self._add(Block("note" if note else "text", text))

    def _item(self, element: etree._Element, depth: int) -> None:
        self.close()
        own = [element.text or ""]
        inner = [child for child in element if child.tag in ("ul", "ol", "table")]
        for child in element:
            if child not in inner:
                own.append(_words(child))
            own.append(child.tail or "")
        note = "footnote" in (element.get("id") or "") + (element.get("class") or "") or "fn" in (
            element.get("id") or ""
        )
        self._add(Block("note" if note else "item", " ".join(" ".join(own).split())))
        for child in inner:
            self.walk(child, depth + 1)
        self.close()

    def _table(self, element: etree._Element) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._add(Block("heading", _words(caption), 9))
        cells: list[list[str]] = []
        held: dict[int, tuple[int, str]] = {}
        for row in element.iter("tr"):
            line: list[str] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                self._held(line, held)
                text = _words(cell)
                down, across = (min(int(cell.get(name) or 1), 50) if (cell.get(name) or "1").isdigit() else 1
                                for name in ("rowspan", "colspan"))  # fmt: skip
                for _ in range(across):
                    if down > 1:
                        held[len(line)] = (down - 1, text)
                    line.append(text)
                    text = ""
            self._held(line, held)
            cells.append(line)
        head = element.find(".//th") is not None
        self.reading.blocks += rows(cells, header=True if head else None)

    @staticmethod
    def _held(line: list[str], held: dict[int, tuple[int, str]]) -> None:
        while len(line) in held:
            left, text = held.pop(len(line))
            if left > 1:
                held[len(line)] = (left - 1, text)
            line.append(text)

    def _add(self, block: Block) -> None:
        if not block.text:
            return
        if furniture.is_page_number(block.text):
            self.reading.dropped.append(("page number", block.text))
        else:
            self.reading.blocks.append(block)


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    for node in element.iter():
        if node is not element and node.tag in _LEFT_OUT:
            continue
        if node.tag in ("br", "p", "div", "li", "td") and parts:
            parts.append("; " if node.tag == "li" else " ")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return " ".join("".join(parts).split())


def _without_contents(reading: Reading) -> dict[str, int]:
    """Drops contents lists, in place, and gives their titles."""
    taken, titles = contents.find([block.text for block in reading.blocks])
    reading.dropped += [("contents", reading.blocks[place].text) for place in sorted(taken)]
    reading.blocks = [block for place, block in enumerate(reading.blocks) if place not in taken]
    return titles

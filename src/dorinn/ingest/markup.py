"""HTML and Markdown. Markdown is turned into HTML first, so that both are read by the same rules."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from dorinn.errors import IngestError
from dorinn.ingest import contents, dated, dialect, footnotes, furniture
from dorinn.ingest.blocks import Block, Reading, rows
from dorinn.ingest.elements import HEADINGS, LEFT_OUT, is_cookie_notice, is_fitting, label, take_out, words
from dorinn.ingest.listing import without_listing
from dorinn.ingest.outline import level

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
_DEEPEST = 100
_EDGE = "header or footer"


def read_markdown(text: str) -> Reading:
    """Blocks of a Markdown text (CommonMark with tables and footnotes, and what `dialect` knows beyond)."""
    text, fields = dialect.without_front_matter(text.replace("\r\n", "\n"))
    lines = dialect.plainer(text).split("\n")
    listed = contents.at_top(lines)
    dropped = [("contents", lines[place].strip("#* ")) for place in listed]
    for place in listed:
        lines[place] = ""
    reader = footnotes.with_marks(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]))
    reading = read_html(reader.render(footnotes.written_out("\n".join(lines))))
    reading.dropped += dropped
    reading.dropped += [("front matter", f"{name}: {value}") for name, value in fields.items()]
    reading.title = fields.get("title") or fields.get("tittel") or reading.title
    reading.date = dated.iso(fields.get("date") or fields.get("dato") or "")
    return reading


def read_html(text: str) -> Reading:
    """Blocks of a page: navigation, forms and scripts are left out, and nothing is fetched."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text, debris = furniture.without_debris(text)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IngestError("this is not HTML that can be read; it may be damaged") from error
    page = _Page()
    page.reading.title = " ".join((tree.findtext(".//title") or "").split())
    page.reading.dropped += [("bookmark", mark) for mark in debris]
    body = tree.find("body")
    body = tree if body is None else body
    for struck in list(body.iter("s", "del", "strike")):
        page.reading.dropped.append(("struck out", words(struck)))
        take_out(struck)
    # Notes first: they often stand in a footer, which is left out.
    footnotes.put_in_place(body)
    page.reading.dropped += [("contents", line) for line in without_listing(body)]
    page.walk(body, 0)
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
        self._counts: dict[etree._Element, int] = {}

    def walk(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise IngestError("the page's elements stand more than 100 deep")
        tag = element.tag if isinstance(element.tag, str) else ""
        if is_cookie_notice(element):
            self.reading.dropped.append(("cookie notice", " ".join(" ".join(element.itertext()).split())))
            return
        fitting = is_fitting(element)
        if fitting or tag in LEFT_OUT or element.get("hidden") is not None:
            said = " ".join(" ".join(element.itertext()).split())
            if said and (fitting or tag in ("nav", "form")):
                what = "navigation" if tag in ("nav", "form") or element.get("role") == "navigation" else _EDGE
                self.reading.dropped.append((what, said))
        elif element.get("role") in footnotes.NOTES:
            self.close()
            self._add(Block("note", words(element)))
        elif tag in HEADINGS:
            self.close()
            self._add(Block("heading", words(element), HEADINGS[tag]))
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
        self._add(Block("note" if text[:1] in "¹²³⁴" and len(text) > 2 else "text", text))

    def _item(self, element: etree._Element, depth: int) -> None:
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
        caption = element.find("caption")
        if caption is not None:
            self._add(Block("heading", words(caption), 9, caption=True))
        cells: list[list[str]] = []
        held: dict[int, tuple[int, str]] = {}
        for row in element.iter("tr"):
            line: list[str] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                self._held(line, held)
                text = words(cell).replace("|", "/")  # a bar parts cells
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


def _without_contents(reading: Reading) -> dict[str, int]:
    """Drops contents lists, in place, and gives their titles."""
    taken, titles = contents.find([block.text for block in reading.blocks])
    reading.dropped += [("contents", reading.blocks[place].text) for place in sorted(taken)]
    reading.blocks = [block for place, block in enumerate(reading.blocks) if place not in taken]
    return titles

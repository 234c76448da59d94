"""HTML and Markdown. Markdown is turned into HTML first, so that both are read by the same rules."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from dorinn.errors import IngestError
from dorinn.ingest import contents, dated, dialect, footnotes, furniture, site
from dorinn.ingest.blocks import Reading
from dorinn.ingest.elements import take_out, words
from dorinn.ingest.listing import without_listing
from dorinn.ingest.outline import level
from dorinn.ingest.page import Page

_SOFT = re.compile("\u00ad|&shy;|&#173;|&#xad;", re.IGNORECASE)  # hyphens that only show where a line breaks


def read_markdown(text: str) -> Reading:
    """Blocks of a Markdown text (CommonMark with tables and footnotes, and what `dialect` knows beyond)."""
    text, fields = dialect.without_front_matter(text.replace("\r\n", "\n"))
    lines = dialect.plainer(text).split("\n")
    listed = contents.at_top(lines)
    dropped = [("contents", lines[place].strip("#* ")) for place in listed]
    for place in listed:
        lines[place] = ""
    reader = footnotes.with_marks(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]))
    reading = read_html(reader.render(footnotes.written_out("\n".join(lines))), joins=False)
    reading.dropped += dropped
    reading.dropped += [("front matter", f"{name}: {value}") for name, value in fields.items()]
    reading.title = fields.get("title") or fields.get("tittel") or reading.title
    reading.date = dated.iso(fields.get("date") or fields.get("dato") or "")
    return reading


def read_html(text: str, joins: bool = True) -> Reading:
    """Blocks of a page: navigation, forms and scripts are left out, and nothing is fetched. `joins` tells whether its
    tables would join cells that belong together; an empty cell may then be nothing but empty."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text, debris = furniture.without_debris(_SOFT.sub("", text))
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IngestError("this is not HTML that can be read; it may be damaged") from error
    page = Page(joins)
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
    page.reading.dropped += [("page tools", said) for said in site.without_tools(body)]
    reading = page.read(body)
    titles = _without_contents(reading)
    level(reading.blocks, titles)
    return reading


def _without_contents(reading: Reading) -> dict[str, int]:
    """Drops contents lists, in place, and gives their titles."""
    taken, titles = contents.find([block.text for block in reading.blocks])
    reading.dropped += [("contents", reading.blocks[place].text) for place in sorted(taken)]
    reading.blocks = [block for place, block in enumerate(reading.blocks) if place not in taken]
    return titles

"""Blocks become sections with heading paths, and sections become passages of a size that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from dorinn.domain.edition import Quote
from dorinn.ingest.blocks import Block
from dorinn.ingest.contents import bare

TARGET = 420  # characters a passage is filled to; fitted on recall of the questions in evals/plans/
MOST = 700  # a longer paragraph is cut between sentences
# What `blocks.rows` puts in front of a row whose number stands in the row above: «3 (Opprette et team som …) | ».
_CARD = re.compile(r"\d{1,3}[.)]? \([^|]* …\) \| ")
_ADDRESS = re.compile(r"https?:\S+|www\.\S+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«“\"(]?[A-ZÆØÅ])")


@dataclass(slots=True)
class Section:
    """The blocks under one heading; `path` holds the headings from the outermost to its own."""

    path: tuple[str, ...]
    page: int | None = None
    blocks: list[Block] = field(default_factory=list)


_Over = tuple[int, str, tuple[int, ...]]  # a heading's level, its words, and the box that it stands in


def sections(blocks: Sequence[Block], told: Collection[str] = ()) -> list[Section]:
    """Sections in reading order; what stands before the first heading has an empty path.

    What comes after a table with a caption belongs to the section that the table stands in, which goes on; and so does
    what comes after any other box with headings of its own. A heading with nothing under it is the text of its own
    section, unless readers are `told` it with every quotation, as they are the title.
    """
    found = [Section(())]
    above: list[_Over] = []
    around: list[_Over] | None = None  # the headings over a table with a caption, once it has rows
    boxes: list[tuple[tuple[int, ...], list[_Over]]] = []  # those that are open, and the headings over each
    for block in blocks:
        while boxes and block.box[: len(boxes[-1][0])] != boxes[-1][0]:
            above, around = boxes.pop()[1], None
        if block.box and (not boxes or boxes[-1][0] != block.box):
            boxes.append((block.box, list(above)))
        if block.kind != "heading":
            if around is not None and block.kind in ("text", "item") and found[-1].blocks:
                above, around = around, None
            if (path := tuple(text for _, text, _ in above)) != found[-1].path:
                found.append(Section(path, block.page))
            found[-1].page = found[-1].page or block.page
            found[-1].blocks.append(block)
            continue
        around = (list(above) if around is None else around) if block.caption else None
        # In a panel the heading of the panel stays over all others, whatever their levels are.
        while above and above[-1][0] >= block.level and above[-1][2] in ((), block.box):
            above.pop()
        above.append((block.level, f"{block.label} {block.text}".strip().rstrip(" :"), block.box))
        found.append(Section(tuple(text for _, text, _ in above), block.page))
    found = [section for section in found if section.path or section.blocks]
    left_out = {bare(words) for words in told}
    for section, after in zip(found, [*found[1:], Section(())], strict=True):
        leads = after.path[: len(section.path)] == section.path and len(after.path) > len(section.path)
        if not section.blocks and not leads and bare(section.path[-1]) not in left_out:
            section.blocks.append(Block("text", section.path[-1], page=section.page))
    return found


def quotes(parts: Sequence[Section]) -> list[Quote]:
    """The passages of all sections, with ids made of heading path and words."""
    found: list[Quote] = []
    seen: dict[str, int] = {}
    for section in parts:
        for text, page in _passages(_cards(section.blocks)):
            name = sha256("\0".join((*section.path, text)).encode()).hexdigest()[:10]
            seen[name] = seen.get(name, 0) + 1
            name = name if seen[name] == 1 else f"{name}-{seen[name]}"
            found.append(Quote(name, section.path, text, page))
    return found


def _cards(blocks: Sequence[Block]) -> Iterator[Block]:
    """Rows that go on with the numbered one above, as one row as long as they fit: who, when and by whom together."""
    held: Block | None = None
    for block in blocks:
        card = _CARD.match(block.text) if block.kind == "row" else None
        if card and held and held.text.startswith(card[0]) and len(held.text) + len(block.text) - card.end() <= MOST:
            held = replace(held, text=f"{held.text} | {block.text[card.end() :]}")
            continue
        if held:
            yield held
        held = block if card else None
        if not card:
            yield block
    if held:
        yield held


def _passages(blocks: Iterable[Block]) -> Iterator[tuple[str, int | None]]:
    """Rows alone; a line that leads in to a list with its list; short paragraphs together up to the target."""
    held: list[str] = []
    page: int | None = None
    in_list = False
    for block in blocks:
        if block.kind == "note" and _bare_link(block.text):
            continue
        # Nothing would part an item without a full stop from the paragraph after the list.
        ended = in_list and block.kind == "text" and held and held[-1][-1:] not in ".!?:;"
        in_list = block.kind == "item"
        alone = block.kind in ("row", "note")
        text = f"{block.label or '•'} {block.text}" if block.kind == "item" else block.text
        size = sum(map(len, held))
        led_in = held and block.kind == "item" and (held[-1].endswith(":") or size + len(text) <= MOST)
        if held and not led_in and (alone or ended or size + len(text) > TARGET):
            yield " ".join(held), page
            held = []
        if not held:
            page = block.page
        for part in _cut(text):
            if held and sum(map(len, held)) + len(part) > MOST:
                yield " ".join(held), page
                held, page = [], block.page
            held.append(part)
        if alone:
            yield " ".join(held), page
            held = []
    if held:
        yield " ".join(held), page


def _bare_link(note: str) -> bool:
    """Whether a note holds an address and hardly a word: «[2] Se opplæringslova § 12-4.» is no such note."""
    words = _ADDRESS.sub("", note)
    return words != note and len(re.findall(r"[^\W\d_]{3,}", words)) < 3


def _cut(text: str) -> list[str]:
    """A text in pieces of whole sentences, about the target each, when it is longer than the most."""
    if len(text) <= MOST:
        return [text]
    pieces: list[str] = []
    for sentence in _SENTENCE.split(text):
        if pieces and len(pieces[-1]) + len(sentence) <= TARGET:
            pieces[-1] += f" {sentence}"
        else:
            pieces.append(sentence)
    return pieces

"""Levels of headings that the file itself gives none for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dorinn.ingest.blocks import Block
from dorinn.ingest.contents import bare, follows, listed, number_of

_FEW = 3  # words
CAPTION = 9  # the level of a table's caption and of a bold line: below whatever stands over it
_TABLE = re.compile(r"(?:tabell|skjema|oversikt|figur) ?\d", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Whether a line is called as the caption of a table is («Tabell 2: Faste møter»)."""
    return _TABLE.match(line) is not None


def unlist(blocks: list[Block], contents: dict[str, int]) -> None:
    """Lines that stand four or more in a row like headings, with nothing under them, are a list: in place.

    The last is a heading when text follows. Where all are a few words long and so is what follows, three make a list.
    """
    run: list[Block] = []
    for block in [*blocks, Block("text", "")]:
        loose = block.kind == "heading" and block.level == 0 and not number_of(block.text)
        loose = loose and not bare(block.text).startswith("vedlegg")
        if loose and not listed(block.text, contents):
            run.append(block)
            continue
        few = block.kind == "text" and all(len(line.text.split()) <= _FEW for line in [*run, block])
        if len(run) >= (3 if few else 4) and block.kind != "heading":
            last = run[-1:] if block.kind in ("text", "item", "row") and block.text and not few else []
            for line in run[: len(run) - len(last)]:
                line.kind = "item"
        run = []


def level(blocks: list[Block], contents: dict[str, int] | None = None) -> None:
    """Sets the level of every heading, in place.

    A number tells it («4.1» is 2). Without one, the contents list tells. What comes several times («Her er vi») belongs
    under whatever stands over it, and so does an unnumbered heading in a plan whose others are numbered or listed, and
    one right under another of which nothing is told either. A bold line is taken for a heading with a number only where
    nothing else tells them.
    """
    contents = contents or {}
    for block, after in pairwise(blocks):
        over = after.kind == "row" or (after.caption and after.level > CAPTION)
        if block.kind == "heading" and block.level in (0, CAPTION) and over and is_caption(block.text):
            block.level, block.caption, block.box = CAPTION, True, after.box
    headings = [block for block in blocks if block.kind == "heading"]
    times = Counter(bare(block.text) for block in headings)
    firmly = sum(bool(number_of(block.text)) or listed(block.text, contents) > 0 for block in headings)
    ordered = firmly * 4 >= len(headings)
    told = bool(contents) or any(number_of(block.text) and block.level != CAPTION for block in headings)
    firms: dict[tuple[int, ...], int] = {(): 0}  # the last firm level in each box
    last: tuple[int, ...] = ()
    guessed: Block | None = None  # the last heading whose level was guessed
    above = {id(block): before for before, block in pairwise(blocks)}
    for block in headings:
        name, number = bare(block.text), number_of(block.text)
        box = block.box
        while box not in firms:
            box = box[:-1]
        firm = firms[box]
        if block.level >= CAPTION:
            named = listed(block.text, contents) or (not told and number and follows(last, number))
            if block.caption or not named:
                block.level += firm + 2 - CAPTION
                continue
            block.level = 0
        last = number or last
        if number:
            block.level = firm = len(number)
        elif block.level:
            firm = block.level
        elif listed(block.text, contents):
            block.level = firm = listed(block.text, contents)
        elif name.startswith("vedlegg"):
            block.level = firm = 1
        else:
            hangs = times[name] > 1 or block.text.endswith(":") or bool(ordered and firm)
            block.level = firm + 1 if hangs else 1
            if guessed is not None and above.get(id(block)) is guessed:
                block.level = max(block.level, guessed.level + 1)
            firm, guessed = firm if hangs else block.level, block
        firms[block.box] = firm


def even_out(blocks: Sequence[Block]) -> None:
    """Headings that turn out to be the same once they are repaired get the deepest of their levels, in place; those in
    panels and tables have theirs from where they stand."""
    same: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind == "heading" and not block.box:
            same[bare(block.text)].append(block)
    for headings in same.values():
        deepest = max(block.level for block in headings)
        for block in headings:
            block.level = deepest

"""Tables of files that tell which cells are joined and which are heads: HTML and Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.ingest.blocks import Block, are_headings, sentence
from dorinn.ingest.labels import are_labels, is_label, line
from dorinn.ingest.outline import CAPTION

GROUP = CAPTION + 1  # the level of a row over the rows after it, below the table's caption
_WORDS = 12  # of such a row at most
_YEAR = re.compile(r"(?:19|20)\d\d(?:[–/-]\d{2,4})?")


@dataclass(slots=True)
class Spot:
    """A place in the grid. A joined cell takes several, each with its text: `left` and `top` tell whether it begins
    here, and `across` over how many columns it goes. `head` where the file calls it one (<th>), `bold` where it only
    looks like one."""

    text: str
    head: bool = False
    across: int = 1
    left: bool = True
    top: bool = True
    bold: bool = False

    @property
    def stands_out(self) -> bool:
        """Whether it is a head, or set as one."""
        return self.head or self.bold


Row = list[Spot]


def blocks(
    grid: Sequence[Row], heads: int = 0, pages: Sequence[int | None] = (), box: tuple[int, ...] = ()
) -> list[Block]:
    """A table as blocks: each row says its column headings; a joined row is a heading of the rows after it.

    `heads` is how many rows the file marks as heads; where it marks none, the cells tell. An empty cell is empty: one
    that goes on from above would have been joined.
    """
    width = max((len(row) for row in grid), default=0)
    filled = [
        (row + [Spot("") for _ in range(width - len(row))], pages[place] if pages else None, place < heads)
        for place, row in enumerate(grid)
        if any(spot.text and spot.top for spot in row)
    ]
    if width < 2:
        return [Block("text", row[0].text, page=page, box=box) for row, page, _ in filled]
    found: list[Block] = []
    while filled and _is_lone(filled[0][0]):
        row, page, _ = filled.pop(0)
        text = next(spot.text for spot in row if spot.text)
        short = _is_short(text) and bool(filled)
        found.append(Block("heading" if short else "text", text, CAPTION if short else 0, page, short, box=box))
    rows = [row for row, _, _ in filled]
    count = _heads(rows, sum(marked for _, _, marked in filled))
    labelled = _is_labelled(rows, by_words=count > 0)
    count = 0 if labelled else count
    names = _names(rows[:count])
    named = sum(row[0].stands_out for row in rows[count:]) * 2 > len(rows) - count
    repeated = [[spot.text if spot.left else "" for spot in row] for row in rows[:count]]
    depth = GROUP
    for place, (row, page, _) in enumerate(filled[count:], count):
        cells = [spot.text if spot.left else "" for spot in row]
        if _is_group(row, width, named):
            text = next(cell for cell in cells if cell)
            over = _is_short(text) and place + 1 < len(rows)
            depth = depth + 1 if found and found[-1].level >= GROUP else GROUP
            found.append(Block("heading" if over else "row", text, depth if over else 0, page, caption=over, box=box))
        elif cells in repeated:
            continue  # repeated at the top of a page
        elif labelled:
            found.append(Block("row", line(cells[0], " | ".join(filter(None, cells[1:]))), page=page, box=box))
        else:
            found.append(Block("row", sentence(_over(names, row), cells), page=page, box=box))
    return found


def _is_short(text: str) -> bool:
    return len(text.split()) <= _WORDS and text[-1] not in ".!?"


def _is_lone(row: Row) -> bool:
    """Whether a row over the heads holds one cell only, and that first."""
    alone = bool(row[0].text) and not any(spot.text and spot.left for spot in row[1:])
    return alone and (row[0].across > 1 or not is_label(row[0].text))


def _is_group(row: Row, width: int, named: bool) -> bool:
    """Whether a row is one cell over all columns, or a head alone where the other rows begin with none (`named`)."""
    lone = [spot for spot in row if spot.text and spot.left]
    if len(lone) != 1 or not lone[0].top:
        return False
    return lone[0].across >= width or (lone[0] is row[0] and (lone[0].across > 1 or (lone[0].stands_out and not named)))


def _heads(rows: list[Row], marked: int) -> int:
    """How many rows hold the heads of the columns; at least one row is left."""
    most = len(rows) - 1
    count = min(marked, most)
    if not count:
        while count < most and _all_heads(rows[count]) and (not count or _goes_on(rows[count - 1], rows[count])):
            count += 1
        if count == most and most > 2:
            count = 1  # all of it is bold
    if not count and most > 0 and not _is_labelled(rows) and _look_like_heads(rows):
        count = 1
    while 0 < count < most and _is_second(rows[count - 1], rows[count]):
        count += 1
    return count


def _look_like_heads(rows: list[Row]) -> bool:
    """Whether the first row looks like heads though nothing marks it. Where a cell of it goes down and none goes over
    several columns, it is a record with several rows."""
    joined = any(not spot.left for spot in rows[0])
    if not joined and any(spot.text and not spot.top for spot in rows[1]):
        return False
    texts = [[spot.text if spot.left else "" for spot in row] for row in rows]
    return are_headings(texts[0], texts[1:], joined)


def _all_heads(row: Row) -> bool:
    filled = [spot for spot in row if spot.text and spot.left]
    return all(spot.stands_out for spot in filled) and (len(filled) > 1 or not filled[0].top)


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a second row that stands out belongs to the heads, and is no record that stands out as well."""
    return not row[0].text or not row[0].top or any(spot.across > 1 for spot in above)


def _is_second(above: Row, row: Row) -> bool:
    """Whether a row goes on with the heads above: it stands beside a head that goes down into it, or under joined heads
    with nothing or a year in it."""
    if any(spot.text and not spot.top and spot.text == over.text for spot, over in zip(row, above, strict=True)):
        return any(spot.text and spot.top for spot in row)
    under = [spot for spot, over in zip(row, above, strict=True) if over.text and over.across > 1]
    short = under and all(spot.text and spot.left and len(spot.text.split()) <= 4 for spot in under)
    years = all(_YEAR.fullmatch(spot.text) for spot in row[1:] if spot.text)
    return bool(short) and (not row[0].text or years) and not _is_lone(row)


def _names(heads: list[Row]) -> list[str]:
    """What each column is called. Of two rows of heads both are said: «Kommunen 2024»."""
    if len(heads) < 2:
        return [spot.text if spot.left else "" for row in heads for spot in row]
    columns = zip(*heads, strict=True)
    return [" ".join(dict.fromkeys(spot.text for spot in column if spot.text)) for column in columns]


def _over(names: list[str], row: Row) -> list[str]:
    """The names of a row's cells: a joined cell has those of all its columns."""
    found = list(names)
    for place, spot in enumerate(row if names else ()):
        if spot.left and spot.text and spot.across > 1:
            found[place] = " / ".join(dict.fromkeys(filter(None, names[place : place + spot.across])))
    return found


def _is_labelled(rows: list[Row], by_words: bool = False) -> bool:
    """Whether the first column holds labels, by the file's own marks or by its words, or only `by_words`."""
    full = [row for row in rows if sum(bool(spot.text and spot.left) for spot in row) > 1]
    first = full[0] if full else []
    if first and not by_words and first[0].text and any(spot.text and not spot.stands_out for spot in first[1:]):
        # Names are often set in bold, and the heads over them not.
        told = [row[0].head or (row[0].bold and len(row) == 2) or not row[0].text for row in full]
        if all(told):
            return True
    return are_labels([[spot.text for spot in row] for row in full])

"""What every reader gives: a document as a run of blocks in reading order, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from dorinn.ingest.labels import are_labels, is_label, line

Kind = Literal["heading", "text", "item", "row", "note"]
_STOPS = frozenset(".!?")
_SHORTENED = re.compile(r"[^\W\d_]{1,5}\.")  # «Nr.», «Tlf.», «Ansv.»


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote; `level` 1 is the outermost heading, 0 not known yet.

    `caption` is true of a heading that stands over one table only, and not over the text that comes after it; `label`
    is the number of a list item («3.», «b)»), empty where it has a bullet, or one that Word puts before a heading.
    `box` tells which closed parts of a page it stands in, from the outermost: a table, a panel, a text beside the
    others. What a heading in one is over ends with it.
    """

    kind: Kind
    text: str
    level: int = 0
    page: int | None = None
    caption: bool = False
    label: str = ""
    box: tuple[int, ...] = ()


@dataclass(slots=True)
class Reading:
    """A document as read. `dropped` holds pairs of what it was (furniture, contents, …) and its words, `mended` the
    words whose letters were encoded twice: as they were, as they are, and with what stands around them. `date` is the
    ISO date that the file's own fields give, empty where they give none."""

    blocks: list[Block] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    pages: int | None = None
    title: str = ""
    mended: list[tuple[str, str, str]] = field(default_factory=list)
    date: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the pipe from the reading process."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Reading:
        """The other end of the pipe."""
        return cls(
            [Block(**{**block, "box": tuple(block["box"])}) for block in raw["blocks"]],
            [(what, words) for what, words in raw["dropped"]],
            raw["pages"],
            raw["title"],
            [(before, after, around) for before, after, around in raw["mended"]],
            raw["date"],
        )


def rows(cells: Sequence[Sequence[str]], page: int | None = None, header: bool | None = None) -> list[Block]:
    """A table as blocks: each row says its column headings, so that it stands alone; lone cells are captions.

    `header` tells whether the first full row holds column headings; None looks at the cells themselves. A row whose
    first cells are empty, as after a page break or under a joined cell, takes them from the row above.
    """
    table = [[" ".join(cell.split()) for cell in row] for row in cells]
    width = max((len(row) for row in table), default=0)
    table = [row + [""] * (width - len(row)) for row in table if any(row)]
    if width < 2:
        return [Block("text", row[0], page=page) for row in table]
    found: list[Block] = []
    heads: list[str] = []
    above: list[str] = []
    table = _labelled(table)
    labelled = header is not True and are_labels([row for row in table if all(row)])
    for place, row in enumerate(table):
        filled = [cell for cell in row if cell]
        if labelled and (all(row) or is_label(row[0])):
            found.append(Block("row", line(*row), page=page))
            continue
        if len(filled) == 1 and row[0] and not heads:
            short = len(row[0].split()) <= 12 and row[0][-1] not in ".!?"
            found.append(Block("heading" if short else "text", row[0], 9 if short else 0, page, caption=short))
            continue
        if not heads and (header if header is not None else are_headings(row, table[place + 1 :])):
            heads = row
            continue
        if row == heads:
            continue  # repeated at the top of a page
        row = _filled_down(_moved(row, table), above)
        above = row
        found.append(Block("row", sentence(heads, row), page=page))
    return found


def are_headings(row: list[str], below: list[list[str]], joined: bool = False) -> bool:
    """Whether a first row looks like column headings: short, with no full stop and no gap, unless cells are joined."""
    return (
        bool(below)
        and not row[0][:1].isdigit()
        and all(len(cell.split()) <= 5 and (cell[-1:] not in _STOPS or _SHORTENED.fullmatch(cell)) for cell in row)
        and (joined or all(row[1:]))
    )


def _moved(row: list[str], table: list[list[str]]) -> list[str]:
    """A row that lost its first cells at a page break, moved to the end where the last column is otherwise filled."""
    empty = len(row) - 1 - max(place for place, cell in enumerate(row) if cell)
    if len(row) < 3 or not empty or sum(bool(other[-1]) for other in table) < 0.7 * len(table):
        return row
    return [""] * empty + row[: len(row) - empty]


def _labelled(table: list[list[str]]) -> list[list[str]]:
    """A row that holds nothing but a label of a few words, over one in the same column, is put in front of that."""
    found: list[list[str]] = []
    label: list[str] = []
    for place, row in enumerate(table):
        filled = [i for i, cell in enumerate(row) if cell]
        below = table[place + 1] if place + 1 < len(table) else []
        last = filled[-1]
        few = len(row[last].split()) <= 3 and row[last][-1] not in ".!?"
        alone = len(filled) == 1 or (len(filled) == 2 and row[0][:1].isdigit())
        if last and few and alone and not label and [i for i, cell in enumerate(below) if cell] == [last]:
            label = row
            continue
        if label:
            row = [*label[:last], f"{label[last]}: {row[last]}", *row[last + 1 :]]
            label = []
        found.append(row)
    return found


def _filled_down(row: list[str], above: list[str]) -> list[str]:
    empty = next((place for place, cell in enumerate(row) if cell), len(row))
    if not 0 < empty <= len(above):
        return row
    kept = [_label(cell, above[place + 1]) for place, cell in enumerate(above[:empty])]
    return kept + row[empty:]


def _label(cell: str, beside: str) -> str:
    """What a cell is called in the rows under it: its first words, and where it is a number, what stands beside it."""
    words = cell.split()
    if cell.rstrip(".)").isdigit():
        beside = beside.split(": ", 1)[-1]
        return f"{cell} ({' '.join(beside.split()[:8])} …)"
    return cell if len(words) <= 14 else " ".join(words[:14]) + " …"


def sentence(heads: list[str], row: list[str]) -> str:
    """A row with its column headings; where the cells are only ticked, the headings of those that are."""
    marks = [cell.lower() for cell in row[1:] if cell]
    if heads and marks and set(marks) <= {"x", "✓", "✔"}:
        named = [head for head, cell in zip(heads[1:], row[1:], strict=True) if cell]
        return f"{heads[0]}: {row[0]}. {', '.join(named)}" if heads[0] else f"{row[0]}: {', '.join(named)}"
    said = []
    for place, cell in enumerate(row):
        head = heads[place].rstrip(":") if heads else ""
        if cell:
            said.append(f"{head}: {cell}" if head else cell)
    return " | ".join(said)

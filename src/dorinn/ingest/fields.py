"""Tables of two columns that name a field in each row («Deltakere | rektor og PPT»), and have no column headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dorinn.ingest.blocks import Block
from dorinn.ingest.labels import are_labels, is_label, line

Table = Sequence[Sequence[str]]
# What heads a column rather than naming a field, beside those.
_HEADS = (
    r"tema|område|indikator|tall|tal|trinn|fase|nivå|nr|år|dato(?:er|ar)?|hensikt|effekt|resultat|kommentar|merknad"
    r"|begrunnelse|grunngjeving|tiltak|alder|mål"
)
_HEAD = re.compile(rf"(?:{_HEADS})\W*", re.IGNORECASE)
_SAYS = 3  # words of a cell that says something, and names no column


def are_fields(table: Table) -> bool:
    """Whether the first column names fields of one thing, a team or a measure, each of them once."""
    return are_labels(table) and len(set(first_column(table))) == len(table) and not _is_head(table[0][1])


def repeated_fields(tables: Sequence[Table]) -> set[tuple[str, ...]]:
    """First columns that several tables of two columns share, while what is said beside their first cell differs:
    whatever they are called, those are fields, as column headings would be the same, or a year or a word each."""
    beside: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for table in tables:
        if len(table) > 1 and all(len(row) == 2 for row in table):
            beside[first_column(table)].add(table[0][1])
    return {
        column
        for column, cells in beside.items()
        if len(cells) > 1
        and len(set(column)) == len(column)
        and not _HEAD.fullmatch(column[0])
        and not any(_is_head(cell) for cell in cells)
        and any(len(cell.split()) >= _SAYS for cell in cells)
    }


def _is_head(cell: str) -> bool:
    """Whether the second cell of a first row heads its column («Ansvarlig», «2024»)."""
    return not re.search(r"[^\W\d_]", cell) or is_label(cell) or bool(_HEAD.fullmatch(cell))


def first_column(table: Table) -> tuple[str, ...]:
    """The cells of the first column."""
    return tuple(row[0] for row in table)


def field_rows(table: Table, pages: Sequence[int | None]) -> list[Block]:
    """A row for each field, «Deltakere: rektor og PPT»; one without a name goes on with the field above."""
    found: list[Block] = []
    name = ""
    for (cell, said), page in zip(table, pages, strict=True):
        name = cell or name
        if said:
            found.append(Block("row", line(name, said), page=page))
    return found

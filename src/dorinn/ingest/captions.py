"""What the columns of tables in plans are called, and whether a row of cells holds such names."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Headings of columns in tables of measures and meetings, alone or in a row.
COLUMN = re.compile(
    r"\b(?:tiltak|m[aå]l|ansvar(?:lig|leg)?|frist|tidsfrist|tid|(?:hvilke|kva) tjenester|tenester|koordinator"
    r"|deltakere|deltakarar|m[øg]te|hyppighet|status|kostnad|hvem|kven|hva|kva|n[aå]r|hvordan|korleis|nr)\b\.?"
)
# What else stands over a column, and elsewhere as well.
_NAME = re.compile(
    r"\b(?:tilbud|tilbod|tjenester?|teneste|navn|namn|telefon|tlf|e-post|alder|trinn|m[aå]lgruppe|dag|dato|ar|år|sum|stilling(?:er|ar)?"
    r"|rolle|enhet|eining|indikator|resultat|kontakt(?:person)?|team|sted|stad)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORDS = 5  # of a column's heading


def have_heads(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table names its columns: no figures but years, and a usual name, or figures below.

    Where neither tells, it is taken for a row: a wrong name in every row would be worse than none.
    """
    first, below = table[0], table[1:]
    if not below or not all(cell and len(cell.split()) <= _WORDS and cell[-1] not in ".!?;" for cell in first):
        return False
    if any(re.search(r"\d", _YEAR.sub("", cell)) for cell in first):
        return False
    return any(map(is_name, first)) or bool(figures(below, first))


def named(heads: Sequence[str]) -> list[str]:
    """The headings of columns; «År» over what is counted in years that stand beside it names nothing in its column."""
    years = len(heads) > 1 and all(_YEAR.fullmatch(head) for head in heads[1:])
    return ["" if years and heads[0].lower() in ("år", "ar") else heads[0], *heads[1:]]


def is_name(cell: str) -> bool:
    """Whether a cell has a word that stands over columns."""
    return bool(COLUMN.search(cell.lower()) or _NAME.search(cell.lower()))


def figures(table: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> list[int]:
    """The columns, after the first, that have a figure in every row, and none in their heading."""
    return [
        place
        for place in range(1, min(map(len, table), default=0))
        if all(re.search(r"\d", row[place]) for row in table) and not (heads and re.search(r"\d", heads[place]))
    ]

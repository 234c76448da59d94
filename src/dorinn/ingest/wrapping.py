"""Words that were broken where a line ended."""

from __future__ import annotations

import re

SOFT, HYPHEN = "\u00ad", "\u2010"  # the second is what browsers draw where a word is broken
JOINED = f"-{SOFT}"  # where a line ended in a hyphen: whether it stays is for the repair to say

_OPEN = re.compile(r"\w-$")


def plain_hyphens(text: str) -> str:
    """A text with one kind of hyphen, also at the end of lines; soft hyphens inside words are left out."""
    return text.replace(HYPHEN, "-").replace(f"-{SOFT}\n", "-\n").replace(f"{SOFT}\n", "-\n").replace(SOFT, "")


def joined(above: str, below: str) -> str:
    """Two lines of one paragraph, or of one cell, as one; before a name («FAU-Lia») a hyphen was no break."""
    if _OPEN.search(above) and below[:1].islower():
        return above[:-1] + JOINED + below
    space = "" if _OPEN.search(above) and below[:1].isupper() and below[1:2].islower() else " "
    return f"{above}{space}{below}".strip()

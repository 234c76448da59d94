"""Is every section found that a plan's own contents list names?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.domain.edition import Edition
from dorinn.ingest.contents import bare, find
from dorinn.language.fold import fold

_TAG = re.compile(r"<[^>]+>")
_PAGE = re.compile(r"[\s.…_·]+\d{1,3}\s*$")
_ALIKE = 0.75  # of a title: lists get out of date, and scans read «w» for «vv»


@dataclass(frozen=True, slots=True)
class Sections:
    """What the contents list names, and those of its titles that no heading bears."""

    named: tuple[str, ...]
    missed: tuple[str, ...]

    def line(self, name: str) -> str:
        """One line of figures."""
        if not self.named:
            return f"{name:16} no contents list to compare with"
        there = len(self.named) - len(self.missed)
        return f"{name:16} {there:3} of {len(self.named):3}  sections of the contents list found"


def named(text: str) -> list[str]:
    """The titles of a contents list in its own order, without numbers; none when there is no list."""
    lines = [_TAG.sub("", line) for line in text.splitlines()]
    taken, _ = find(lines)
    return [bare(_PAGE.sub("", lines[place])) for place in sorted(taken) if _PAGE.search(lines[place])]


def compared(titles: Sequence[str], edition: Edition) -> Sections:
    """Which titles have become headings of the ingested plan, or nearly so."""
    headings = sorted({fold(bare(heading)) for quote in edition.quotes for heading in quote.path})
    missed = [title for title in titles if not difflib.get_close_matches(fold(title), headings, 1, _ALIKE)]
    return Sections(tuple(titles), tuple(missed))

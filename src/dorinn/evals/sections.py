"""Is every section found that a plan's own contents list names, or that somebody found who read it through?"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dorinn.domain.edition import Edition
from dorinn.ingest.contents import bare, find
from dorinn.ingest.sections import Section
from dorinn.language.fold import fold

_TAG = re.compile(r"<[^>]+>")
_PAGE = re.compile(r"[\s.…_·]+\d{1,3}\s*$")
_WORDS = 5  # of a heading that is compared with what a reader found
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


@dataclass(frozen=True, slots=True)
class Read:
    """Headings that a reader of the plan found, those of them that no heading bears, and how many others there are."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    others: int

    def line(self, name: str) -> str:
        """One line of figures."""
        there = len(self.found) - len(self.missed)
        return f"{name:16} {there:3} of {len(self.found):3}  headings that a reader found; {self.others} others"


def read_headings(path: Path) -> dict[str, tuple[str, ...]]:
    """The first five words of each heading by municipality: lines of slug, tab, words."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        kommune, _, words = line.partition("\t")
        found[kommune].append(words)
    return {kommune: tuple(headings) for kommune, headings in found.items()}


def reread(found: Sequence[str], sections: Iterable[Section]) -> Read:
    """Which of a reader's headings are headings of the ingested plan, or nearly so."""
    wanted = {_begin(title): title for title in found}
    headings = list(dict.fromkeys(_begin(heading) for section in sections for heading in section.path))
    missed = [title for key, title in wanted.items() if not any(_begins(heading, key) for heading in headings)]
    others = sum(not any(_begins(heading, key) for key in wanted) for heading in headings)
    return Read(tuple(wanted.values()), tuple(missed), others)


def _begin(heading: str) -> str:
    return fold(bare(" ".join(bare(heading).split()[:_WORDS])))


def _begins(heading: str, key: str) -> bool:
    """Whether a heading begins with a reader's words, or nearly so, and with the very numbers in them."""
    begun = " ".join(heading.split()[: len(key.split())])
    same = re.findall(r"\d+", begun) == re.findall(r"\d+", key)
    return same and difflib.SequenceMatcher(None, begun, key).ratio() >= _ALIKE


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

"""What a municipality has: records by code, with what stands in where its plan names none."""

from __future__ import annotations

from collections import defaultdict

from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.service import Service

Record = Service | Guide
_MOST_KEPT = 50_000  # look-ups: every kind of help in every municipality there is, and some to spare

# Kinds of help that the law requires of every municipality: shown from the law where a plan is silent.
STATUTORY = {
    "barnevern": "barnevernsloven",
    "ppt": "opplaeringslova",
    "nav": "sosialtjenesteloven",
    "koordinerende-enhet": "helse-og-omsorgstjenesteloven",
    "barnekoordinator": "helse-og-omsorgstjenesteloven",
    "fastlege": "helse-og-omsorgstjenesteloven",
    "fysioterapi": "helse-og-omsorgstjenesteloven",
    "ergoterapi": "helse-og-omsorgstjenesteloven",
    "kommuneoverlege": "helse-og-omsorgstjenesteloven",
}


class Offer:
    """Looks records up by place and code, existing ones first, in the order of the corpus files."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._table: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._found: dict[tuple[str, str | None], list[Record]] = {}
        self._guides = guides = frozenset(guide.type for guide in corpus.guides)
        for guide in corpus.guides:
            self._table[guide.kommune, guide.type].append(guide)
        for item in corpus.services:
            # A municipal record about a guide's matter is a fact for that guide, not a place to go.
            if item.type in guides and item.kommune == SHARED:
                continue
            self._table[item.kommune, item.type].append(item)

    def of(self, code: str, kommune: str | None) -> list[Record]:
        """Records for a code: the municipality's that exist, then national and shared ones, then planned ones."""
        found = self._found.get((code, kommune))
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            found = self._found[code, kommune] = self._look_up(code, kommune)
        return found

    def _look_up(self, code: str, kommune: str | None) -> list[Record]:
        own = self._table.get((kommune, code), []) if kommune else []
        national = self._table.get((NATIONAL, code), [])
        shared = self._table.get((SHARED, code), [])
        if kommune and code in self._guides:
            return [
                *(r for r in own if isinstance(r, Guide)),
                *shared,
                *sorted((r for r in own if isinstance(r, Service)), key=lambda r: not r.exists),
            ]
        found = [r for r in own if exists(r)] + national
        if not found and (kommune is None or code in STATUTORY):
            found = list(shared)
        return found + [r for r in own if not exists(r)]

    def has(self, code: str, kommune: str | None) -> bool:
        """Whether anything that exists today stands behind the code."""
        return any(exists(record) for record in self.of(code, kommune))

    def record(self, record_id: str) -> Record | None:
        """A record by id."""
        return self._corpus.service.get(record_id) or self._corpus.guide.get(record_id)


def exists(record: Record) -> bool:
    """Guides always exist; services by their status."""
    return isinstance(record, Guide) or record.exists

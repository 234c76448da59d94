"""Danger in other languages: a few plain words for each kind, so that the numbers come first there too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dorinn.assistant.triage_rules import Category
from dorinn.errors import CorpusError
from dorinn.language.form import may_be_foreign

FILE = "foreign.yaml"
_HARMLESS = "harmless"  # what is no danger now, whatever else is said


@dataclass(frozen=True, slots=True)
class ForeignDanger:
    """The words of every kind of danger, in all languages that we know some of."""

    words: tuple[tuple[Category, re.Pattern[str]], ...] = ()
    harmless: re.Pattern[str] | None = None

    @classmethod
    def of(cls, raw: Any, known: Mapping[str, Category]) -> ForeignDanger:
        """Compiles what `foreign.yaml` holds; raises CorpusError for an unknown category or a broken expression."""
        found, harmless = [], None
        for name, sources in raw.items():
            if name not in known and name != _HARMLESS:
                raise CorpusError(f"triage/{FILE}: {name}: no such category")
            try:
                pattern = re.compile(rf"\b(?:{'|'.join(map(str, sources))})")
            except (re.error, TypeError) as error:
                raise CorpusError(f"triage/{FILE}: {name}: {error}") from error
            if name == _HARMLESS:
                harmless = pattern
            else:
                found.append((known[name], pattern))
        return cls(tuple(found), harmless)

    def find(self, text: str) -> list[Category]:
        """The kinds of danger that a message in another language tells of; none where it is Norwegian."""
        if not may_be_foreign(text):
            return []
        plain = unicodedata.normalize("NFC", text.replace("’", "'").replace("ʼ", "'")).lower()
        if self.harmless and self.harmless.search(plain):
            return []
        return [category for category, pattern in self.words if pattern.search(plain)]

"""Cues: the patterns of `cues.yaml`, compiled once."""

from __future__ import annotations

import re
from pathlib import Path

from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.errors import CorpusError

# What a question may ask of a record; the same words stand in the `about` of facts.
FACTS = (
    "contact", "convener", "members", "frequency", "host", "deadline", "number", "goal", "finance", "responsible",
    "target", "method",
)  # fmt: skip


class Cues:
    """Says which named cues a folded text holds."""

    def __init__(self, patterns: dict[str, re.Pattern[str]]) -> None:
        self._patterns = patterns

    @classmethod
    def load(cls, folder: Path | None = None) -> Cues:
        """Reads and compiles; raises CorpusError for a pattern that is none."""
        found: dict[str, re.Pattern[str]] = {}
        for name, parts in read_yaml((folder or corpus_folder()) / "cues.yaml").items():
            try:
                found[name] = re.compile(rf"\b(?:{'|'.join(map(str, parts))})\b")
            except (re.error, TypeError) as error:
                raise CorpusError(f"cues.yaml: {name}: {error}") from error
        return cls(found)

    def has(self, name: str, folded: str) -> bool:
        """Whether the cue stands anywhere in the text."""
        return bool(self._patterns[name].search(folded))

    def begins(self, name: str, folded: str) -> bool:
        """Whether the text, or a sentence in it, begins with the cue."""
        starts = (0, *(match.end() for match in re.finditer(r"[.!?,:] +(?:og )?", folded)))
        return any(self._patterns[name].match(folded, start) for start in starts)

    def facts(self, folded: str) -> tuple[str, ...]:
        """The kinds of facts that the text asks for."""
        return tuple(name for name in FACTS if self.has(name, folded))

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
SOUGHT = ("often", "number", "time", "who", "page")
"""The kinds of words that a question seeks and a text may have."""
PLAIN = (
    "sharers", "host", "members", "convener", "responsible", "author", "frequency", "deadline", "access", "age",
    "letters", "name",
)  # fmt: skip
"""What may be asked outright, in the order in which it is answered."""
NOW = "now_"
OF_ONESELF = ("now_took", "now_oneself", "now_bare")
"""What begins the names of cues of danger now, and those of them that a writer tells of oneself."""
_FIGURES = ("often", "number")
_ANYWHERE = ("often", "number", "page")  # «når» and «hvem» inside a sentence ask nothing
_STARTS = re.compile(r"[.!?,:] +(?:og )?")
_ASKED = re.compile(r"[.!?:] +(?:og )?|,? og ")  # «…, når ikke annet er avtalt» asks nothing either


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

    def begins(self, name: str, folded: str, starts: re.Pattern[str] = _STARTS) -> bool:
        """Whether the text, or a sentence in it, begins with the cue; `starts` is what goes before a sentence."""
        places = (0, *(match.end() for match in starts.finditer(folded)))
        return any(self._patterns[name].match(folded, place) for place in places)

    def now(self, folded: str, own_words: str) -> tuple[str, ...]:
        """The cues of danger now; what the writer tells of oneself is looked for in one's own words, unquoted."""
        names = (name for name in self._patterns if name.startswith(NOW))
        return tuple(name for name in names if self.has(name, own_words if name in OF_ONESELF else folded))

    def facts(self, folded: str) -> tuple[str, ...]:
        """The kinds of facts that the text asks for."""
        return tuple(name for name in FACTS if self.has(name, folded))

    def sought(self, folded: str, whole: bool = True) -> tuple[str, ...]:
        """The kinds of words that would answer the text; not the `whole` of it, only what begins with asking for a
        figure, does so where advice is asked for too."""
        kinds = SOUGHT if whole else _FIGURES
        begun = {name for name in kinds if self.begins(f"seeks_{name}", folded, _ASKED)}
        return tuple(
            name
            for name in kinds
            if name in begun or (name in _ANYWHERE and whole and self.has(f"seeks_{name}", folded))
        )

    def plainly(self, folded: str) -> dict[str, int]:
        """What a sentence asks outright, each with the place where it begins to ask it."""
        found = ((kind, self._patterns[f"plainly_{kind}"].search(folded)) for kind in PLAIN)
        return {kind: match.start() for kind, match in found if match}

    def tells(self, name: str, folded: str) -> bool:
        """Whether a text has words of a kind that is sought; every text stands on some page."""
        return f"tells_{name}" not in self._patterns or self.has(f"tells_{name}", folded)

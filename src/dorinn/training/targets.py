"""What each example teaches: its topic, role, written form, level of danger and, softly, the codes that help."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dorinn.assistant.preferences import choose
from dorinn.assistant.signals import LOCAL
from dorinn.corpus.corpus import Corpus
from dorinn.domain.question import Understanding
from dorinn.domain.topic import LEVELS, OUTSIDE, ROLES, UNCLEAR, Example, Told
from dorinn.language.age import find_age

UNKNOWN = -100
NONE = "none"  # the code of what is outside
_SOFT = (0.75, 0.17, 0.08)  # of what a topic prefers
_JUDGED = (0.55, 0.3, 0.15)  # of what a reader would accept as first
_LOOKUP = ("kontakt", "fakta-tjeneste", "fakta-plan")
# Areas whose examples may be grave; no example outside `akutt` tells of danger now.
_GRAVE = frozenset(("trygghet", "sinn", "ansatt", "barnevern", "ungdom", "uklart"))


@dataclass(frozen=True, slots=True)
class Target:
    """`topic` and `role` are rows or UNKNOWN; `codes` maps rows to shares and is empty when nothing is taught.

    `levels` are the rows of LEVELS that may be right; all or none of them teach nothing.
    """

    text: str
    topic: int
    role: int
    nynorsk: int
    codes: dict[int, float]
    levels: tuple[int, ...] = ()


class Targets:
    """Rows of topics and codes, and the targets of examples."""

    def __init__(self, corpus: Corpus, examples: Sequence[Example]) -> None:
        self.topics = sorted({example.topic for example in examples})
        self.codes = [*(kind.code for kind in corpus.types), NONE]
        self._corpus = corpus
        self._topic = {topic: row for row, topic in enumerate(self.topics)}
        self._code = {code: row for row, code in enumerate(self.codes)}

    def of(self, example: Example) -> Target:
        """The target of a topic's example: the codes that a reader gave it, or those its topic prefers for its writer
        and age. What a reader found too little to go by is unclear, whatever its writer had in mind."""
        topic = self._corpus.topic[example.topic]
        codes: tuple[str, ...] = ()
        if example.first:
            codes = tuple(NONE if code == OUTSIDE else code for code in example.first if code != UNCLEAR)
        elif topic.area == "utenfor":
            codes = (NONE,)
        elif topic.id not in _LOOKUP:
            asker = Understanding(example.form, None, example.role, find_age(example.text), False, {})
            codes = tuple(code for code in choose(topic, asker) if code not in LOCAL)
        shares = _JUDGED if example.first else _SOFT
        soft = {self._code[code]: share for code, share in zip(codes, shares, strict=False)}
        whole = sum(soft.values()) or 1.0
        vague = UNCLEAR in example.first and example.level == "none" and topic.area != UNCLEAR
        return Target(
            example.text,
            self._topic[UNCLEAR if vague else example.topic],
            ROLES.index(example.role),
            int(example.form == "nn"),
            {row: share / whole for row, share in soft.items()},
            (LEVELS.index(example.level),) if example.level else _levels(topic.area),
        )

    def told(self, message: Told) -> Target:
        """The target of a message with its level of danger; what it is about is not taught."""
        role, form = ROLES.index(message.role), int(message.form == "nn")
        return Target(message.text, UNKNOWN, role, form, {}, (LEVELS.index(message.level),))

    def labelled(self, path: Path) -> list[Target]:
        """Targets of a JSON-lines file with code, lang and text (../shared/training/examples.jsonl), and level, where
        somebody has added it."""
        found = []
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            row = self._code.get(raw["code"])
            if row is not None:
                levels = (LEVELS.index(raw["level"]),) if "level" in raw else ()
                found.append(Target(raw["text"], UNKNOWN, UNKNOWN, int(raw["lang"] == "nn"), {row: 1.0}, levels))
        return found


def _levels(area: str) -> tuple[int, ...]:
    if area == "akutt":
        return (2,)
    return (0, 1) if area in _GRAVE else (0,)

"""Passages: the pieces of the corpus that are searched."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.frozen import Frozen
from dorinn.domain.source import Source
from dorinn.domain.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A fact, description or guide section that can be found and cited.

    `id` is stable; `record` is the service or guide it stands in, or None for a plan fact;
    `services` are the records it is about; `kommune` filters. `said` is the text as it is told in an answer, where
    that is less than what is searched: without the heading. `words` are of those whom it concerns, where it is one
    field only.
    """

    id: str
    kommune: str
    text: Text
    source: Source
    kind: str
    record: str | None = None
    services: tuple[str, ...] = ()
    title: str = ""
    about: tuple[str, ...] = ()
    said: Text | None = None
    words: tuple[str, ...] = ()

    @property
    def told(self) -> Text:
        """The text as it is told in an answer."""
        return self.said or self.text


@dataclass(frozen=True, slots=True)
class Hit(Frozen):
    """A passage found, with the fused score (higher is better) and the ranks that made it (0 is best)."""

    passage: Passage
    score: float
    lexical_rank: int | None = None
    dense_rank: int | None = None

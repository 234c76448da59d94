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
    `services` are the records it is about; `kommune` filters.
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


@dataclass(frozen=True, slots=True)
class Hit(Frozen):
    """A passage found, with the fused score (higher is better) and the ranks that made it (0 is best)."""

    passage: Passage
    score: float
    lexical_rank: int | None = None
    dense_rank: int | None = None

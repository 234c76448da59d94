"""Shared guides as they read in one municipality: without what they tell of the others' plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.part import part, told_of
from dorinn.corpus.passages import passages
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED
from dorinn.domain.passage import Hit, Passage

_ANYBODY = ""  # stands for every municipality that shared guides do not tell of


@dataclass(frozen=True, slots=True)
class _Reading:
    """The shared guides of one municipality, and their passages by id."""

    guides: dict[str, Guide]
    passages: dict[str, Passage]


class Local:
    """Reads shared guides for a municipality. Where none is chosen, they compare the plans of all."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._readings: dict[str, _Reading] = {}

    def guide(self, guide: Guide, kommune: str | None) -> Guide:
        """The guide as it reads there; whole where it rests on another's plan, which then says whose it is."""
        if kommune is None or guide.kommune != SHARED:
            return guide
        return self._read(kommune).guides.get(guide.id, guide)

    def hits(self, hits: Iterable[Hit], kommune: str | None, named: Collection[str] = ()) -> list[Hit]:
        """The hits whose passage has something to say there, each as it reads."""
        pairs = [(hit, self.passage(hit.passage, kommune, named)) for hit in hits]
        return [hit if own is hit.passage else replace(hit, passage=own) for hit, own in pairs if own]

    def passage(self, passage: Passage, kommune: str | None, named: Collection[str] = ()) -> Passage | None:
        """A passage as it reads there; None where it tells of others only. Of a guide that rests on another's plan it
        does, unless the guide, or its matter, is among those `named`."""
        if kommune is None or passage.kommune != SHARED or passage.kind != "guide":
            return passage
        own = self._read(kommune)
        if passage.record in own.guides:
            return own.passages.get(passage.id)
        return passage if self.speaks(passage.record or "", kommune, named) else None

    def speaks(self, guide: str, kommune: str | None, named: Collection[str]) -> bool:
        """Whether anything of a shared guide, by id, is told there: of one that rests on another's plan only where it,
        or its matter, is among those `named`."""
        found = self._corpus.guide.get(guide)
        if found is None or kommune is None or found.kommune != SHARED or guide in self._read(kommune).guides:
            return True
        return guide in named or found.type in named

    @cached_property
    def _told(self) -> frozenset[str]:
        return told_of(self._corpus)

    def _read(self, kommune: str) -> _Reading:
        """Made once for each municipality that is told of, and once for all the others together."""
        key = kommune if kommune in self._told else _ANYBODY
        if key not in self._readings:
            self._readings[key] = self._made(kommune)
        return self._readings[key]

    def _made(self, kommune: str) -> _Reading:
        own = part(self._corpus, kommune)
        guides = tuple(guide for guide in own.guides if guide.kommune == SHARED)
        cut = passages(replace(own, services=(), plans=(), guides=guides))
        return _Reading({guide.id: guide for guide in guides}, {passage.id: passage for passage in cut})

"""The passages that one municipality's door may rest on, out of an index that is shared by all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from dorinn.assistant.pipeline import Searchable
from dorinn.domain.passage import Hit, Passage
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.index import EVEN, Fusion, Manifest

_SPARE = 4  # hits that may fall away because their passage tells of others only


class OwnPassages:
    """Searches the shared index and gives hits in `passages` only, each as it reads there: what is not among them
    cannot come out, whatever was asked."""

    def __init__(self, index: Searchable, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._index = index
        self._own = {passage.id: passage for passage in passages}

    @property
    def manifest(self) -> Manifest:
        """What the shared index was made from."""
        return self._index.manifest

    @property
    def encoder(self) -> Encoder:
        """The shared index' encoder."""
        return self._index.encoder

    def search(
        self,
        question: str,
        kommuner: Collection[str],
        top: int = 12,
        depth: int = 40,
        state: Any = None,
        fusion: Fusion = EVEN,
    ) -> list[Hit]:
        """As `Index.search`."""
        found = self._index.search(question, kommuner, top + _SPARE, depth, state, fusion)
        return [replace(hit, passage=self._own[hit.passage.id]) for hit in found if hit.passage.id in self._own][:top]

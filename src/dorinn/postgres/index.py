"""An index that searches in the database, and in the embedded one when the database cannot be asked."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from typing import Literal, TypeVar

from dorinn.domain.passage import Hit, Passage
from dorinn.errors import StoreUnavailable
from dorinn.language.terms import terms
from dorinn.postgres.link import Connection, Link
from dorinn.postgres.search import Ranks, ranks
from dorinn.postgres.versions import Version, digest_of, newest
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.index import EVEN, Fusion, Index, fuse, manifest_of, vector_of
from dorinn.retrieval.packed import Matrix

_log = logging.getLogger("dorinn.postgres")

Found = TypeVar("Found")


class StoredIndex:
    """Searches as `Index` does. The database says which passages; what is shown are this process's own.

    `links` are asked in order (a replica first); `embedded` opens the index that is used when none of them has the
    version made of these very passages: given True it builds a missing one, given False it raises IndexUnavailable.
    """

    def __init__(
        self,
        links: Sequence[Link],
        shelf: str,
        passages: Sequence[Passage],
        encoder: Encoder,
        embedded: Callable[[bool], Index],
    ) -> None:
        self.passages = list(passages)
        self.encoder = encoder
        self.manifest = manifest_of(encoder, passages)
        self._links = links
        self._shelf = shelf
        self._digest = digest_of(passages, self.manifest)
        self._open = embedded
        self._opened: Index | None = None
        self._lock = threading.Lock()
        self._lacking = False
        self.source: Literal["database", "embedded"] = "database"
        """Where the latest question was searched."""

    def search(
        self,
        question: str,
        kommuner: Collection[str],
        top: int = 12,
        depth: int = 40,
        state: Matrix | None = None,
        fusion: Fusion = EVEN,
    ) -> list[Hit]:
        """The best passages of the given places; raises IndexUnavailable when neither index is to be had."""
        found = self._ranks(question, kommuner, depth, state)
        self.source = "embedded" if found is None else "database"
        if found is None:
            return self._embedded(build=False).search(question, kommuner, top, depth, state, fusion)
        best = fuse(found.lexical, found.dense, fusion, top)
        return [Hit(self.passages[row], score, found.lexical.get(row), found.dense.get(row)) for row, score in best]

    def ready(self, build: bool) -> None:
        """Opens the embedded index now if the database has no version that fits; otherwise it is left until needed.

        With `build`, a missing one is built; without, it is IndexUnavailable.
        """
        if self.version is None:
            self._embedded(build)

    @property
    def version(self) -> Version | None:
        """The version in the database that is searched now, or None."""
        return self._ask(lambda connection: newest(connection, self._shelf, self._digest))

    def _ranks(self, question: str, kommuner: Collection[str], depth: int, state: Matrix | None) -> Ranks | None:
        asked, vector = terms(question), vector_of(question, state, self.encoder)[0]
        shelf, digest = self._shelf, self._digest
        return self._ask(lambda connection: ranks(connection, shelf, digest, asked, vector, kommuner, depth))

    def _ask(self, what: Callable[[Connection], Found | None]) -> Found | None:
        """The first answer that is one; None where no link has one."""
        trouble = ""
        for link in self._links:
            try:
                with link.connection() as connection:
                    found = what(connection)
            except StoreUnavailable as error:
                trouble = trouble if link.lost else str(error)  # of a loss the link has told, once
                continue
            trouble = f"the database has no {self._shelf} made of these texts: run `dorinn index`"
            if found is not None:
                self._lacking = False
                return found
        if trouble and not self._lacking:
            self._lacking = True
            _log.warning("%s", trouble)
        return None

    def _embedded(self, build: bool) -> Index:
        with self._lock:
            if self._opened is None:
                self._opened = self._open(build)
            return self._opened

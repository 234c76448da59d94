"""The engine of `DORINN_STORE`: its links, and what is searched and stored over them."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from functools import lru_cache

from dorinn.domain.passage import Passage
from dorinn.errors import IndexUnavailable
from dorinn.postgres.index import StoredIndex
from dorinn.postgres.link import Link
from dorinn.postgres.memory import ServerDatabase
from dorinn.postgres.migrate import migrate
from dorinn.postgres.versions import Version, publish
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.index import Index
from dorinn.settings import StoreAddress


class Engine:
    """One for a process and address. Nothing is connected before it is needed."""

    def __init__(self, address: StoreAddress) -> None:
        self.primary = Link(address.write)
        self.replica = Link(address.read, "the replica") if address.read else None
        self.memory = ServerDatabase(self.primary)

    @property
    def links(self) -> list[Link]:
        """Where to search, first choice first."""
        return [link for link in (self.replica, self.primary) if link is not None]

    def index(
        self, shelf: str, passages: Sequence[Passage], encoder: Encoder, embedded: Callable[[bool], Index]
    ) -> StoredIndex:
        """An index over the database, with the embedded one behind it."""
        return StoredIndex(self.links, shelf, passages, encoder, embedded)

    def only(self, shelf: str, like: Index) -> StoredIndex:
        """An index over the database alone, of the same passages; raises IndexUnavailable where it has none such."""

        def refuse(_: bool) -> Index:
            raise IndexUnavailable(f"the database has no {shelf} made of these texts: run `dorinn index`")

        with self.primary.alone() as connection:
            migrate(connection)
        index = StoredIndex(self.links, shelf, like.passages, like.encoder, refuse)
        index.ready(build=False)
        return index

    def publish(self, shelf: str, index: Index, unless_there: bool = False) -> Version:
        """Brings the database up to date and writes a version to it; raises StoreUnavailable."""
        with self.primary.alone() as connection:
            migrate(connection)
            return publish(connection, shelf, index, unless_there)

    def close(self) -> None:
        """Ends all connections."""
        for link in self.links:
            link.close()


@lru_cache(maxsize=4)
def connect(address: StoreAddress) -> Engine:
    """The engine of an address; the same one for whoever asks, so that a process has one pool."""
    engine = Engine(address)
    atexit.register(engine.close)
    return engine

"""What `dorinn index` and `dorinn ingest` do when `DORINN_STORE` is set."""

from __future__ import annotations

from collections.abc import Mapping

from dorinn.postgres.engine import connect
from dorinn.retrieval.index import Index
from dorinn.settings import StoreAddress


def publish(store: StoreAddress, indexes: Mapping[str, Index | None], unless_there: bool) -> None:
    """Writes each index as a new version and says so in a line; `unless_there` leaves one that fits as it is.

    Raises StoreUnavailable.
    """
    engine = connect(store)
    for shelf, index in indexes.items():
        if index is not None:
            found = engine.publish(shelf, index, unless_there)
            done = "written to" if found.fresh else "already in"
            print(f"{found.passages} {shelf}, version {found.name} ({found.number}), {done} {engine.primary.name}")

"""What storing needs of a database: SQL that SQLite and PostgreSQL both understand, with `?` for values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement gave. `lastrowid` is the number of the row that was just inserted."""

    @property
    def rowcount(self) -> int: ...

    @property
    def lastrowid(self) -> int | None: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Work(Protocol):
    """One transaction."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Rows: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> object: ...


class Kept(Protocol):
    """A database to keep things in: a file (`database.py`), or a PostgreSQL server (`dorinn.postgres`)."""

    @property
    def off(self) -> bool:
        """Whether storing is switched off."""
        ...

    @property
    def exists(self) -> bool:
        """Whether anything may have been stored; asks no server."""
        ...

    def open(self) -> AbstractContextManager[Work]:
        """One transaction, written at the end; raises MemoryUnavailable with one clear line."""
        ...

    def sweep(self, before: float) -> None:
        """Deletes what was set aside before that moment (seconds since 1970)."""
        ...

"""What may be stored, on a server: the same SQL as for the file, in transactions that are on the disk at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from dorinn.errors import MemoryUnavailable, StoreUnavailable
from dorinn.memory.work import Kept
from dorinn.postgres.link import Connection, Link
from dorinn.postgres.migrate import migrate

_NUMBERED = ("INSERT INTO feedback", "INSERT INTO turn")
ENOUGH = 4.0
"""Seconds that a commit may take. With synchronous replication and no replica it would wait for ever."""


class ServerDatabase(Kept):
    """The tables of `migrations/0001_memory.sql`, made on first use. Only the primary is asked: what was deleted is
    gone for whoever looks next."""

    off = False
    exists = True

    def __init__(self, link: Link) -> None:
        self._link = link
        self._ready = False

    @contextmanager
    def open(self) -> Iterator[_Work]:
        """One transaction, written at the end; raises MemoryUnavailable with one clear line."""
        try:
            with self._link.connection() as connection:
                if not self._ready:
                    migrate(connection)
                    self._ready = True
                with _sure(connection), connection.transaction():
                    yield _Work(connection)
        except StoreUnavailable as error:
            raise MemoryUnavailable(f"nothing can be stored now: {error}") from None

    def sweep(self, before: float) -> None:
        """Nothing is ever set aside here."""


class _Cursor(psycopg.Cursor[tuple[Any, ...]]):
    """A cursor as sqlite3's, which knows the number of a new row: it was asked for with the row (`_words`)."""

    @property
    def lastrowid(self) -> int | None:
        found = self.fetchone() if self.description else None
        return int(found[0]) if found else None


class _Work:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> _Cursor:
        return _Cursor(self._connection).execute(_words(sql), [_storable(value) for value in values])

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> None:
        _Cursor(self._connection).executemany(_words(sql), [[_storable(value) for value in row] for row in rows])


@contextmanager
def _sure(connection: Connection) -> Iterator[None]:
    """Ends a commit that waits for a replica for too long, and then does not let it count as stored."""
    doubts: list[str] = []

    def note(notice: psycopg.errors.Diagnostic) -> None:
        doubts.append(notice.severity_nonlocalized or "")

    connection.add_notice_handler(note)
    watch = threading.Timer(ENOUGH, connection.cancel_safe)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        connection.remove_notice_handler(note)
    if "WARNING" in doubts:
        raise StoreUnavailable("a replica did not confirm it in time")


def _words(sql: str) -> bytes:
    """The same statement in PostgreSQL's words; one that makes a numbered row gives its number."""
    number = " RETURNING id" if sql.startswith(_NUMBERED) else ""
    return f"{sql.replace('?', '%s')}{number}".encode()


def _storable(value: Any) -> Any:
    """PostgreSQL's text holds neither NUL nor half a character."""
    return value.encode("utf-8", "replace").decode().replace("\0", "") if isinstance(value, str) else value

"""A link to one PostgreSQL server: a pool of connections, little patience, and one clear line when it is lost."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool

from dorinn.errors import SettingsError, StoreUnavailable

_log = logging.getLogger("dorinn.postgres")
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # what it would say at each try is said here, once

SCHEMA = "dorinn"
PATIENCE = 1.0
"""Seconds that somebody waits for a connection before the server counts as lost; `FIRST` at the very beginning."""
FIRST = 3.0
PROBE = 1.0
"""Seconds between two tries to find a lost server again."""
MOST = 8
"""Connections a process holds at most."""
_WANTED: dict[str, Any] = {
    "application_name": "dorinn",
    "connect_timeout": 2,
    "tcp_user_timeout": 4000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}

Connection = psycopg.Connection[tuple[Any, ...]]


class Link:
    """Connections in autocommit mode whose tables are found without their schema's name.

    A server that is lost costs one caller `PATIENCE`; the others are refused at once, until a thread of its own has
    found the server again. What an error says is kept out of every message: it may quote a row, or a password.
    """

    def __init__(self, address: str, name: str = "the database") -> None:
        self._address = address
        self._options = _options(address)
        self.name = f"{name} at {place(address)}"
        self._pool: ConnectionPool[Connection] | None = None
        self._lost = False
        self._closed = threading.Event()
        self._lock = threading.Lock()

    @property
    def lost(self) -> bool:
        """Whether the server could not be reached the last time."""
        return self._lost

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection of the pool; raises StoreUnavailable, at once while the server is lost."""
        if self._lost or self._closed.is_set():
            raise StoreUnavailable(f"{self.name} does not answer")
        try:
            with self._opened().connection() as connection:
                yield connection
        except psycopg.Error as error:
            if not _gone(error):
                raise StoreUnavailable(f"{self.name} refused: {kind(error)}") from None
            self._lose(error)
            raise StoreUnavailable(f"{self.name} does not answer") from None

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection of one's own for long work, whose refusal says why; raises StoreUnavailable."""
        try:
            with psycopg.connect(self._address, **self._options) as connection:
                _configure(connection)
                yield connection
        except psycopg.OperationalError as error:
            first = str(error).strip().splitlines()[:1] if error.sqlstate is None else [kind(error)]
            raise StoreUnavailable(f"{self.name} does not answer: {''.join(first)}") from None
        except psycopg.Error as error:
            raise StoreUnavailable(f"{self.name} refused: {kind(error)}") from None

    def close(self) -> None:
        """Ends all connections; nothing can be asked afterwards."""
        self._closed.set()
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def _opened(self) -> ConnectionPool[Connection]:
        with self._lock:
            if self._pool is None:
                self._pool = self._new()
            return self._pool

    def _new(self) -> ConnectionPool[Connection]:
        """A pool that holds a connection already; raises OperationalError, at once where the server refuses."""
        psycopg.connect(self._address, **self._options).close()
        pool = ConnectionPool[Connection](
            self._address, kwargs=self._options, configure=_configure, check=ConnectionPool.check_connection,
            min_size=1, max_size=MOST, timeout=PATIENCE, name="dorinn", open=False,
        )  # fmt: skip
        pool.open(wait=True, timeout=FIRST)
        return pool

    def _lose(self, error: Exception) -> None:
        if self._lost:  # the lock is held while the server is looked for
            return
        with self._lock:
            if self._lost or self._closed.is_set():
                return
            self._lost = True
        _log.error("%s is lost (%s); answers come from the embedded index until it is back", self.name, kind(error))
        threading.Thread(target=self._seek, name="dorinn-seek", daemon=True).start()

    def _seek(self) -> None:
        """Until the server answers again; connections from before are dropped."""
        with self._lock:
            old, self._pool = self._pool, None
        if old is not None:
            old.close(timeout=0)
        while not self._closed.wait(PROBE):
            try:
                self._opened()
            except psycopg.Error:
                continue
            self._lost = False
            _log.warning("%s is back", self.name)
            return


def place(address: str) -> str:
    """Host, port and database of an address, without user and password; raises SettingsError."""
    parts = _parts(address)
    hosts = str(parts.get("host") or parts.get("hostaddr") or "localhost").split(",")
    ports = str(parts.get("port") or "5432").split(",")
    pairs = zip(hosts, ports if len(ports) == len(hosts) else ports * len(hosts), strict=False)
    return f"{','.join(f'{host}:{port or 5432}' for host, port in pairs)}/{parts.get('dbname') or ''}"


def kind(error: BaseException) -> str:
    """What sort of error it was: its class and SQLSTATE, nothing of its text."""
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__name__}, {state}" if state else type(error).__name__


def _gone(error: psycopg.Error) -> bool:
    """Whether it is the server that is missing, not one statement that went wrong (a deadlock, say)."""
    if not isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P", "53300"))


def _parts(address: str) -> dict[str, Any]:
    try:
        return conninfo_to_dict(address)
    except psycopg.Error:
        raise SettingsError("DORINN_STORE is no address of a PostgreSQL server: postgresql://user@host/name") from None


def _options(address: str) -> dict[str, Any]:
    """What dorinn wishes of a connection, where the address does not say otherwise."""
    given = _parts(address)
    return {"autocommit": True} | {name: value for name, value in _WANTED.items() if name not in given}


def _configure(connection: Connection) -> None:
    # Short statements: compiling them takes longer than running them. What is acknowledged is on the disk.
    connection.execute(
        """SELECT set_config('search_path', %s, false), set_config('jit', 'off', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)""",
        [f"{SCHEMA}, public"],
    )

"""The one SQLite file: opened for each piece of work, made on first use, brought up to date, never lost in silence."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dorinn.errors import MemoryUnavailable

_log = logging.getLogger("dorinn.memory")

NAME = "dorinn.db"
PATIENCE = 5.0  # seconds that one waits for another who writes
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE conversation (
            key BLOB PRIMARY KEY, consented INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE turn (
            id INTEGER PRIMARY KEY, conversation BLOB NOT NULL REFERENCES conversation ON DELETE CASCADE,
            at INTEGER NOT NULL, question TEXT NOT NULL, form TEXT NOT NULL, kommune TEXT, urgency TEXT NOT NULL,
            services TEXT NOT NULL)""",
        "CREATE INDEX turn_conversation ON turn (conversation)",
        "CREATE INDEX conversation_expires ON conversation (expires)",
        """CREATE TABLE feedback (
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, form TEXT NOT NULL,
            kommune TEXT, services TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0)""",
        """CREATE TABLE gap (
            month TEXT NOT NULL, kommune TEXT NOT NULL, topic TEXT NOT NULL, reason TEXT NOT NULL,
            count INTEGER NOT NULL, PRIMARY KEY (month, kommune, topic, reason)) WITHOUT ROWID""",
    ),
)
"""What brings a database from version n to n + 1. A step that has been released is never changed."""


class Database:
    """The file in a folder that dorinn may write to; without a folder nothing can be stored.

    A connection lives for one piece of work, so that a file which was deleted or put back meanwhile is noticed.
    Writing waits for the disk (`synchronous=FULL`): what was acknowledged is there after a power cut.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @property
    def off(self) -> bool:
        """Whether there is no folder to write to."""
        return self._folder is None

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored; reading need not make a file."""
        return self._folder is not None and (self._folder / NAME).is_file()

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction, written at the end; raises MemoryUnavailable with one clear line."""
        if self._folder is None:
            raise MemoryUnavailable("nothing is stored here: DORINN_DATA is switched off")
        try:
            with closing(self._ready(self._folder)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise MemoryUnavailable(f"nothing can be stored now: {error}") from error

    def _ready(self, folder: Path) -> sqlite3.Connection:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return _connect(folder / NAME)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            _set_aside(folder)
            return _connect(folder / NAME)

    def sweep(self, before: float) -> None:
        """Deletes damaged files that were set aside before that moment (seconds since 1970)."""
        for path in self._folder.glob("damaged-*") if self._folder else ():
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, too
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turns a new file to WAL. Where another does so in the same moment, SQLite gives up at once and does not wait."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection) -> None:
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)  # another process may have been first
    if version > len(MIGRATIONS):
        raise MemoryUnavailable(f"the database is of version {version}; this dorinn knows {len(MIGRATIONS)} at most")
    for step in MIGRATIONS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _set_aside(folder: Path) -> None:
    name = f"damaged-{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.db"
    (folder / NAME).replace(folder / name)
    for end in ("-wal", "-shm"):
        (folder / f"{NAME}{end}").unlink(missing_ok=True)
    _log.error("the database was damaged; it was set aside as %s and a new one begun", name)

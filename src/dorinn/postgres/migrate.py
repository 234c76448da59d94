"""Brings a database up to date: small numbered SQL files, each applied once, whoever comes first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

from dorinn.errors import StoreUnavailable
from dorinn.postgres.link import SCHEMA, Connection

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x646F7269
"""The advisory lock under which one process migrates at a time («dori»)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A file `NNNN_name.sql`. One that has been released is never changed."""

    number: int
    name: str
    sql: str


def steps(folder: Path = FOLDER) -> list[Step]:
    """All steps, in order."""
    found = []
    for path in sorted(folder.glob("[0-9]*.sql")):
        number, _, name = path.stem.partition("_")
        found.append(Step(int(number), name, path.read_text(encoding="utf-8")))
    return found


def migrate(connection: Connection, wanted: list[Step] | None = None) -> int:
    """Applies what is missing, in one transaction; gives the number of steps applied.

    Asks for no more than reading where nothing is missing. Raises StoreUnavailable for a database of a newer dorinn,
    and where the role may not make tables.
    """
    wanted = steps() if wanted is None else wanted
    try:
        if not _missing(connection, wanted):
            return 0
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            missing = _missing(connection, wanted)  # another process may have been first
            if missing and missing[0] is wanted[0]:
                _begin(connection)
            for step in missing:
                connection.execute(step.sql.encode())
                connection.execute("INSERT INTO migration (number, name) VALUES (%s, %s)", [step.number, step.name])
    except psycopg.errors.InsufficientPrivilege:
        raise StoreUnavailable(
            "the database is not up to date, and this role may not change it: run `dorinn index` as its owner"
        ) from None
    except psycopg.errors.UndefinedTable:
        raise StoreUnavailable(
            f"this role may not see the schema {SCHEMA}: grant it what docs/postgresql.md says"
        ) from None
    return len(missing)


def _missing(connection: Connection, wanted: list[Step]) -> list[Step]:
    # Looked up in the catalogue itself: `to_regclass` may remember from before the lock was held that there is none.
    if not _any(connection, "pg_tables WHERE schemaname = %s AND tablename = 'migration'", SCHEMA):
        return wanted
    applied = {number for (number,) in connection.execute("SELECT number FROM migration").fetchall()}
    newest = max((step.number for step in wanted), default=0)
    if applied and max(applied) > newest:
        raise StoreUnavailable(f"the database is of version {max(applied)}; this dorinn knows {newest} at most")
    return [step for step in wanted if step.number not in applied]


def _begin(connection: Connection) -> None:
    if not _any(connection, "pg_extension WHERE extname = %s", "vector"):
        connection.execute("CREATE EXTENSION vector WITH SCHEMA public")
    if not _any(connection, "pg_namespace WHERE nspname = %s", SCHEMA):
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(SCHEMA)))
    connection.execute(
        """CREATE TABLE migration (
            number integer PRIMARY KEY, name text NOT NULL, applied timestamptz NOT NULL DEFAULT now())"""
    )


def _any(connection: Connection, where: LiteralString, value: str) -> bool:
    return connection.execute(SQL("SELECT FROM " + where), [value]).fetchone() is not None

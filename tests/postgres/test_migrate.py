"""Migrations: once each, in order, whoever comes first; nothing half done."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from dorinn.errors import StoreUnavailable
from dorinn.memory.database import MIGRATIONS
from dorinn.postgres.link import Link
from dorinn.postgres.migrate import FOLDER, Step, migrate, steps


def apply(address: str, wanted: list[Step] | None = None) -> int:
    link = Link(address)
    with link.alone() as connection:
        return migrate(connection, wanted)


def tables(address: str) -> set[str]:
    with psycopg.connect(address) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'dorinn'").fetchall()
    return {name for (name,) in rows}


def test_numbers_follow_each_other() -> None:
    assert [step.number for step in steps()] == list(range(1, len(steps()) + 1))
    assert len(list(FOLDER.iterdir())) == len(steps())


def test_twice_is_once(address: str) -> None:
    assert apply(address) == len(steps())
    assert apply(address) == 0
    assert tables(address) >= {"migration", "conversation", "turn", "feedback", "gap", "version", "passage", "posting"}


def test_many_at_once(address: str) -> None:
    done = list[int | Exception]()

    def one() -> None:
        try:
            done.append(apply(address))
        except Exception as error:
            done.append(error)

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, done)) == ["0"] * 5 + [str(len(steps()))]


def test_a_later_step_is_added_and_a_broken_one_leaves_nothing(address: str) -> None:
    apply(address)
    more = [*steps(), Step(len(steps()) + 1, "more", "ALTER TABLE feedback ADD COLUMN extra text NOT NULL DEFAULT 'x'")]
    broken = [*more, Step(len(steps()) + 2, "broken", "CREATE TABLE half (a int); NONSENSE")]
    with pytest.raises(StoreUnavailable, match="SyntaxError, 42601"):
        apply(address, broken)
    assert "half" not in tables(address)
    assert apply(address, more) == 1
    with pytest.raises(StoreUnavailable, match=f"version {len(steps()) + 1}; this dorinn knows {len(steps())}"):
        apply(address)


def test_a_role_that_may_not_is_told_so(address: str, fresh: Callable[[], str]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS modest")
        connection.execute("CREATE ROLE modest LOGIN")
    modest = address.replace("dorinn@", "modest@")
    with pytest.raises(StoreUnavailable, match="run `dorinn index` as its owner"):
        apply(modest)
    apply(address)
    with pytest.raises(StoreUnavailable, match="this role may not see the schema"):
        apply(modest)


def test_both_kinds_of_database_keep_the_same(address: str, tmp_path: Path) -> None:
    """A column that is added to the file's tables is needed here, too: as a new numbered step."""
    apply(address)
    file = sqlite3.connect(tmp_path / "memory.db")
    for statement in (statement for step in MIGRATIONS for statement in step):
        file.execute(statement)
    wanted = {
        name: [
            (column, bool(required or key))
            for _, column, _, required, _, key in file.execute(f"PRAGMA table_info({name})")
        ]
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    file.close()
    with psycopg.connect(address) as connection:
        found = {
            name: connection.execute(
                """SELECT column_name, is_nullable = 'NO' FROM information_schema.columns
                WHERE table_schema = 'dorinn' AND table_name = %s ORDER BY ordinal_position""",
                [name],
            ).fetchall()
            for name in wanted
        }
    assert found == wanted

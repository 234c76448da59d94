"""What docs/postgresql.md tells an operator to do, done: roles, index, backup and restore, and the commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dorinn.cli import main
from dorinn.errors import MemoryUnavailable, StoreUnavailable
from dorinn.memory.consented import Consented, Turn
from dorinn.memory.feedback import Feedback, Reviews
from dorinn.postgres.engine import Engine, connect
from dorinn.retrieval.index import Index
from dorinn.settings import Settings, StoreAddress
from postgres.node import Node


@pytest.fixture
def indexes(tmp_path: Path, whole: Index, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the checkout's index, and an engine that is closed afterwards."""
    yield Settings.from_environment().indexes
    store = Settings.from_environment().store
    if store:
        connect(store).close()
    connect.cache_clear()


def sql_of(root: Path, mark: str) -> str:
    text = (root / "docs" / "postgresql.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {mark}:.*?-->\n```sql\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_the_roles_of_the_page_are_enough_and_not_more(root: Path, address: str, index: Index) -> None:
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute(sql_of(root, "roles").encode())
    owner, web = (
        Engine(StoreAddress(address.replace("dorinn@", f"{role}@"))) for role in ("dorinn_owner", "dorinn_web")
    )
    try:
        with pytest.raises(MemoryUnavailable, match="as its owner"):
            Reviews(web.memory).add(Feedback("right", "", "nb"))
        owner.publish("passages", index)
        with psycopg.connect(address, autocommit=True) as superuser:
            superuser.execute(sql_of(root, "grants").encode())
        assert web.only("passages", index).search("barnehage", ("felles",))
        reviews, kept = Reviews(web.memory), Consented(web.memory)
        line = reviews.add(Feedback("wrong", "", "nb"))
        reviews.finish(line)
        kept.agree("a")
        assert kept.keep("a", Turn(0, "hei", "nb", None, "none", ()))
        kept.delete("a")
        for attempt in (
            "DELETE FROM passage", "UPDATE posting SET weights = NULL", "DROP TABLE feedback", "CREATE TABLE o (a int)",
            "INSERT INTO version (shelf, digest, name, passages) VALUES ('passages', 'x', 'x', 0)",
        ):  # fmt: skip
            with pytest.raises(StoreUnavailable, match="InsufficientPrivilege"), web.primary.connection() as connection:
                connection.execute(attempt)
        with pytest.raises(StoreUnavailable, match="InsufficientPrivilege"):
            web.publish("passages", index)
    finally:
        owner.close()
        web.close()


def test_no_word_of_a_question_stands_in_the_servers_log(root: Path, node: Node, address: str, index: Index) -> None:
    def use(word: str) -> str:
        engine = Engine(StoreAddress(address.replace("dorinn@", "logged_owner@")))
        engine.publish("passages", index, unless_there=True)
        engine.only("passages", index).search(f"{word} i barnehagen", ("felles",))
        Reviews(engine.memory).add(Feedback("wrong", word, "nb"))
        engine.close()
        return (node.folder / "log").read_text(encoding="utf-8", errors="replace")

    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute(sql_of(root, "roles").replace("dorinn_", "logged_").encode())
        superuser.execute("ALTER ROLE logged_owner SET log_statement = 'all'")
        said = use("vaffelrøre")
        assert "INSERT INTO feedback" in said
        assert "vaffelr" not in said
        superuser.execute("ALTER ROLE logged_owner RESET log_parameter_max_length")
        assert "pannekak" in use("pannekake"), "what the setting is for"


def test_a_backup_is_restored(
    node: Node, engine: Engine, address: str, fresh: Callable[[], str], index: Index, root: Path
) -> None:
    engine.publish("passages", index)
    Reviews(engine.memory).add(Feedback("wrong", "vaffel", "nb"))
    dump = node.folder / "dorinn.dump"
    page = (root / "docs" / "postgresql.md").read_text(encoding="utf-8")
    flags = re.search(r"pg_dump (.*) dorinn > dorinn\.dump", page)
    assert flags
    node.do("pg_dump", *flags[1].replace("'", "").split(), "--file", dump, address)
    other = fresh()
    with psycopg.connect(other, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION vector")
    node.do("pg_restore", "--dbname", other, dump)
    restored = Engine(StoreAddress(other))
    try:
        assert [line.feedback.note for line in Reviews(restored.memory).waiting()] == ["vaffel"]
        assert restored.publish("passages", index, unless_there=True).fresh, "the index is made anew"
        assert restored.only("passages", index).search("barnehage", ("felles",))
    finally:
        restored.close()


def test_the_commands(
    address: str, indexes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DORINN_STORE", address)
    assert main(["index", "--if-stale"]) == 0
    place = re.escape(address.removeprefix("postgresql://dorinn@"))
    assert re.search(rf"passages, version \S+ \(1\), written to the database at {place}", capsys.readouterr().out)
    assert main(["index", "--if-stale"]) == 0
    assert "(1), already in the database" in capsys.readouterr().out
    assert main(["ask", "Hva er PPT?", "--kommune", "donna"]) == 0
    assert "PPT" in capsys.readouterr().out


def test_the_commands_without_their_server(
    indexes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DORINN_STORE", "postgresql://dorinn:hemmelig@127.0.0.1:1/dorinn")
    assert main(["ask", "Hva er PPT?", "--kommune", "donna"]) == 0, "the embedded index answers"
    assert "PPT" in capsys.readouterr().out
    assert main(["index", "--if-stale"]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert said[0].startswith("dorinn: the database at 127.0.0.1:1/dorinn does not answer: ")
    assert "hemmelig" not in said[0]
    monkeypatch.setenv("DORINN_STORE", "postgresql://dorinn:hemmelig@127.0.0.1:x/dorinn")
    assert main(["index", "--if-stale"]) == 2
    assert "hemmelig" not in capsys.readouterr().err


def test_serving_without_a_store_never_imports_psycopg(root: Path) -> None:
    code = "import sys, dorinn.cli, dorinn.web.serve, dorinn.web.app, dorinn.interop.routers; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
    )  # fmt: skip
    assert not {
        name for name in done.stdout.split() if name.partition(".")[0] in ("psycopg", "psycopg_pool", "pgvector")
    }

"""A server that is lost: one clear line, no wait for the next, and back by itself. The password is never shown."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator

import pytest

from dorinn import settings
from dorinn.errors import SettingsError, StoreUnavailable
from dorinn.postgres.link import Link, place
from dorinn.settings import Settings, StoreAddress
from postgres.node import Node

SECRET = "hemmelig-passord"


@pytest.fixture
def own() -> Iterator[Node]:
    node = Node()
    try:
        yield node.make().start()
    finally:
        node.remove()


def test_lost_and_found_again(own: Node, caplog: pytest.LogCaptureFixture) -> None:
    link = Link(own.url(password=SECRET))
    with link.connection() as connection:
        connection.execute("SELECT")
    own.kill()
    with pytest.raises(StoreUnavailable, match="does not answer"), link.connection():
        raise AssertionError("there is none")
    assert link.lost
    began = time.monotonic()
    for _ in range(100):
        with pytest.raises(StoreUnavailable), link.connection():
            pass
    assert time.monotonic() - began < 0.1, "only the first one waited"
    own.start()
    deadline = time.monotonic() + 20
    while link.lost and time.monotonic() < deadline:
        time.sleep(0.05)
    with link.connection() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    link.close()
    assert [record.levelname for record in caplog.records if record.name.startswith("dorinn")] == ["ERROR", "WARNING"]
    assert SECRET not in caplog.text


def test_a_connection_that_breaks_in_use_is_one_clear_line(own: Node) -> None:
    link = Link(own.url())

    def use() -> None:
        with link.connection() as connection:
            own.kill()
            connection.execute("SELECT 1")

    with pytest.raises(StoreUnavailable, match="does not answer"):
        use()
    link.close()


def test_a_statement_that_goes_wrong_is_no_loss_of_the_server(address: str) -> None:
    link = Link(address)
    for statement, said in (
        ("DO $$ BEGIN RAISE 'pannekake' USING ERRCODE = '57014'; END $$", "QueryCanceled, 57014"),
        ("SELECT 1 / 0", "DivisionByZero, 22012"),
        ("DO $$ BEGIN RAISE 'pannekake' USING ERRCODE = '40P01'; END $$", "DeadlockDetected, 40P01"),
    ):
        with pytest.raises(StoreUnavailable, match=f"refused: {said}"), link.connection() as connection:
            connection.execute(statement)
        assert not link.lost
    with link.connection() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    link.close()


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:{SECRET}@127.0.0.1:1/x",
        f"postgresql://u:{SECRET}@127.0.0.1:port/x",
        f"postgresql://u:%{SECRET}@127.0.0.1/x",
        f"postgresql://u@127.0.0.1/x?password={SECRET}&nonsense",
        f"postgresql://u:{SECRET}@/x?host=/nowhere",
    ],
)
def test_no_password_in_any_message(
    address: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    said = repr(StoreAddress(address, address))
    with caplog.at_level(logging.DEBUG):
        try:
            link = Link(address)
        except SettingsError as error:
            said += f"{error!r} {error.__cause__!r}"
        else:
            said += repr(link) + link.name
            for way in (link.connection, link.alone):
                with pytest.raises(StoreUnavailable) as refused, way():
                    pass
                said += str(refused.value)
            link.close()
    assert SECRET not in said + caplog.text + "".join(capsys.readouterr())


def test_a_server_that_says_nothing_costs_little_patience() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        link = Link(f"postgresql://u@127.0.0.1:{silent.getsockname()[1]}/x")
        began = time.monotonic()
        with pytest.raises(StoreUnavailable), link.connection():
            pass
        assert time.monotonic() - began < 6
        link.close()


def test_place_names_hosts_and_database() -> None:
    assert place("postgresql://u:p@a:1,b:2/x?target_session_attrs=read-write") == "a:1,b:2/x"
    assert place("postgresql://u:p@a,b/x") == "a:5432,b:5432/x"
    assert place("postgresql:///x") == "localhost:5432/x"


def test_settings_refuse_without_showing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DORINN_STORE_READ", "postgresql://h/x")
    with pytest.raises(SettingsError, match="needs DORINN_STORE"):
        Settings.from_environment()
    for value in (f"mysql://u:{SECRET}@h/x", f"postgresql://u:{SECRET} @h/x", "postgresql://"):
        monkeypatch.setenv("DORINN_STORE", value)
        with pytest.raises(SettingsError, match="must begin with postgresql://") as refused:
            Settings.from_environment()
        assert SECRET not in str(refused.value)
    monkeypatch.setenv("DORINN_STORE", f"postgresql://u:{SECRET}@h/x")
    assert SECRET not in repr(Settings.from_environment())
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="pip install 'dorinn\\[postgres\\]'"):
        Settings.from_environment()

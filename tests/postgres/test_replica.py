"""A primary and a streaming replica. The primary is killed in the middle of a load of feedback, the replica promoted:
no feedback that was acknowledged is lost, and the emergency card answers all the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest

from dorinn.postgres.engine import connect
from dorinn.retrieval.index import Index
from dorinn.settings import Settings, StoreAddress
from dorinn.web.app import create_app
from postgres.node import Node
from serving import serving

ACUTE = {"question": "Pappa slår mamma akkurat nå, hun blør", "kommune": "donna"}
QUESTION = {"question": "Hva er PPT?", "kommune": "donna"}


@pytest.fixture
def pair(whole: Index) -> Iterator[tuple[Node, Node]]:
    """A primary with all passages whose commits wait for the replica, and that replica."""
    primary, replica = Node(), Node()
    try:
        primary.make().start()
        engine = connect(StoreAddress(primary.url()))
        engine.publish("passages", whole)
        replica.copy_of(primary).start()
        with psycopg.connect(primary.url(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
            until(lambda: _one(primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1)
        yield primary, replica
    finally:
        for node in (primary, replica):
            node.remove()


@dataclass
class Load:
    """Writers of feedback and an asker in danger, each in a thread, and what they were told."""

    address: str
    acknowledged: list[str] = field(default_factory=list)
    refused: int = 0
    asked: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, writers: int = 3) -> None:
        for number in range(writers):
            self._threads.append(threading.Thread(target=self._write, args=("abc"[number],)))
        self._threads += [threading.Thread(target=self._ask, args=(ACUTE,))]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join(30)

    def _write(self, letter: str) -> None:
        number = 0
        with httpx.Client(base_url=self.address, timeout=30) as client:
            while not self._done.is_set():
                number += 1
                note = f"linje {letter} {number}"
                reply = client.post("/api/v1/feedback", json={"verdict": "missing", "note": note})
                if reply.status_code == 201:
                    self.acknowledged.append(note)
                elif reply.status_code == 503:
                    self.refused += 1
                    time.sleep(0.02)
                else:
                    self.wrong.append(f"feedback: {reply.status_code}")

    def _ask(self, question: dict[str, str]) -> None:
        with httpx.Client(base_url=self.address, timeout=30) as client:
            while not self._done.is_set():
                began = time.monotonic()
                reply = client.post("/api/v1/ask", json=question)
                self.slowest = max(self.slowest, time.monotonic() - began)
                self.asked += 1
                said = reply.json()
                first = said["emergency"][0]["phone"] if said["emergency"] else None
                if (reply.status_code, said["urgency"], first) != (200, "acute", "112"):
                    self.wrong.append(f"ask: {reply.status_code} {said['urgency']} {first}")


def until(condition, seconds: float = 20.0) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _one(node: Node, sql: str) -> object:
    with psycopg.connect(node.url(), autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
    return row and row[0]


def test_killing_the_primary_loses_no_feedback_and_no_emergency_card(pair: tuple[Node, Node], tmp_path: Path) -> None:
    primary, replica = pair
    hosts = f"127.0.0.1:{primary.port},127.0.0.1:{replica.port}"
    store = StoreAddress(
        f"postgresql://dorinn@{hosts}/postgres?target_session_attrs=read-write",
        f"postgresql://dorinn@127.0.0.1:{replica.port}/postgres",
    )
    settings = Settings(Settings.from_environment().indexes, rate_per_minute=10**6, data=tmp_path, store=store)
    with serving(create_app(settings)) as address:
        load = Load(address)
        load.start()
        try:
            until(lambda: len(load.acknowledged) >= 60)
            primary.kill()
            before = len(load.acknowledged)
            until(lambda: load.refused >= 3 and load.asked >= 20)
            replica.promote()
            until(lambda: len(load.acknowledged) >= before + 60)
        finally:
            load.stop()
        asked = httpx.post(f"{address}/api/v1/ask", json=QUESTION, timeout=30)
        assert asked.status_code == 200
        assert httpx.get(f"{address}/readyz").json()["store"] == "database", "the replica has the passages, too"
    connect(store).close()
    connect.cache_clear()
    assert load.wrong == []
    assert load.slowest < 5
    with psycopg.connect(replica.url(), autocommit=True) as connection:
        stored = {note for (note,) in connection.execute("SELECT note FROM dorinn.feedback").fetchall()}
    assert set(load.acknowledged) <= stored
    assert len(stored) <= len(load.acknowledged) + load.refused + 3, "and nothing was made up"

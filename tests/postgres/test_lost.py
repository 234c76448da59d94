"""The server over a database that is killed: answers go on, storing says that it cannot, nobody waits, no 500."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dorinn.postgres.engine import connect
from dorinn.retrieval.index import Index
from dorinn.settings import Settings, StoreAddress
from dorinn.web.app import create_app
from postgres.node import Node

TOKEN = "en-lang-nokkel-til-prove"
QUESTION = {"question": "Sønnen min vil ikke på skolen", "kommune": "donna"}
ACUTE = {"question": "Pappa slår mamma akkurat nå, hun blør", "kommune": "donna"}
FEEDBACK = {"verdict": "wrong", "note": "Skulle vært PPT"}


@pytest.fixture(scope="module")
def own() -> Iterator[Node]:
    node = Node()
    try:
        yield node.make().start()
    finally:
        node.remove()


@pytest.fixture(scope="module")
def store(own: Node, whole: Index) -> Iterator[StoreAddress]:
    address = StoreAddress(own.url())
    connect(address).publish("passages", whole)
    yield address
    connect(address).close()
    connect.cache_clear()


def app(store: StoreAddress, indexes: Path, data: Path | None) -> TestClient:
    return TestClient(
        create_app(Settings(indexes, rate_per_minute=100_000, data=data, admin_token=TOKEN, store=store)),
        raise_server_exceptions=False,
    )


def until_back(store: StoreAddress) -> None:
    deadline = time.monotonic() + 20
    while connect(store).primary.lost and time.monotonic() < deadline:
        time.sleep(0.05)


def test_answers_go_on_while_the_database_is_lost(own: Node, store: StoreAddress, whole: Index, tmp_path: Path) -> None:
    embedded = Settings.from_environment().indexes
    with app(store, embedded, tmp_path) as with_index, app(store, tmp_path / "none", tmp_path) as without:
        for client in (with_index, without):
            assert client.get("/readyz").json()["index"] == whole.manifest.version
            assert client.post("/api/v1/feedback", json=FEEDBACK).status_code == 201
        before = with_index.post("/api/v1/ask", json=QUESTION).json()
        again = without.post("/api/v1/ask", json=QUESTION).json()
        assert [item["id"] for item in before["services"]] == [item["id"] for item in again["services"]]
        assert with_index.get("/readyz").json()["store"] == "database"
        assert not (tmp_path / "none" / "current").exists(), "no index was built: the database has it"
        agreed = with_index.post("/api/v1/ask", json=QUESTION | {"consent": True}).json()
        assert agreed["stored"] is True
        conversation = f"/api/v1/conversations/{agreed['conversation_id']}"
        assert len(with_index.get(conversation).json()["turns"]) == 1

        own.kill()
        after = with_index.post("/api/v1/ask", json=QUESTION)
        assert after.status_code == 200
        assert after.json()["services"] == before["services"], "the embedded index answers"
        assert with_index.get("/readyz").json()["store"] == "embedded"
        assert "dorinn_store_up 0" in with_index.get("/metrics").text
        began = time.monotonic()
        acute = with_index.post("/api/v1/ask", json=ACUTE)
        assert acute.status_code == 200
        assert acute.json()["urgency"] == "acute"
        assert acute.json()["emergency"][0]["phone"] == "112"

        refused = without.post("/api/v1/ask", json=QUESTION)
        assert refused.status_code == 503
        assert refused.json()["detail"].startswith("no usable index")
        assert {entry["phone"] for entry in refused.json()["emergency"]} >= {"112", "113", "110"}
        refused = without.post("/api/v1/ask", json=ACUTE)
        assert refused.status_code == 503
        assert refused.json()["urgency"] == "acute"
        assert refused.json()["emergency"][0]["phone"] == "112"
        page = without.get("/", params={"q": ACUTE["question"]})
        assert page.status_code < 500 or "112" in page.text

        said = with_index.post("/api/v1/feedback", json=FEEDBACK)
        assert said.status_code == 503
        assert said.json()["detail"].startswith("nothing can be stored now: the database at 127.0.0.1")
        assert with_index.post("/tilbakemelding", data={"verdict": "wrong", "note": "x"}).status_code == 503
        kept = with_index.post("/api/v1/ask", json=QUESTION | {"consent": True})
        assert (kept.status_code, kept.json()["stored"]) == (200, False), "storing never stands in an answer's way"
        assert with_index.delete(conversation).status_code == 503, "nobody is told that it is gone when it is not"
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert with_index.get("/redaksjon", headers=bearer).status_code == 503
        for path in ("/", "/tjenester", "/healthz", "/metrics", "/personvern"):
            assert with_index.get(path).status_code == 200
        assert time.monotonic() - began < 10

        own.start()
        until_back(store)
        assert with_index.post("/api/v1/feedback", json=FEEDBACK).status_code == 201
        assert without.post("/api/v1/ask", json=QUESTION).status_code == 200
        assert with_index.get("/readyz").json()["store"] in ("embedded", "database")
        assert len(with_index.get(conversation).json()["turns"]) == 1, "what was stored is there still"
        assert with_index.delete(conversation).status_code == 204
        assert with_index.get(conversation).status_code == 404


def test_data_off_stores_nothing_on_a_server_either(store: StoreAddress, tmp_path: Path) -> None:
    with app(store, tmp_path, None) as client:
        refused = client.post("/api/v1/feedback", json=FEEDBACK)
        assert refused.status_code == 503
        assert "DORINN_DATA" in refused.json()["detail"]
        assert client.post("/api/v1/ask", json=QUESTION).status_code == 200

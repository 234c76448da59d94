"""What breaks: the corpus, the weights, the index under a running server. A clear word, no 500, and the numbers."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import SNAPSHOT, Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.errors import CorpusError
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.emergency import ALWAYS
from dorinn.web.last_resort import NUMBERS, last_resort, or_last_resort

SRC = Path(__file__).resolve().parents[2] / "src"
ACUTE = "Han slår meg nå, jeg er redd for livet mitt"
DAMAGE = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 - 7]),
    "bytes": lambda path: path.write_bytes(b"\xff\xfe\x00 not text"),
    "foreign": lambda path: path.write_text("a: {b: c}\n"),
    "empty": lambda path: path.write_text(""),
    "gone": lambda path: path.unlink(),
}


@pytest.fixture
def corpus_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(corpus_folder(), tmp_path / "corpus", ignore=shutil.ignore_patterns("examples"))
    monkeypatch.setenv("DORINN_CORPUS", str(tmp_path / "corpus"))
    return tmp_path / "corpus"


@pytest.mark.parametrize("damage", ["cut", "bytes", "foreign"])
@pytest.mark.parametrize("name", ["services/donna.yaml", "sources.yaml", "topics/skole.yaml", "kommuner.yaml"])
def test_a_damaged_corpus_is_used_as_it_was(corpus_copy: Path, tmp_path: Path, name: str, damage: str, caplog) -> None:
    snapshot = tmp_path / SNAPSHOT
    whole = Corpus.load(snapshot=snapshot)
    DAMAGE[damage](corpus_copy / name)
    with pytest.raises(CorpusError):
        Corpus.load(snapshot=snapshot)
    kept = snapshot.read_bytes()
    assert Corpus.load(snapshot=snapshot, forgiving=True) == whole
    assert "as it was before" in caplog.text
    assert snapshot.read_bytes() == kept, "the good copy is not overwritten"


@pytest.mark.parametrize("snapshot", [None, b"{", b"{}", b'{"sources.yaml": ["x", []]}'])
def test_without_a_good_copy_the_fault_is_told(corpus_copy: Path, tmp_path: Path, snapshot: bytes | None) -> None:
    if snapshot is not None:
        (tmp_path / SNAPSHOT).write_bytes(snapshot)
    DAMAGE["cut"](corpus_copy / "services/donna.yaml")
    with pytest.raises(CorpusError, match=r"donna\.yaml"):
        Corpus.load(snapshot=tmp_path / SNAPSHOT, forgiving=True)


def test_the_bundled_numbers_are_those_of_the_records(corpus: Corpus) -> None:
    entries = json.loads(NUMBERS.read_text(encoding="utf-8"))
    assert [entry["id"] for entry in entries] == list(ALWAYS)
    for entry in entries:
        record = corpus.service[entry["id"]]
        assert entry["phone"] == record.contacts[0].value
        assert entry["name"] == {"nb": record.name.nb, "nn": record.name.nn}
        assert entry["note"] == {"nb": record.description.nb, "nn": record.description.nn}


def test_the_last_resort_shows_the_numbers_everywhere() -> None:
    client = TestClient(last_resort("sources.yaml: cannot be read"))
    for method in ("GET", "POST", "PUT", "DELETE"):
        for path in ("/", "/tjenester", "/laer/x", "/api/v1/ask", "/redaksjon", "/%00"):
            reply = client.request(method, path, content=b"\xff" * 100)
            assert reply.status_code == 503
            assert "112" in reply.text
            assert "113" in reply.text
            assert "no-store" in reply.headers["cache-control"]
    page = client.get("/").text
    assert 'href="tel:112"' in page
    assert 'lang="nn"' in page
    body = client.post("/api/v1/ask", json={"question": ACUTE}).json()
    assert {number["phone"] for number in body["emergency"]} >= {"112", "113", "110"}
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json()["detail"] == "sources.yaml: cannot be read"


@pytest.mark.parametrize("error", [CorpusError("a.yaml: bad"), OSError("x"), KeyError("y"), MemoryError()])
def test_any_fault_at_the_start_ends_there(error: Exception) -> None:
    said: list[str] = []

    def fail() -> None:
        raise error

    app = or_last_resort(fail, said.append)  # type: ignore[arg-type]
    assert TestClient(app).get("/").status_code == 503
    assert len(said) == 1


def test_a_real_server_with_a_ruined_corpus(corpus_copy: Path, tmp_path: Path) -> None:
    for path in corpus_copy.rglob("*.yaml"):
        DAMAGE["bytes"](path)
    log = tmp_path / "log"
    with log.open("wb") as writing:
        process = subprocess.Popen(
            [sys.executable, "-m", "dorinn.cli", "serve", "--port", "0"],
            env={**os.environ, "PYTHONPATH": str(SRC), "DORINN_INDEXES": str(tmp_path / "indexes")},
            stdout=writing, stderr=writing,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while "http://" not in log.read_text() and time.monotonic() < deadline:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        address = log.read_text().split("dorinn: http")[-1].strip()
        reply = httpx.post(f"http{address}api/v1/ask", json={"question": ACUTE}, timeout=30)
        assert reply.status_code == 503
        assert reply.json()["emergency"][0]["phone"] == "112"
        assert "Traceback" not in log.read_text()
        assert len(log.read_text().splitlines()) == 2, log.read_text()
    finally:
        process.kill()
        process.wait(20)


@pytest.mark.parametrize("error", [OSError("no space"), KeyError("weights"), ZeroDivisionError()])
def test_whatever_fails_in_loading_the_door_stays_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    app = create_app(settings)
    monkeypatch.setattr(Assistant, "load", fail)
    asyncio.run(app.state.dorinn.load())
    client = TestClient(app)
    assert type(error).__name__ in client.get("/readyz").json()["detail"]
    reply = client.post("/api/v1/ask", json={"question": ACUTE})
    assert reply.status_code == 503
    assert reply.json()["urgency"] == "acute"
    assert client.get("/tjenester").status_code == 200


def test_a_running_server_does_not_miss_its_files(settings: Settings, assistant: Assistant, tmp_path: Path) -> None:
    """The index, the corpus and the database may vanish under it: what is loaded goes on answering."""
    chosen = dataclasses.replace(settings, indexes=tmp_path / "gone", data=tmp_path / "data")
    client = TestClient(create_app(chosen, assistant))
    client.post("/api/v1/feedback", json={"verdict": "right"})
    shutil.rmtree(tmp_path / "data")
    assert client.post("/api/v1/ask", json={"question": ACUTE}).json()["urgency"] == "acute"
    assert client.post("/api/v1/feedback", json={"verdict": "right"}).status_code == 201
    assert client.get("/").status_code == 200

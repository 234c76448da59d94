"""The server as a process of its own: what it writes to its log, and what is left after kill -9."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings

SRC = Path(__file__).resolve().parents[2] / "src"
SECRET = "hemmeligord"
TOKEN = "en-lang-nokkel-til-prove"


@contextmanager
def served(data: Path, indexes: Path, log: Path) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    environment = {
        **os.environ, "PYTHONPATH": str(SRC), "DORINN_INDEXES": str(indexes), "DORINN_DATA": str(data),
        "DORINN_ADMIN_TOKEN": TOKEN,
    }  # fmt: skip
    with log.open("ab") as writing:
        process = subprocess.Popen(
            [sys.executable, "-m", "dorinn.cli", "serve", "--port", "0"],
            env=environment,
            stdout=writing,
            stderr=writing,
        )
    try:
        deadline = time.monotonic() + 90
        while not (address := re.findall(r"dorinn: (http://\S+)/", log.read_text())) and time.monotonic() < deadline:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        with httpx.Client(base_url=address[-1], timeout=60) as client:
            yield client, process
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="module")
def indexes(assistant: Assistant, settings: Settings) -> Path:
    """A folder with a built index."""
    return settings.indexes


def test_no_word_of_a_question_is_logged_and_kill_9_loses_nothing(indexes: Path, tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    with served(data, indexes, log) as (client, process):
        assert client.get("/readyz").status_code == 200
        client.post("/api/v1/ask", json={"question": f"{SECRET} på skolen"})
        client.post("/", data={"question": f"{SECRET} på skolen", "kommune": "donna"})
        client.get(f"/?question={SECRET}")
        client.get(f"/tjenester?q={SECRET}")
        client.get(f"/api/v1/services?q={SECRET}")
        client.get(f"/{SECRET}")
        client.get(f"/tjenester/donna/{SECRET}?x={SECRET}")
        client.post("/api/v1/ask", content=f'{{"question": "{SECRET}')
        client.post("/api/v1/ask", json={"question": SECRET, "kommune": SECRET})
        client.post("/tilbakemelding", data={"verdict": "wrong", "note": f"{SECRET} ble sagt"})
        client.post("/redaksjon/inn", data={"token": SECRET})
        kept = client.post("/api/v1/ask", json={"question": "en pannekake på skolen", "consent": True}).json()
        assert kept["stored"]
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    said = log.read_text()
    for word in (SECRET, "pannekake", TOKEN, kept["conversation_id"], "127.0.0.1 -", "GET ", "POST "):
        assert word not in said, said
    again = tmp_path / "log again"
    with served(data, indexes, again) as (client, _):
        turns = client.get(f"/api/v1/conversations/{kept['conversation_id']}").json()["turns"]
        assert [turn["question"] for turn in turns] == ["en pannekake på skolen"]
        desk = client.get("/redaksjon", headers={"authorization": f"Bearer {TOKEN}"})
        assert f"{SECRET} ble sagt" in desk.text
        assert client.delete(f"/api/v1/conversations/{kept['conversation_id']}").status_code == 204
    assert b"pannekake" not in b"".join(path.read_bytes() for path in data.iterdir())
    assert again.read_text().count("\n") == 1, "only the line that says where it listens"

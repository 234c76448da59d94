"""A running server goes on with a plan that is taken in, and with what it had when that cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from ingest import papers
from web.test_process import served

ASKED = {"question": "Hvem har ansvar for Fjordteam?", "kommune": "fjelldal"}


@pytest.fixture(scope="module")
def indexes(assistant: Assistant, settings: Settings) -> Path:
    """A folder with a built index."""
    return settings.indexes


def _dorinn(data: Path, indexes: Path, *arguments: str) -> None:
    environment = {**os.environ, "DORINN_DATA": str(data), "DORINN_INDEXES": str(indexes)}
    subprocess.run([sys.executable, "-m", "dorinn.cli", *arguments], env=environment, check=True, capture_output=True)


def _until(client: httpx.Client, status: int) -> dict[str, Any]:
    """The first answer with this status; every answer before it is a whole one, too."""
    deadline = time.monotonic() + 60
    while (answer := client.post("/api/v1/ask", json=ASKED)).status_code != status and time.monotonic() < deadline:
        assert answer.status_code in (200, 422), answer.text
        time.sleep(0.1)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_plan_is_seen_without_a_restart(indexes: Path, tmp_path: Path) -> None:
    data, log, plan = tmp_path / "data", tmp_path / "log", tmp_path / "fjelldal.txt"
    plan.write_text(papers.TEXT, encoding="utf-8")
    with served(data, indexes, log) as (client, _):
        before = client.post("/api/v1/ask", json={"question": "Hun er 14 og vil ikke på skolen", "kommune": "donna"})
        assert client.post("/api/v1/ask", json=ASKED).status_code == 422
        _dorinn(data, indexes, "ingest", str(plan), "--kommune", "fjelldal", "--new", "Fjelldal")
        assert "Rektor ved Fjordskolen" in _until(client, 200)["answer"]["text"]
        assert "fjelldal" in [item["slug"] for item in client.get("/api/v1/kommuner").json()["kommuner"]]
        assert "Fjelldal" in client.get("/tjenester").text
        kept = before.json()["conversation_id"]
        after = client.post("/api/v1/ask", json={"question": "hva med 16?", "conversation_id": kept})
        assert after.json()["conversation_id"] == kept, "conversations go on"

        path = data / "ingested" / "fjelldal" / "fjelldal-plan.json"
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole[:100], encoding="utf-8")
        (data / "ingested" / "news").write_text("1", encoding="utf-8")
        deadline = time.monotonic() + 30
        while "as they were before" not in log.read_text() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert log.read_text().count("as they were before") == 1
        assert "Rektor ved Fjordskolen" in _until(client, 200)["answer"]["text"]

        path.write_text(whole, encoding="utf-8")
        _dorinn(data, indexes, "ingest", "--undo", "--kommune", "fjelldal")
        assert "fjelldal" not in json.dumps(_until(client, 422))

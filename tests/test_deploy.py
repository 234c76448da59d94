"""What lies in `deploy/` agrees with the program: metrics, numbers, limits, folders, and the tables of the docs."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.last_resort import NUMBERS
from dorinn.web.limits import ASKS
from dorinn.web.metrics import Metrics

METRIC = re.compile(r"\b((?:dorinn|process)_[a-z_]+)(\{[^}]*\})?")
OF_PROMETHEUS = {"instance", "job"}


@pytest.fixture(scope="module")
def exported(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Every metric that a server with some history exports, with its labels."""
    app = create_app(Settings(indexes=tmp_path_factory.mktemp("indexes")), assistant)
    metrics: Metrics = app.state.dorinn.metrics
    metrics.rephrasing("kept")
    client = TestClient(app)
    client.post("/api/v1/ask", json={"question": "Hva er PPT?"})
    found: dict[str, set[str]] = {}
    for line in client.get("/metrics").text.splitlines():
        if not line.startswith("#"):
            name, _, rest = line.partition("{")
            found.setdefault(name.split(" ")[0], set()).update(re.findall(r'(\w+)="', rest))
    return found


def queries(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("expr", "definition") and isinstance(value, str):
                yield value
            else:
                yield from queries(value)
    elif isinstance(node, list):
        for item in node:
            yield from queries(item)


def test_every_query_of_the_dashboard_asks_for_what_is_exported(root: Path, exported: dict[str, set[str]]) -> None:
    board = json.loads((root / "deploy/grafana/dorinn.json").read_text(encoding="utf-8"))
    asked = list(queries(board))
    assert len(asked) >= len(board["panels"])
    for query in asked:
        named = METRIC.findall(query)
        assert named or query.startswith("sum(up{"), query
        for name, labels in named:
            assert name in exported, query
            wanted = set(re.findall(r"(\w+)(?:=~|!=|=)", labels)) | set(re.findall(r"by \((\w+)\)", query))
            assert wanted <= exported[name] | OF_PROMETHEUS, query


def test_the_dashboard_shows_all_that_is_counted(root: Path, exported: dict[str, set[str]]) -> None:
    text = (root / "deploy/grafana/dorinn.json").read_text(encoding="utf-8")
    assert {name for name in exported if name not in text} == set()


def test_panels_stand_beside_each_other(root: Path) -> None:
    board = json.loads((root / "deploy/grafana/dorinn.json").read_text(encoding="utf-8"))
    taken: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_the_proxy_shows_the_right_numbers_and_limits_no_question(root: Path) -> None:
    text = (root / "deploy/nginx/dorinn.conf").read_text(encoding="utf-8")
    known = {entry["phone"] for entry in json.loads(NUMBERS.read_text(encoding="utf-8"))}
    assert set(re.findall(r"tel:(\d+)", text)) == {"113", "112", "110"} <= known
    (pattern,) = re.findall(r"location ~ (\S+) \{", text)
    for path in ASKS:
        assert re.search(pattern, path)
        assert re.search(pattern, f"/k/trysil{path}")
    assert not re.search(pattern, "/tjenester")
    block = text[text.index("location ~") :].partition("}")[0]
    assert "limit" not in block
    settings = {field.name: field.default for field in dataclasses.fields(Settings)}
    assert f"client_max_body_size {settings['max_body'] // 1024}k;" in text
    assert "$args" not in text
    assert text.count("{") == text.count("}")


def test_the_unit_writes_to_its_own_folders_only(root: Path) -> None:
    text = (root / "deploy/systemd/dorinn@.service").read_text(encoding="utf-8")
    for line in (
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "IPAddressDeny=any",
    ):
        assert f"\n{line}\n" in text
    assert "--host 127.0.0.1" in text
    assert "DORINN_INDEXES=/var/cache/dorinn DORINN_DATA=/var/lib/dorinn" in text


def test_the_container_is_nobody_and_takes_what_is_locked(root: Path) -> None:
    text = (root / "deploy/Containerfile").read_text(encoding="utf-8")
    assert text.rindex("USER 10001:10001") > text.rindex("FROM ")
    assert "--require-hashes -r requirements.lock" in text
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((root / name).exists() for name in line.split()), line


@pytest.fixture(scope="module")
def capacity(root: Path) -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("capacity", root / "deploy/capacity.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["capacity"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["capacity"]


def test_the_tables_of_the_docs_are_what_the_model_gives(root: Path, capacity: ModuleType) -> None:
    text = (root / "docs/scaling.md").read_text(encoding="utf-8")
    assert capacity.table(capacity.Figures(), capacity.Assumptions()) in text


def test_the_model_adds_up(capacity: ModuleType) -> None:
    figures = capacity.Figures(ask_ms=10, page_ms=0, worker_mb=1024, door_mb=0, doors=1)
    told = capacity.Assumptions(burst=1, pages=0, busy=0.5, spare=1)
    need = capacity.Need.of(3600 * 100, figures, told)  # a hundred a second, ten milliseconds each: one core, so two
    assert (need.rate, need.cores, need.workers, need.memory_gb) == (100, 1.0, 3, 3.0)
    assert capacity.cost(need, 0.1, 2.0) == pytest.approx(3 * 8760 * 0.1 + 3 * 12 * 2)

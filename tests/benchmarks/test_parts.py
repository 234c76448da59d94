"""The parts of the benchmark at tiny sizes: they run and give figures of the right shape. No time is asserted."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import building, latency, rivals, server, sizes
from benchmarks.__main__ import main
from benchmarks.client import run
from benchmarks.clock import Spent, both, machine, spent
from benchmarks.plot import plot
from benchmarks.questions import questions
from benchmarks.report import BEGIN, END, drawing, tables, written
from dorinn.assistant.assistant import Assistant
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.settings import Settings

PERCENTILES = {"p50", "p95", "p99"}


def test_the_least_of_several_counts() -> None:
    waits = iter((0.03, 0.001, 0.02))
    found = spent(lambda: time.sleep(next(waits)), times=3)
    assert 1 <= found.wall < 20
    assert found.cpu < found.wall
    assert both([Spent(1, 2), Spent(3, 4)])["wall"]["p50"] == 2


def test_questions_go_round_the_municipalities() -> None:
    asked = questions(6, ("donna", "trysil"))
    assert [q.kommune for q in asked] == ["donna", "trysil"] * 3
    assert len(questions()) > 1000


def test_a_question_is_timed_by_stage(assistant: Assistant) -> None:
    asked = questions(4)
    assert set(latency.whole(assistant, asked, 1)) == {"wall", "cpu"}
    found = latency.stages(assistant, asked, 1)
    assert set(found) == {"triage", "understand", "network", "topic words", "retrieve", "route", "compose"}
    assert all(set(times["wall"]) == PERCENTILES for times in found.values())
    assert isinstance(assistant.index.encoder, BundledEncoder)
    assert latency.floor(assistant.index.encoder, asked)["milliseconds"] > 0


def test_sizes_and_rivals(assistant: Assistant) -> None:
    (row,) = sizes.sizes(assistant, [(6, 3_000)], seconds=0.05)
    assert row["municipalities"] == 6
    assert row["passages"] == pytest.approx(3_000, rel=0.2)
    for name in ("retrieval", "haystack BM25", "haystack embedding"):
        assert row[name]["questions"] > 0  # type: ignore[index]


def test_rivals_search_the_same_places(assistant: Assistant) -> None:
    for rival in (rivals.by_words, rivals.by_meaning, rivals.ours):
        assert set(rival(assistant.index, questions(2), 0.01)["wall"]) == PERCENTILES  # type: ignore[arg-type]


def test_what_is_not_installed_is_said(tmp_path: Path) -> None:
    nothing = tmp_path / "python"
    nothing.write_text("#!/bin/sh\necho 'no module named torch' >&2\nexit 1\n")
    nothing.chmod(0o755)
    assert rivals.transformer(str(nothing), questions(2)) == {"missing": "no module named torch"}


def test_one_changed_service(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [p for place in ("donna", "nord-odal") for p in assistant.index.passages if p.kommune == place][::9]
    monkeypatch.setattr(building, "passages", lambda corpus: few)
    found = building.building(assistant, tmp_path / "current", 1)
    assert found["passages"] == len(few)
    assert float(str(found["one changed service ms"])) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_real_server_is_started_and_asked(assistant: Assistant) -> None:
    indexes = Settings.from_environment().indexes
    with server.served(indexes) as one:
        assert one.ready > 0
        found = asyncio.run(run([one.port], 0.5, 2))
    assert found["wrong"] == 0
    assert int(str(found["answered"])) > 0


def test_tables_and_drawing(tmp_path: Path) -> None:
    times = {"wall": dict.fromkeys(sorted(PERCENTILES), 1.5), "cpu": dict.fromkeys(sorted(PERCENTILES), 1.0)}
    rival = {"wall": times["wall"], "cpu": times["cpu"], "build seconds": 1, "MB": 2, "questions": 3}
    figures = {
        "machine": machine(),
        "command": "python -m benchmarks",
        "start": {"ready seconds": 1.0},
        "building": {"passages": 2587},
        "question": {"whole": times, "stages": {"network": times}, "floor": {"tokens": 19.0}},
        "http": {
            "1": {
                "questions a second": 9,
                "p50": 1,
                "p99": 2,
                "processor ms a question": 3,
                "wrong": 0,
                "MB each": [1.0],
            }
        },
        "sizes": [
            {
                "municipalities": 5,
                "passages": size,
                "question": times,
                "retrieval": times,
                "haystack BM25": rival,
                "MB": 4,
            }
            for size in (2000, 50000)
        ],
        "rivals": {"missing": "torch"},
    }
    said = tables(json.loads(json.dumps(figures)))
    for word in ("| network | 1.5 |", "2,587", "50,000", "haystack BM25", "not measured: torch"):
        assert word in said
    ElementTree.fromstring(drawing(figures))
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    written(page, "new")
    assert page.read_text() == f"before\n{BEGIN}\n\nnew\n{END}\nafter\n"


def test_a_plot_of_one_point_or_none_is_a_drawing() -> None:
    for lines in ({"a": [(5.0, 5.0)]}, {"a": [(1.0, 1.0)]}, {}):
        ElementTree.fromstring(plot(lines, "across", "up & down"))


def test_a_part_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--parts", "nonsense", "--out", str(tmp_path)]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_command_writes_what_it_measured(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Assistant, "load", classmethod(lambda *_, **__: assistant))
    (tmp_path / "figures.json").write_text('{"start": {"ready seconds": 7}}')
    assert main(["--parts", "question", "--questions", "3", "--times", "1", "--out", str(tmp_path)]) == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["start"] == {"ready seconds": 7}, "what was not asked for stays"
    assert figures["question"]["questions"] == 3
    assert "| triage |" in capsys.readouterr().out

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dorinn.assistant.triage import Triage
from dorinn.evals.alarms import Alarms, count, main, read

TOLD = [("Babyen puster ikke", True), ("Han var så stille i dag", True), ("Når åpner biblioteket?", False)]


def test_dangers_and_alarms_in_vain_are_counted_apart() -> None:
    triage = Triage.load()
    assert count(triage, TOLD) == Alarms(dangers=2, found=1, others=1, in_vain=0)
    assert count(triage, [("Babyen puster ikke", False)]) == Alarms(0, 0, 1, 1)


def test_a_set_is_read_by_its_level(tmp_path: Path) -> None:
    lines = [{"question": "a", "level": "acute"}, {"question": "b", "level": "serious"}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert list(read(tmp_path / "x.jsonl")) == [("a", True), ("b", False)]


def test_a_set_that_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    monkeypatch.setattr("dorinn.evals.alarms.load_examples", list)
    monkeypatch.setattr("dorinn.evals.alarms.load_told", list)
    (tmp_path / "bad.jsonl").write_text('{"question": "a"}', encoding="utf-8")
    assert main([str(tmp_path / "bad.jsonl")]) == 2
    said = capsys.readouterr()
    assert "triage/dev.jsonl" in said.out
    assert said.err.count("\n") == 1

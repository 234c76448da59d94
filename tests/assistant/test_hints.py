"""No danger that the rules were written by is taken back because only a hint speaks for it."""

from __future__ import annotations

import json
from pathlib import Path

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.triage import Triage
from dorinn.domain.question import Question
from dorinn.evals.fit import TRIAGE


def test_no_known_danger_is_taken_back(assistant: Assistant, root: Path) -> None:
    lines = [
        line
        for name in TRIAGE
        for line in (root / "evals" / "triage" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    told = [row["question"] for row in map(json.loads, lines) if row["acute"]]
    triage = Triage.load()
    hinted = [text for text in told if (found := triage.assess(text)).level == "acute" and found.without_hints]
    assert len(hinted) > 50
    assert [text for text in hinted if assistant.ask(Question(text)).urgency != "acute"] == []

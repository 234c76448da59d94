"""The haystack Pipeline and the steps called straight: one answer."""

from __future__ import annotations

import json
from pathlib import Path

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.components import build_pipeline
from dorinn.domain.question import Question

EVERY = 20


def test_the_pipeline_answers_as_the_steps_do(assistant: Assistant, root: Path) -> None:
    steps = assistant.steps
    pipeline = build_pipeline(steps)
    lines = (root / "evals" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[::EVERY]
    before = None
    for item in map(json.loads, lines):
        question = Question(item["question"], item["kommune"])
        found = pipeline.run(
            {
                "triage": {"question": question},
                "understand": {"question": question, "before": before},
                "retrieve": {"question": question},
                "compose": {"question": question},
            },
            include_outputs_from={"understand"},
        )
        asker, answer = steps.answer(question, before)
        assert found["compose"]["answer"] == answer
        assert found["understand"]["asker"] == asker
        before = asker

"""`dorinn evaluate`: runs a question file, writes the reports, holds the figures against the baseline."""

from __future__ import annotations

import sys
from pathlib import Path

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.paths import data_folder
from dorinn.evals.baseline import below, read_baseline
from dorinn.evals.measures import measure
from dorinn.evals.question_set import read_items
from dorinn.evals.report import as_text, write
from dorinn.evals.run import run
from dorinn.settings import StoreAddress


def evaluate(
    questions: Path | None, out: Path | None, baseline: Path | None, indexes: Path, store: StoreAddress | None = None
) -> int:
    """0 when no measure fell below its baseline, else 1. A file of one's own has no baseline unless named."""
    own = questions is not None
    if questions is None:
        questions = data_folder("evals", "DORINN_EVALS") / "dev.jsonl"
    items = read_items(questions)
    limits = read_baseline(baseline or questions.parent / "baseline.json") if baseline or not own else None
    assistant = Assistant.load(indexes, build=True, store=store)
    assistant.ask_warm()
    outcomes = run(items, assistant.ask)
    measures = measure(outcomes)
    print(as_text(measures))
    if out is not None:
        write(out, questions.stem, measures, outcomes)
        print(f"reports: {out / questions.stem}.json and .html")
    faults = below(measures, limits) if limits else []
    for fault in faults:
        print(f"dorinn: {fault}", file=sys.stderr)
    return 1 if faults else 0

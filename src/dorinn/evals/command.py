"""`dorinn evaluate`: runs a question file, writes the reports, holds the figures against the baseline."""

from __future__ import annotations

import sys
from pathlib import Path

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.digest import digest
from dorinn.corpus.paths import corpus_folder, data_folder
from dorinn.evals.baseline import below, read_baseline
from dorinn.evals.measures import measure
from dorinn.evals.question_set import read_items
from dorinn.evals.report import as_text, faults, write
from dorinn.evals.run import run
from dorinn.evals.seen import look
from dorinn.evals.trial import evaluation
from dorinn.memory.evaluations import Evaluations
from dorinn.settings import StoreAddress


def evaluate(
    questions: Path | None,
    out: Path | None,
    baseline: Path | None,
    indexes: Path,
    kept: Evaluations | None = None,
    store: StoreAddress | None = None,
) -> int:
    """0 when no measure fell below its baseline, else 1. A file of one's own has no baseline unless named.

    With `kept`, the figures are added to those that `/redaksjon` draws over time.
    """
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
    if kept is not None:
        version = assistant.index.manifest.version
        kept.add(evaluation(measures, questions.stem, digest(corpus_folder()), version))
    if out is not None:
        seen = {outcome.item.id: look(assistant, outcome) for outcome in outcomes if faults(outcome)}
        write(out, questions.stem, measures, outcomes, seen)
        print(f"reports: {out / questions.stem}.json, .html and -misses.html")
    short = below(measures, limits) if limits else []
    for fault in short:
        print(f"dorinn: {fault}", file=sys.stderr)
    return 1 if short else 0

"""A trial: the question set asked of the corpus, and of a changed copy of it, in a process of its own.

    python -m dorinn.evals.trial --questions dev.jsonl --indexes DIR [--changed FOLDER]

Writes lines of JSON: how far it is, and last the result. The index in use is copied, never written to.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dorinn import __version__
from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.digest import digest
from dorinn.corpus.paths import corpus_folder
from dorinn.errors import DorinnError
from dorinn.evals.measures import Measures, measure
from dorinn.evals.question_set import Item, read_items
from dorinn.evals.run import Outcome, run
from dorinn.memory.evaluations import Evaluation

_STEP = 20  # questions between two words on how far it is


def evaluation(measures: Measures, questions: str, corpus: str, index: str) -> Evaluation:
    """What is kept of a run."""
    found = {
        name: measures[key]["share"]
        for name, key in (
            ("first", "first"),
            ("three", "three_lenient"),
            ("danger", "acute_recall"),
            ("alarms", "acute_false_alarms"),
            ("facts", "must"),
        )
    }
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Evaluation(now, questions, measures["questions"], **found, corpus=corpus, index=index, version=__version__)


def wrong(outcome: Outcome) -> tuple[str, ...]:
    """What is wrong with an answer: `first`, `danger` (missed or cried), `must`, `must_not`; empty when it is right."""
    routed = outcome.item.kind not in ("ambiguous",)
    faults = {
        "first": routed and not outcome.first_right,
        "danger": outcome.acute != outcome.item.acute,
        "must": not outcome.must_held,
        "must_not": not outcome.must_not_held,
    }
    return tuple(name for name, is_so in faults.items() if is_so)


def moves(before: Sequence[Outcome], after: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The questions that went from right to wrong, or from wrong to right, those that got worse first."""
    found = [
        {
            "id": old.item.id,
            "question": old.item.question,
            "form": old.item.lang,
            "kommune": old.item.kommune,
            "better": not wrong(new),
            "faults": wrong(new) or wrong(old),
            "was": old.types[:1],
            "now": new.types[:1],
        }
        for old, new in zip(before, after, strict=True)
        if bool(wrong(old)) != bool(wrong(new))
    ]
    return sorted(found, key=lambda move: bool(move["better"]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a trial; a failure is a line with `trouble` and the exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.trial")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--indexes", type=Path, required=True)
    parser.add_argument("--changed", type=Path)
    chosen = parser.parse_args(arguments)
    if hasattr(os, "nice"):
        os.nice(10)  # whoever asks at the door goes first
    try:
        _tell(result=_trial(chosen.questions, chosen.indexes, chosen.changed))
    except DorinnError as error:
        _tell(trouble=str(error))
        return 2
    return 0


def _trial(questions: Path, indexes: Path, changed: Path | None) -> dict[str, Any]:
    items = read_items(questions)
    stages = [("before", corpus_folder())] + ([("after", changed)] if changed else [])
    runs: dict[str, list[Outcome]] = {}
    result: dict[str, Any] = {}
    for stage, folder in stages:
        _tell(stage=stage, done=0, of=len(items))
        with tempfile.TemporaryDirectory(prefix="dorinn-trial-") as work:
            if (indexes / "current").is_dir():
                shutil.copytree(indexes / "current", Path(work) / "current")
            assistant = Assistant.load(Path(work), build=True, corpus=Corpus.load(folder))
            runs[stage] = run(_counted(items, stage), assistant.ask)
            index = assistant.index.manifest.version
        result[stage] = asdict(evaluation(measure(runs[stage]), questions.stem, digest(folder), index))
    if changed:
        result["moves"] = moves(runs["before"], runs["after"])
        result["touched"] = sum(
            (old.text, old.types) != (new.text, new.types)
            for old, new in zip(runs["before"], runs["after"], strict=True)
        )
    return result


def _counted(items: Sequence[Item], stage: str) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number % _STEP == 0:
            _tell(stage=stage, done=number, of=len(items))
        yield item


def _tell(**said: object) -> None:
    print(json.dumps(said, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m dorinn.evals.guides`: does a question find the section of its guide that answers it?

`evals/guides.jsonl` has two questions for every section of the shared guides, written by somebody who had not seen the
ways of asking that the sections are found by (`corpus/asked/`). The guide is given: only the section is asked about.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dorinn.assistant.likeness import Likeness
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import data_folder
from dorinn.errors import EvaluationError
from dorinn.retrieval.encoder import BundledEncoder


@dataclass(frozen=True, slots=True)
class Found:
    """How many questions there were, and of how many an accepted section came first, or among the first two."""

    questions: int
    first: int
    two: int
    missed: tuple[tuple[str, str, str], ...]


def measure(corpus: Corpus, path: Path) -> Found:
    """Asks every question of the file; `missed` has question, accepted section and the one that came."""
    encoder, counts = BundledEncoder.load(), Counter[str]()
    likeness = Likeness.of(corpus.guides, encoder)
    missed: list[tuple[str, str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            question, guide, accept = row["question"], corpus.guide[row["guide"]], row["accept"]
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(f"{path.name}:{number}: question, guide and accept are needed") from error
        found = likeness.like(question, encoder.network.state(question))
        like = [found[guide.id, section.id] for section in guide.sections]
        ranked = sorted(range(len(like)), key=lambda place: -like[place])
        names = [guide.sections[place].id for place in ranked[:2]]
        counts["questions"] += 1
        counts["first"] += names[0] in accept
        counts["two"] += bool(set(names) & set(accept))
        if names[0] not in accept:
            missed.append((question, f"{guide.id}#{accept[0]}", names[0]))
    return Found(counts["questions"], counts["first"], counts["two"], tuple(missed))


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the shares, and with `--misses` every question that found another section."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.guides", description=__doc__)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args(arguments)
    found = measure(Corpus.load(), chosen.questions or data_folder("evals", "DORINN_EVALS") / "guides.jsonl")
    first, two = found.first / found.questions, found.two / found.questions
    print(f"{found.questions} questions: first {first:.1%}, among two {two:.1%}")
    for question, wanted, came in found.missed if chosen.misses else ():
        print(f"{wanted}, not {came}: {question}")


if __name__ == "__main__":
    main()

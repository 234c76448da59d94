"""`python -m dorinn.evals.alarms [FILE …]`: how often the rules of danger alarm by themselves, without the topic model.

Counts over the corpus' example questions (those of the area `akutt` tell of danger now, no others), its messages with
their level, and the triage sets that rules are written by; and over each FILE of JSON lines with question and level.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_examples, load_told
from dorinn.corpus.paths import data_folder
from dorinn.evals.fit import TRIAGE

Told = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Alarms:
    """Messages of danger now and others, and how many of each raise an alarm."""

    dangers: int
    found: int
    others: int
    in_vain: int

    def line(self, name: str) -> str:
        """One line of figures."""
        return (
            f"{name:24} dangers found {self.found:5} of {self.dangers:5} {_share(self.found, self.dangers)}"
            f"   in vain {self.in_vain:5} of {self.others:5} {_share(self.in_vain, self.others)}"
        )


def count(triage: Triage, told: Iterable[Told]) -> Alarms:
    """Counts over messages and whether each tells of danger now."""
    alarms = {True: [0, 0], False: [0, 0]}
    for text, danger in told:
        alarms[danger][0] += 1
        alarms[danger][1] += triage.assess(text).level == "acute"
    return Alarms(*alarms[True], *alarms[False])


def read(path: Path) -> Iterator[Told]:
    """Messages of a triage set; raises OSError, ValueError and KeyError."""
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        yield raw["question"], raw["level"] == "acute"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line a set."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.alarms", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    corpus, triage = Corpus.load(), Triage.load()
    sets: dict[str, Iterable[Told]] = {
        "corpus/examples": ((e.text, corpus.topic[e.topic].area == "akutt") for e in load_examples()),
        "corpus/danger": ((message.text, message.level == "acute") for message in load_told()),
    }
    folder = data_folder("evals", "DORINN_EVALS") / "triage"
    for path in (*(folder / f"{name}.jsonl" for name in TRIAGE), *chosen.files):
        sets[f"{path.parent.name}/{path.name}"] = read(path)
    try:
        for name, told in sets.items():
            print(count(triage, told).line(name), flush=True)
    except (OSError, ValueError, KeyError) as error:
        print(f"dorinn: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):6.1%}"


if __name__ == "__main__":
    sys.exit(main())

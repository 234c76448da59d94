"""How good are drafts? Reads each original plan with the others' eyes, and compares with the hand-made records.

    python -m dorinn.evals.draft --originals DIR [--show]

DIR holds one file a municipality, named by its slug (`trysil.txt`, `trysil.pdf`, …); those missing are passed over.
When a plan is read, the records of its municipality are left out, and so are words for kinds of help, and things that
municipalities offer, that only these records name.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.domain.kommune import Kommune
from dorinn.domain.service import Service
from dorinn.errors import DorinnError, EvaluationError
from dorinn.ingest.intake import take_in
from dorinn.language.lexicon import Lexicon
from dorinn.retrieval.encoder import load_encoder
from dorinn.survey.elsewhere import elsewhere, only_own
from dorinn.survey.gathered import Proposal
from dorinn.survey.likeness import is_called
from dorinn.survey.proposals import Reader

MEASURES = ("kinds of help", "services by kind", "teams by kind and name", "together", "services by kind and name")


@dataclass(frozen=True, slots=True)
class Score:
    """Of what was proposed, how much is right; of what is there, how much was found."""

    right: int = 0
    proposed: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.proposed + other.proposed,
            self.found + other.found,
            self.there + other.there,
        )

    def line(self) -> str:
        """Precision and recall with their counts."""
        return (
            f"precision {self.right / max(self.proposed, 1):4.0%} ({self.right} of {self.proposed})  "
            f"recall {self.found / max(self.there, 1):4.0%} ({self.found} of {self.there})"
        )


def compare(proposals: Sequence[Proposal], records: Sequence[Service], kommune: Kommune) -> dict[str, Score]:
    """The measures for one municipality.

    A service is right by its kind where a hand-made service is of that kind; by kind and name, and a team always, only
    where a record is left that is of its kind and may be called so: each record answers for one proposal. Proposals
    whose kind is left for a person to say are neither right nor wrong.
    """
    services = [p for p in proposals if p.kind == "service" and p.type]
    own = [item for item in records if item.kind == "service"]
    teams, own_teams = [p for p in proposals if p.kind == "team"], [item for item in records if item.kind == "team"]
    kinds, own_kinds = {p.type for p in proposals if p.type}, {item.type for item in records}
    proposed, there = {p.type for p in services}, {item.type for item in own}
    by_kind = Score(
        sum(p.type in there for p in services), len(services), sum(item.type in proposed for item in own), len(own)
    )
    by_name = _paired(teams, own_teams, kommune)
    return {
        MEASURES[0]: Score(len(kinds & own_kinds), len(kinds), len(kinds & own_kinds), len(own_kinds)),
        MEASURES[1]: by_kind,
        MEASURES[2]: by_name,
        MEASURES[3]: by_kind + by_name,
        MEASURES[4]: _paired(services, own, kommune),
    }


def _paired(proposals: Sequence[Proposal], records: Sequence[Service], kommune: Kommune) -> Score:
    """By the records' own names first: an alias may be another record's name."""
    left, open_ = list(records), list(proposals)
    for names_alone in (True, False):
        for proposal in list(open_):
            same = (
                item
                for item in left
                if item.type == proposal.type
                and is_called(proposal.name, replace(item, aliases=()) if names_alone else item, kommune)
            )
            if item := next(same, None):
                left.remove(item)
                open_.remove(proposal)
    right = len(records) - len(left)
    return Score(right, len(proposals), right, len(records))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints precision and recall by municipality and together; 2 when nothing could be read."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.draft", description=__doc__)
    parser.add_argument("--originals", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="list what is proposed")
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen.originals, chosen.show)
    except DorinnError as error:
        parser.exit(2, f"dorinn: {error}\n")


def _run(originals: Path, show: bool) -> int:
    corpus, encoder, lexicon = Corpus.load(), load_encoder(), Lexicon.load()
    total: dict[str, Score] = defaultdict(Score)
    for slug, kommune in corpus.kommune.items():
        path = next(iter(sorted(originals.glob(f"{slug}.*"))), None)
        own = [item for item in corpus.services if item.kommune == slug]
        if path is None or not own:
            continue
        edition = take_in(path, kommune, corpus, lexicon).edition
        reader = Reader(elsewhere(corpus, slug), encoder, only_own(corpus, slug))
        found = reader.proposals(edition.quotes, edition.document.title)
        print(slug)
        for name, score in compare(found, own, kommune).items():
            print(f"  {name:26} {score.line()}")
            total[name] += score
        print(f"  of no kind, for a person to say: {sum(p.type is None for p in found)}")
        for proposal in found if show else ():
            print(f"    {proposal.form:10} {proposal.type or '?':24} {proposal.name}")
    if not total:
        raise EvaluationError(f"{originals}: no plan of a municipality that the corpus has records of")
    print("all")
    for name, score in total.items():
        print(f"  {name:26} {score.line()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

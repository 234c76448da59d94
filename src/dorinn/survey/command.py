"""`dorinn draft`: proposes records from a municipality's ingested plans, and takes in what a person has confirmed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from dorinn.corpus.accept import accept
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.drafts import FOLDER, MARK, VERIFIED, write_drafts
from dorinn.corpus.ingested import Ingested
from dorinn.corpus.paths import corpus_folder
from dorinn.errors import IngestError, QuestionError
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.survey.elsewhere import elsewhere
from dorinn.survey.gathered import Proposal
from dorinn.survey.likeness import is_called
from dorinn.survey.proposals import Reader
from dorinn.survey.records import records
from dorinn.survey.standing import Merged, merge
from dorinn.survey.twice import left_to_others


def draft(kommune: str, out: Path | None = None, everything: bool = False) -> int:
    """Writes one file of drafts for each ingested plan: in `out`, else in `drafts/` of the corpus. To a file that
    stands there already it adds what is new.

    What the corpus has already is left out unless `everything`. Raises QuestionError, IngestError and CorpusError.
    """
    corpus = Corpus.load()
    if kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    place = corpus.kommune[kommune]
    editions = [edition for edition in corpus.editions if edition.kommune == kommune]
    if not editions:
        raise IngestError(f"no plan of {place.name} is taken in; first: dorinn ingest FILE --kommune {kommune}")
    reader = Reader(elsewhere(corpus, kommune), BundledEncoder.load())
    own = [item for item in corpus.services if item.kommune == kommune]
    folder = out or corpus_folder() / FOLDER
    found = {}
    proposed = {}
    for edition in editions:
        path = folder / f"{edition.document.id}.yaml"
        found[path] = reader.proposals(edition.quotes, edition.document.title)
        proposed[path] = records(found[path], place, edition.document.id, edition.document.form)
    elsewhere_too = left_to_others(proposed)
    ids = {item.id for item in own}
    for edition, path in zip(editions, proposed, strict=True):
        known = {
            str(record["id"])
            for proposal, record in zip(found[path], proposed[path], strict=True)
            if record["id"] in ids
            or any(item.type == proposal.type and is_called(proposal.name, item, place) for item in own)
        }
        left = {record: other for record, other in elsewhere_too[path].items() if everything or record not in known}
        chosen = [
            record
            for record in proposed[path]
            if (everything or record["id"] not in known) and record["id"] not in left
        ]
        new = [proposal for proposal, record in zip(found[path], proposed[path], strict=True) if record in chosen]
        already = len(found[path]) - len(new) - len(left)
        print(f"«{edition.document.title}»: {_count(new)} proposed, {already} known already")
        for other in dict.fromkeys(left.values()):
            names = ", ".join(record for record, where in left.items() if where == other)
            print(f"left out, proposed from another plan in {other}: {names}")
        if path.exists():
            there = frozenset(left) | (frozenset() if everything else frozenset(ids))
            merged = merge(path, proposed[path], frozenset() if everything else frozenset(known), everything, there)
            _say(path, merged)
        elif chosen:
            write_drafts(chosen, path, edition.document.title)
            print(f"{len(chosen)} records ({MARK}) in {path}")
            _next(path)
    return 0


def _next(path: Path) -> None:
    print(f"read them, complete them, set `draft: {VERIFIED}` on what holds, then: dorinn draft --accept {path}")


def _say(path: Path, merged: Merged) -> None:
    print(f"{path} stands there: {merged.kept} records kept ({merged.verified} {VERIFIED}), {len(merged.added)} added")
    for said, names in (
        ("added", merged.added),
        ("with the passages of this edition, their texts kept", merged.read),
        ("not proposed from this edition, kept all the same", merged.gone),
        ("taken out, because they stand in the corpus or in another file of drafts", merged.dropped),
        ("deleted there before, left out (--all proposes them again)", merged.deleted),
    ):
        if names:
            print(f"{said}: {', '.join(names)}")
    for line in merged.otherwise:
        print(line)
    if merged.added:
        _next(path)


def take(path: Path) -> int:
    """Takes the confirmed records of a file of drafts into the corpus, and says what was done."""
    done = accept(path, corpus_folder(), Ingested())
    if done.doubles:
        print(f"left in {path}, for the corpus has records of these ids: {', '.join(done.doubles)}")
    for name, count in done.files.items():
        print(f"{name}: {count} records added")
    if done.kommune:
        print(f"kommuner.yaml: {done.kommune} added; other names that people use for it go under aliases")
    if done.document:
        print(f"sources.yaml: {done.document} added; set its date to the plan's own")
    print(f"{done.left} drafts left in {path}" if done.left else f"{path}: no drafts left, removed")
    return 0


def _count(found: list[Proposal]) -> str:
    forms = Counter("team" if proposal.kind == "team" else proposal.form for proposal in found)
    return ", ".join(f"{count} {form}{'' if count == 1 else 's'}" for form, count in forms.most_common()) or "nothing"

"""`dorinn ingest`: takes a plan in, shows what a new edition changes, and takes the latest change back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.ingested import Ingested
from dorinn.domain.kommune import Kommune
from dorinn.domain.text import Form
from dorinn.errors import IngestError
from dorinn.ingest.changes import Changes, compare
from dorinn.ingest.intake import Intake, take_in

_SHOWN = 10  # passages of each kind that a change is shown with


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for. `new` is the name of a municipality that is not known yet, in `county`."""

    kommune: str
    file: Path | None = None
    document: str | None = None
    title: str | None = None
    new: str | None = None
    county: str = ""
    form: Form = "nb"
    diff: bool = False
    dry_run: bool = False
    undo: bool = False


def ingest(wish: Wish, ingested: Ingested, index: Callable[[], str]) -> int:
    """Runs the command; `index` brings the index up to date and says so. Raises IngestError and CorpusError."""
    if wish.undo:
        return _undo(wish, ingested, index)
    if wish.file is None:
        raise IngestError("a file is needed, or --undo")
    corpus = Corpus.load(ingested=ingested)
    kommune = _kommune(wish, corpus)
    intake = take_in(wish.file, kommune, corpus, document=wish.document, title=wish.title, say=_progress)
    for line in intake.report():
        print(line)
    if wish.diff:
        _show_repairs(intake)
    edition = intake.edition
    before = next(
        (e for e in corpus.editions if (e.kommune, e.document.id) == (edition.kommune, edition.document.id)), None
    )
    changes = compare(before.quotes if before else (), edition.quotes)
    if before is not None and not changes and before.document.title == edition.document.title:
        print(f"nothing changes: {edition.kommune}/{edition.document.id} has these passages already")
        return 0
    if before is None:
        print(f"new document: {edition.kommune}/{edition.document.id}")
    else:
        _show(changes)
    if wish.dry_run:
        print("nothing was kept (--dry-run)")
        return 0
    if kommune.slug not in corpus.kommune:
        ingested.add(kommune)
    ingested.put(edition)
    print(index())
    return 0


def _kommune(wish: Wish, corpus: Corpus) -> Kommune:
    known = corpus.kommune.get(wish.kommune)
    if known is not None:
        return known
    if wish.new is None:
        raise IngestError(
            f"unknown kommune {wish.kommune!r}; known: {', '.join(corpus.kommune)} "
            f'(a new one: --new "Its name" --form nb|nn)'
        )
    return Kommune(wish.kommune, wish.new, wish.form, wish.county, ())


def _undo(wish: Wish, ingested: Ingested, index: Callable[[], str]) -> int:
    done = ingested.undo(wish.kommune)
    if done is None:
        raise IngestError(f"there is nothing to undo for {wish.kommune}")
    document, stands = done
    print(f"{wish.kommune}/{document}: {'the edition before stands again' if stands else 'taken out'}")
    print(index())
    return 0


def _show(changes: Changes) -> None:
    print(
        f"new edition: {len(changes.added)} passages added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed"
    )
    for sign, quotes in (("+", changes.added), ("-", changes.removed)):
        for quote in quotes[:_SHOWN]:
            print(f"  {sign} [{quote.section}] {_short(quote.text)}")
        if len(quotes) > _SHOWN:
            print(f"  {sign} and {len(quotes) - _SHOWN} more")
    for old, new in changes.changed[:_SHOWN]:
        print(f"  - [{old.section}] {_short(old.text)}")
        print(f"  + [{new.section}] {_short(new.text)}")


def _show_repairs(intake: Intake) -> None:
    for change in intake.repairs:
        print(f"  {change.before} → {change.after}   … {change.around} …")


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"


def _progress(line: str) -> None:
    """Progress is for somebody who waits at a terminal; elsewhere stderr is for faults only."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)

"""`dorinn ingest`: takes a plan in, shows what a new edition changes, and takes the latest change back."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.ingested import Ingested
from dorinn.domain.edition import Edition
from dorinn.domain.kommune import Kommune
from dorinn.domain.text import Form
from dorinn.errors import IngestError
from dorinn.ingest.changes import Changes, compare, differences
from dorinn.ingest.doubts import another_place, damaged_copy
from dorinn.ingest.intake import Intake, take_in
from dorinn.language.form import marked_form

_SHOWN = 10  # passages of each kind that a change is shown with
_PLACES = 3  # places of one passage that are shown


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for. `new` is the name of a municipality that is not known yet, in `county`; its form
    is the plan's own where none is given."""

    kommune: str
    file: Path | None = None
    document: str | None = None
    title: str | None = None
    new: str | None = None
    county: str = ""
    form: Form | None = None
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
    new = kommune.slug not in corpus.kommune
    if new and wish.form is None:
        kommune = _in_its_form(kommune, edition)
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
    worse = damaged_copy(before.quotes, edition.quotes) if before else None
    for doubt in filter(None, (another_place(edition, kommune), worse)):
        print(f"warning: {doubt} (--undo takes it back)")
    if wish.dry_run:
        print("nothing was kept (--dry-run)")
        return 0
    if new:
        ingested.add(kommune)
    ingested.put(edition)
    print(index())
    return 0


def _kommune(wish: Wish, corpus: Corpus) -> Kommune:
    known = corpus.kommune.get(wish.kommune)
    if known is not None:
        asked = (
            ("--new", wish.new, known.name),
            ("--form", wish.form, known.form),
            ("--county", wish.county, known.county),
        )
        for option, value, stands in asked:
            if value and value != stands:
                raise IngestError(
                    f"{known.slug} is known already ({known.name}, {known.form}); {option} {value} is for a new one"
                )
        return known
    if wish.new is None:
        raise IngestError(
            f"unknown kommune {wish.kommune!r}; known: {', '.join(corpus.kommune)} "
            f'(a new one: --new "Its name", --form nb|nn where the plan is not written in its form)'
        )
    return Kommune(wish.kommune, wish.new, wish.form or "nb", wish.county, ())


def _in_its_form(kommune: Kommune, edition: Edition) -> Kommune:
    """A new municipality in the form its plan is written in, and a line that says so."""
    told = marked_form(" ".join(quote.text for quote in edition.quotes))
    why = "as the plan is written" if told else "the plan does not tell"
    print(f"form of {kommune.name}: {told or kommune.form}, {why}; --form nb|nn sets it")
    return replace(kommune, form=told or kommune.form)


def _undo(wish: Wish, ingested: Ingested, index: Callable[[], str]) -> int:
    done = ingested.undo(wish.kommune)
    if done is None:
        raise IngestError(f"there is nothing to undo for {wish.kommune}")
    document, stands = done
    print(f"{wish.kommune}/{document}: {'the edition before stands again' if stands else 'taken out'}")
    print(index())
    return 0


def _show(changes: Changes) -> None:
    counts = [
        f"{_count(len(changes.added), 'passage')} added",
        f"{len(changes.changed)} changed",
        f"{len(changes.removed)} removed",
        *([f"{len(changes.moved)} moved"] if changes.moved else []),
    ]
    print(f"new edition: {', '.join(counts)}")
    for sign, quotes in (("+", changes.added), ("-", changes.removed)):
        for quote in quotes[:_SHOWN]:
            print(f"  {sign} [{quote.section}] {_short(quote.text)}")
        _rest(sign, len(quotes))
    for old, new in changes.changed[:_SHOWN]:
        print(f"  ~ [{new.section}]" if old.path == new.path else f"  ~ [{old.section} → {new.section}]")
        places = differences(old.text, new.text)
        for was, now in places[:_PLACES]:
            print(f"      - {was}\n      + {now}")
        if len(places) > _PLACES:
            print(f"      and {_count(len(places) - _PLACES, 'place')} more")
    _rest("~", len(changes.changed))
    moves = Counter((" › ".join(old.path), " › ".join(new.path)) for old, new in changes.moved)
    for (old_path, new_path), count in list(moves.items())[:_SHOWN]:
        print(f"  > [{old_path} → {new_path}] {_count(count, 'passage')}, the same words")
    _rest(">", len(moves))


def _rest(sign: str, count: int) -> None:
    if count > _SHOWN:
        print(f"  {sign} and {count - _SHOWN} more")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _show_repairs(intake: Intake) -> None:
    for change in intake.repairs:
        print(f"  {change.before} → {change.after}   … {change.around} …")


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"


def _progress(line: str) -> None:
    """Progress is for somebody who waits at a terminal; elsewhere stderr is for faults only."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)

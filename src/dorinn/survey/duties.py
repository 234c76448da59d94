"""Where a municipality's plan speaks of what the law asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dorinn.corpus.corpus import Corpus
from dorinn.domain.duty import Duty
from dorinn.domain.source import Source
from dorinn.language.fold import fold

# A plan that tells what a plan must hold has not told it yet.
_RECITED = re.compile(r"\b(?:planen?|plana)\b[^.]{0,60}\bskal (?:inneholde|innehalde|beskrive|skildre)", re.IGNORECASE)
_SILENT = re.compile(
    r"\b(?:nevn|sier|seier|omtal)\w*[^.]{0,60}\b(?:ikke|ikkje|ingen|inga|verken|korkje)\b", re.IGNORECASE
)
_SHOWN = 3  # places of each duty


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a plan, by its own words or by its digest; `page` 1-based or None."""

    source: Source
    heading: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A duty, where the plan speaks of it (empty: nowhere), and the municipality's own records that answer for it."""

    duty: Duty
    places: tuple[Source, ...]
    records: tuple[str, ...]


def places(corpus: Corpus, kommune: str) -> list[Place]:
    """A municipality's plan, piece by piece: its title, itself as it was taken in, and the digest of it."""
    own = {kommune, *(edition.document.id for edition in corpus.editions if edition.kommune == kommune)}
    titles = [Place(Source(item.id, item.title), item.title, "") for item in corpus.documents if item.id in own]
    return [*titles, *_quoted(corpus, kommune), *_digest(corpus, kommune)]


def kept(duty: Duty, plan: Sequence[Place], corpus: Corpus, kommune: str) -> Kept:
    """Looks one duty up; that words stand there does not prove that the duty is met."""
    words, headings = _starting(duty.words), _starting(duty.headings)
    found = [
        place.source
        for place in plan
        if not (duty.part and _RECITED.search(place.text))
        and (
            (words is not None and words.search(fold(f"{place.heading}. {place.text}")))
            or (headings is not None and headings.search(fold(place.heading)))
        )
    ]
    own = (item for item in corpus.services if item.kommune == kommune and item.exists)
    return Kept(
        duty,
        tuple(dict.fromkeys(found))[:_SHOWN],
        tuple(item.id for item in own if duty.type is not None and item.type == duty.type),
    )


def _quoted(corpus: Corpus, kommune: str) -> Iterator[Place]:
    for edition in corpus.editions:
        if edition.kommune == kommune:
            for quote in edition.quotes:
                source = Source(edition.document.id, quote.section)
                yield Place(source, quote.path[-1] if quote.path else "", quote.text, quote.page)


def _digest(corpus: Corpus, kommune: str) -> Iterator[Place]:
    for plan in corpus.plans:
        if plan.document == kommune:
            for section in plan.sections:
                for fact in section.facts:
                    if _SILENT.search(fact.text.nb):
                        continue  # what the digest says that the plan does not say
                    yield Place(Source(plan.document, section.heading), section.heading, fact.text.of(plan.form))


def _starting(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the words, from where a word begins, folded."""
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold(word)) for word in words) + ")") if words else None

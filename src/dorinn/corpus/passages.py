"""Cuts the corpus into passages: one for each fact, description, team field and guide section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.guide import Guide
from dorinn.domain.passage import Passage
from dorinn.domain.plan import Plan
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.language.inline import inline
from dorinn.language.terms import terms

_POINTS = re.compile(r"(?:Dette|Det|Her|Hit|Der)\b")


def passages(corpus: Corpus) -> list[Passage]:
    """All passages, ids stable as long as records keep their ids and order."""
    found: list[Passage] = []
    for item in corpus.services:
        found += _service(item)
    for guide in corpus.guides:
        found += _guide(guide)
    for plan in corpus.plans:
        found += _plan(plan)
    return found


def quotes(corpus: Corpus) -> list[Passage]:
    """The passages of ingested plans, in the plan's own words: the same text in both forms, to be quoted as it is."""
    return [quote_passage(edition, quote) for edition in corpus.editions for quote in edition.quotes]


def quote_passage(edition: Edition, quote: Quote) -> Passage:
    """One passage of an ingested plan, with its headings as title."""
    return Passage(
        id=f"{edition.kommune}/{edition.document.id}#{quote.id}",
        kommune=edition.kommune,
        text=Text(quote.text, quote.text),
        source=Source(edition.document.id, quote.section),
        kind="quote",
        title=" › ".join(quote.path),
    )


def join(texts: tuple[Text, ...], form: str) -> str:
    """«a, b og c» in the form asked for (both forms say «og»)."""
    words = [text.nn if form == "nn" else text.nb for text in texts]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def team_facts(item: Service) -> Iterator[tuple[str, Text]]:
    """A team's fields as sentences, each with its cue: members, convener, frequency, brings."""
    name = item.name
    inside = item.called or Text(inline(name.nb), inline(name.nn))
    if item.members:
        yield (
            "members",
            Text(
                f"Med i {inside.nb} er {join(item.members, 'nb')}.", f"Med i {inside.nn} er {join(item.members, 'nn')}."
            ),
        )
    if item.convener:
        yield (
            "convener",
            Text(
                f"Ansvarlig for {inside.nb} er {item.convener.nb.rstrip('.')}.",
                f"Ansvarleg for {inside.nn} er {item.convener.nn.rstrip('.')}.",
            ),
        )
    if item.frequency:
        meets = Text("er", "er") if "møte" in name.nb.lower() else Text("møtes", "møtest")
        yield (
            "frequency",
            Text(
                f"{name.nb} {meets.nb} {_within(item.frequency.nb)}.",
                f"{name.nn} {meets.nn} {_within(item.frequency.nn)}.",
            ),
        )
    if item.brings:
        yield "access", Text(f"{name.nb}: {item.brings.nb}", f"{name.nn}: {item.brings.nn}")


def _within(text: str) -> str:
    """A text as it goes on inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}".rstrip(".")


def _names_itself(item: Service) -> bool:
    """Whether the description says what it is about, so that no label need stand before it."""
    begun = item.description.nb.partition(". ")[0]
    return not _POINTS.match(begun) and bool(set(terms(item.name.nb)) & set(terms(begun)))


def _service(item: Service) -> Iterator[Passage]:
    base = {"kommune": item.kommune, "record": item.id, "services": (item.id,), "title": item.name.nb}
    name = item.name
    yield Passage(
        id=f"{item.id}:description",
        text=Text(f"{name.nb}: {item.description.nb}", f"{name.nn}: {item.description.nn}"),
        said=item.description if _names_itself(item) else None,
        source=item.source,
        kind="description",
        **base,  # type: ignore[arg-type]
    )
    for cue, text in team_facts(item):
        yield Passage(id=f"{item.id}:{cue}", text=text, source=item.source, kind="fact", about=(cue,), **base)  # type: ignore[arg-type]
    if item.access:
        text = Text(f"{name.nb}: {item.access.nb}", f"{name.nn}: {item.access.nn}")
        yield Passage(id=f"{item.id}:way-in", text=text, source=item.source, kind="fact", about=("access",), **base)  # type: ignore[arg-type]
    for number, fact in enumerate(item.facts):
        yield Passage(
            id=f"{item.id}:{number}",
            text=fact.text,
            source=fact.source,
            kind="fact",
            about=fact.about,
            **base,  # type: ignore[arg-type]
        )


def _guide(guide: Guide) -> Iterator[Passage]:
    base = {"kommune": guide.kommune, "record": guide.id, "services": (guide.id,), "title": guide.name.nb}
    yield Passage(id=f"{guide.id}:summary", text=guide.summary, source=guide.source, kind="guide", **base)  # type: ignore[arg-type]
    for section in guide.sections:
        title, words = section.title, section.text
        yield Passage(
            id=f"{guide.id}#{section.id}",
            text=Text(f"{title.nb} {words.nb}", f"{title.nn} {words.nn}"),
            said=words,
            words=section.words,
            source=section.sources[0],
            kind="guide",
            **base,  # type: ignore[arg-type]
        )


def _plan(plan: Plan) -> Iterator[Passage]:
    for number, section in enumerate(plan.sections):
        for place, fact in enumerate(section.facts):
            yield Passage(
                id=f"{plan.document}:{number}.{place}",
                kommune=plan.document,
                text=fact.text,
                source=Source(plan.document, section.heading),
                kind="plan",
                services=fact.services,
                title=section.heading,
                about=fact.about,
            )

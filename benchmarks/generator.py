"""Larger countries made of the real one: more municipalities, more passages, the same kinds, lengths and words.

A new municipality has the services, guides and plan of a real one under a name of its own. Where its share of the
passages is larger than a real plan, further facts are made of the first half of one real fact and the second half of
another; where it is smaller, the plan is cut short. A made fact's vector lies between those of its two parents, so that
vectors are spread as real ones are without hours of encoding; what a search costs does not depend on what they say.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, product
from typing import TypeVar

import numpy as np

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import Kommune
from dorinn.domain.passage import Passage
from dorinn.domain.plan import Plan, PlanFact, PlanSection
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.retrieval.index import Index
from dorinn.retrieval.material import Known, digest_of

_Record = TypeVar("_Record", Service, Guide)
_HEADS = "Al Bru Dal Eik Fjel Gran Hol Kal Lang Mo Nor Ost Ran Sol Tor Ul Vik Ytr Berg Lund".split()
_MIDDLES = "le ra mo sta ne ki".split()
_TAILS = "sund vik dalen nes heim voll foss lia haug strand".split()
_MADE = "Øvrige tiltak"  # the heading that made facts stand under


@dataclass(frozen=True, slots=True)
class Country:
    """A corpus, and for each made fact (by its Bokmål text) the Bokmål texts of its parents."""

    corpus: Corpus
    parents: dict[str, tuple[str, str]]


def country(real: Corpus, kommuner: int, size: int, seed: int = 1) -> Country:
    """So many municipalities, and as near as can be to so many passages."""
    chance = random.Random(seed)
    names = _names({kommune.name for kommune in real.kommuner})
    made = [
        (real.kommuner[n % len(real.kommuner)], next(names)) if n >= len(real.kommuner) else (real.kommuner[n], None)
        for n in range(kommuner)
    ]
    own = {place.slug: [p for p in passages(real) if p.kommune == place.slug] for place in real.kommuner}
    shared = sum(1 for p in passages(real)) - sum(map(len, own.values()))
    share = max(0, size - shared) // kommuner
    services = [item for item in real.services if item.kommune not in real.kommune]
    guides = [item for item in real.guides if item.kommune not in real.kommune]
    plans: list[Plan] = []
    places: list[Kommune] = []
    parents: dict[str, tuple[str, str]] = {}
    for base, name in made:
        slug = base.slug if name is None else name.lower()
        places.append(base if name is None else replace(base, slug=slug, name=name, aliases=()))
        services += [_moved(item, base.slug, slug, real.kommune) for item in real.services if item.kommune == base.slug]
        guides += [_moved(item, base.slug, slug, real.kommune) for item in real.guides if item.kommune == base.slug]
        records = sum(p.kind != "plan" for p in own[base.slug])
        plans.append(_plan(real, base.slug, slug, max(0, share - records), chance, parents))
    documents = [replace(real.document[base.slug], id=name.lower()) for base, name in made if name is not None]
    corpus = replace(
        real,
        kommuner=tuple(places),
        documents=(*real.documents, *documents),
        services=tuple(services),
        guides=tuple(guides),
        plans=tuple(plans),
    )
    return Country(corpus, parents)


def known_of(place: Country, real: Index) -> Known:
    """The vectors of a country's passages, for an index of it; words are left to be read."""
    by_text = {passage.text.nb: vector for passage, vector in zip(real.passages, real.vectors(), strict=True)}
    by_digest = {digest_of(passage): by_text[passage.text.nb] for passage in real.passages}
    noise = np.random.default_rng(1)
    width = real.encoder.dimensions
    rows: dict[bytes, int] = {}
    vectors = []
    for passage in passages(place.corpus):
        digest = digest_of(passage)
        if digest in rows:
            continue
        vector = by_digest.get(digest)
        if vector is None:
            first, second = place.parents[passage.text.nb]
            vector = by_text[first] + by_text[second] + noise.normal(0, 0.2 / width**0.5, width).astype(np.float32)
            vector = vector / np.linalg.norm(vector)
        rows[digest] = len(rows)
        vectors.append(vector)
    return Known(rows, np.array(vectors, dtype=np.float32))


def _moved(item: _Record, old: str, new: str, plans: Container[str]) -> _Record:
    """A record under another municipality's slug, resting on that one's plan instead of any in `plans`."""

    def source(found: Source) -> Source:
        return replace(found, document=new) if found.document in plans else found

    name = _renamed(item.id, old, new)
    if isinstance(item, Service):
        return replace(
            item,
            id=name,
            instead=tuple(_renamed(other, old, new) for other in item.instead),
            source=source(item.source),
            contacts=tuple(replace(one, source=source(one.source)) for one in item.contacts),
            facts=tuple(replace(one, source=source(one.source)) for one in item.facts),
        )
    sections = tuple(replace(part, sources=tuple(map(source, part.sources))) for part in item.sections)
    return replace(item, id=name, source=source(item.source), sections=sections)


def _renamed(record: str, old: str, new: str) -> str:
    return record.replace(f"{old}/", f"{new}/", 1)


def _plan(
    real: Corpus, old: str, new: str, size: int, chance: random.Random, parents: dict[str, tuple[str, str]]
) -> Plan:
    plan = next(plan for plan in real.plans if plan.document == old)
    sections: list[PlanSection] = []
    left = size
    for section in plan.sections:
        facts = tuple(
            replace(fact, services=tuple(_renamed(record, old, new) for record in fact.services))
            for fact in section.facts[:left]
        )
        left -= len(facts)
        if facts:
            sections.append(PlanSection(section.heading, facts))
    every = [fact for section in plan.sections for fact in section.facts]
    if left:
        sections.append(PlanSection(_MADE, tuple(_fact(every, chance, parents) for _ in range(left))))
    return Plan(new, plan.form, tuple(sections))


def _fact(facts: Sequence[PlanFact], chance: random.Random, parents: dict[str, tuple[str, str]]) -> PlanFact:
    first, second = chance.choice(facts), chance.choice(facts)
    text = Text(_half(first.text.nb, second.text.nb), _half(first.text.nn, second.text.nn))
    parents[text.nb] = (first.text.nb, second.text.nb)
    return PlanFact(text, (), second.about)


def _half(first: str, second: str) -> str:
    return " ".join((_halves(first)[0], _halves(second)[1])).strip()


@cache
def _halves(text: str) -> tuple[str, str]:
    found = text.split()
    return " ".join(found[: len(found) // 2]), " ".join(found[len(found) // 2 :])


def _names(taken: set[str]) -> Iterator[str]:
    """Names of one word that no place in the corpus has, without end."""
    for length in count(1):
        for middle in product(_MIDDLES, repeat=length - 1):
            for head, tail in product(_HEADS, _TAILS):
                name = "".join((head, *middle, tail))
                if name not in taken:
                    yield name


def sizes(pieces: Sequence[Passage]) -> dict[str, int]:
    """How many passages each place has."""
    found: dict[str, int] = {}
    for passage in pieces:
        found[passage.kommune] = found.get(passage.kommune, 0) + 1
    return found

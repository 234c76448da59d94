"""One municipality's part of the corpus: what its own door may show, and nothing of any other's.

Its own records, the national ones and the shared ones stay. Shared guides compare the plans of several municipalities:
of those only the sentences stay that tell of none of the others. A plan belongs to whoever's records rest on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.scenario import Choice, Scenario, Theme
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.language.sentences import sentences

# «The other plans say little»: a comparison, even where it names nobody.
_COMPARES = re.compile(r"\b(?:dei? andre plan(?:ene|ane)|andre kommun(?:er|ar))\b", re.IGNORECASE)
# A sentence that begins so leans on the one before it, and falls with it.
_LEANS = re.compile(r"(?:Den|Det|De|Dette|Da|Kommunen|Loggen|Planen(?! til )|Planene|Inndelingen)\b")
_LONG = 5  # letters of a name that also counts at the head of a compound: «Åsnesmodellen»


def part(corpus: Corpus, kommune: str) -> Corpus:
    """The corpus as it is at the door of one municipality; raises KeyError for an unknown one."""
    home = corpus.kommune[kommune]
    places = (kommune, NATIONAL, SHARED)
    services = tuple(item for item in corpus.services if item.kommune in places)
    editions = tuple(item for item in corpus.editions if item.kommune == kommune)
    own_guides = [guide for guide in corpus.guides if guide.kommune == kommune]
    plans = tuple(plan for plan in corpus.plans if plan.document == kommune)
    cited = {plan.document for plan in plans} | {edition.document.id for edition in editions}
    cited |= {source.document for item in services if item.kommune == kommune for source in _sources(item)}
    cited |= {source.document for guide in own_guides for source in _rests(guide)}
    kept = [d for d in corpus.documents if d.kind != "plan" or d.id in cited]
    others = [k for k in corpus.kommuner if k != home]
    foreign = {d.id for d in corpus.documents} - {d.id for d in kept} | {other.slug for other in others}
    # Two municipalities may have ingested plans of the same name: its own stand for it here.
    named = {edition.document.id: edition.document for edition in editions}
    narrow = _Narrow(foreign, [other.name for other in others])
    return replace(
        corpus,
        kommuner=(home,),
        documents=tuple({d.id: named.get(d.id, d) for d in kept}.values()),
        services=services,
        guides=tuple(
            found
            for guide in corpus.guides
            if (
                found := guide if guide.kommune == kommune else narrow.guide(guide) if guide.kommune == SHARED else None
            )
        ),
        plans=plans,
        themes=tuple(theme for theme in (narrow.theme(theme, kommune) for theme in corpus.themes) if theme.scenarios),
        editions=editions,
    )


def told_of(corpus: Corpus) -> frozenset[str]:
    """The municipalities that shared guides tell of, by name or by resting on their plans. To all others the shared
    guides read alike."""
    guides = [guide for guide in corpus.guides if guide.kommune == SHARED]
    plans = {document.id for document in corpus.documents if document.kind == "plan"}
    rests = plans & {source.document for guide in guides for source in _rests(guide)}
    found = {s.kommune for s in corpus.services if any(source.document in rests for source in _sources(s))}
    found |= {guide.kommune for guide in corpus.guides if any(source.document in rests for source in _rests(guide))}
    found |= {plan.document for plan in corpus.plans if plan.document in rests}
    found |= {edition.kommune for edition in corpus.editions if edition.document.id in rests}
    said = "\n".join(text for guide in guides for text in _texts(guide))
    for kommune in corpus.kommuner:
        if kommune.name in said and re.search(rf"\b{_named(kommune.name)}", said):
            found.add(kommune.slug)
    return frozenset(found & corpus.kommune.keys())


def _rests(guide: Guide) -> Iterator[Source]:
    yield guide.source
    for section in guide.sections:
        yield from section.sources


def _texts(guide: Guide) -> Iterator[str]:
    sections = (text for section in guide.sections for text in (section.title, section.text))
    for text in (guide.summary, *guide.steps, *sections):
        yield from (text.nb, text.nn)


def _named(name: str) -> str:
    """A pattern for a name, its genitive, and, of a long one, compounds that begin with it."""
    return re.escape(name) if len(name) >= _LONG else rf"{re.escape(name)}s?\b"


def _sources(item: Service) -> Iterator[Source]:
    yield item.source
    yield from (contact.source for contact in item.contacts)
    yield from (fact.source for fact in item.facts)


class _Narrow:
    """Takes out what tells of others: their documents as sources, and sentences with their names."""

    def __init__(self, foreign: set[str], names: Iterable[str]) -> None:
        self._foreign = foreign
        said = [_named(name) for name in names]
        self._names = re.compile(rf"\b(?:{'|'.join(said)})") if said else None

    def text(self, text: Text) -> Text | None:
        """What is left of a text, the same sentences in both forms; None where nothing is."""
        nb, nn = sentences(text.nb), sentences(text.nn)
        if len(nb) != len(nn):
            return None if self.tells(text) else text
        kept: list[int] = []
        fell = False
        for place, both in enumerate(map(Text, nb, nn)):
            fell = self.tells(both) or bool(fell and _LEANS.match(both.nb))
            if not fell:
                kept.append(place)
        return Text(" ".join(nb[i] for i in kept), " ".join(nn[i] for i in kept)) if kept else None

    def tells(self, said: Text) -> bool:
        """Whether words tell of another municipality."""
        both = f"{said.nb}\n{said.nn}"
        return bool((self._names and self._names.search(both)) or _COMPARES.search(both))

    def guide(self, guide: Guide) -> Guide | None:
        """A shared guide; None where it rests on another's plan."""
        summary = self.text(guide.summary)
        if guide.source.document in self._foreign or summary is None:
            return None
        steps = tuple(step for step in guide.steps if not self.tells(step))
        sections = tuple(found for section in guide.sections if (found := self._section(section)))
        return replace(guide, summary=summary, steps=steps, sections=sections) if sections else None

    def _section(self, section: GuideSection) -> GuideSection | None:
        sources = tuple(source for source in section.sources if source.document not in self._foreign)
        text = self.text(section.text)
        if not sources or text is None or self.tells(section.title):
            return None
        return replace(section, text=text, sources=sources)

    def theme(self, theme: Theme, kommune: str) -> Theme:
        """A theme with the scenarios that are everybody's or this municipality's."""
        own = (item for item in theme.scenarios if item.kommune in (None, kommune))
        return replace(theme, scenarios=tuple(found for item in own if (found := self._scenario(item))))

    def _scenario(self, item: Scenario) -> Scenario | None:
        choices: list[Choice] = []
        for choice in item.choices:
            sources = tuple(source for source in choice.sources if source.document not in self._foreign)
            if not sources and choice.sources:
                return None
            choices.append(replace(choice, sources=sources))
        return replace(item, choices=tuple(choices))

"""What goes out to other systems, whatever the format: real services, who runs them, and the themes they belong to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from dorinn.corpus.corpus import Corpus
from dorinn.domain.ids import identifier
from dorinn.domain.kommune import SHARED
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import Form
from dorinn.domain.topic import Topic


@dataclass(frozen=True, slots=True)
class Organization:
    """Who runs services, by the name the sources give it; `source` is where it is first named."""

    name: str
    source: Source
    services: tuple[Service, ...]

    @property
    def id(self) -> UUID:
        """Its identifier; follows from the name."""
        return identifier("organization", self.name)


class Register:
    """The services and teams of municipalities and the national ones, planned ones too (marked as such).

    Generic records (`felles/…`) stay behind: they are kinds of help, not services of anybody.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.services = tuple(item for item in corpus.services if item.kommune != SHARED)

    @cached_property
    def service(self) -> dict[UUID, Service]:
        """Services by identifier."""
        return {identifier("service", item.id): item for item in self.services}

    @cached_property
    def organizations(self) -> dict[UUID, Organization]:
        """Organizations by identifier. A record that does not say who runs it belongs to none."""
        found: dict[str, list[Service]] = defaultdict(list)
        for item in self.services:
            if item.organization:
                found[item.organization].append(item)
        named = (Organization(name, items[0].source, tuple(items)) for name, items in found.items())
        return {item.id: item for item in named}

    @cached_property
    def themes(self) -> dict[str, list[Topic]]:
        """Addresses in the thesaurus Los, each with the topics it is the theme of."""
        found: dict[str, list[Topic]] = defaultdict(list)
        for topic in self.corpus.topics:
            if topic.los and topic.help:
                found[topic.los].append(topic)
        return dict(found)

    @cached_property
    def themes_of(self) -> dict[str, list[str]]:
        """Themes by type code: those of the topics that lead to that kind of help first."""
        found: dict[str, list[str]] = defaultdict(list)
        for uri, topics in self.themes.items():
            for code in dict.fromkeys(topic.help[0] for topic in topics):
                found[code].append(uri)
        return dict(found)

    def form(self, item: Service) -> Form:
        """The written form of the municipality that a record belongs to; Bokmål for national ones."""
        home = self.corpus.kommune.get(item.kommune)
        return home.form if home else "nb"

    def place(self, source: Source) -> str:
        """A source as readers know it: the document's title and the section."""
        return f"{self.corpus.titles.get(source.document, source.document)}, {source.section}"

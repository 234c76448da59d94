"""The corpus as one object: everything dorinn knows, read once and kept."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dorinn.corpus import fields, read, scenarios, topics
from dorinn.corpus.ingested import Ingested
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.shelf import Shelf
from dorinn.domain.edition import Edition
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED, Kommune
from dorinn.domain.plan import Plan
from dorinn.domain.scenario import Scenario, Theme
from dorinn.domain.service import Service
from dorinn.domain.source import Document
from dorinn.domain.text import Text
from dorinn.domain.topic import Topic
from dorinn.errors import CorpusError

_log = logging.getLogger("dorinn.corpus")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Without these nobody can be helped: a file that was deleted is an error, not an empty list.
_NEEDED = ("types.yaml", "sources.yaml", f"services/{NATIONAL}.yaml", f"services/{SHARED}.yaml")
SNAPSHOT = "corpus.json"  # its name in the folder of indexes


@dataclass(frozen=True, slots=True)
class ServiceType:
    """A code for a kind of help, its name, the words people use for it, and the years of those it is for, if any."""

    code: str
    name: Text
    words: tuple[str, ...]
    age: tuple[int, int] | None = None


@dataclass(frozen=True)
class Corpus:
    """All records, each group in file order. Look-ups by id are dictionaries made on first use."""

    types: tuple[ServiceType, ...]
    kommuner: tuple[Kommune, ...]
    documents: tuple[Document, ...]
    services: tuple[Service, ...]
    guides: tuple[Guide, ...]
    plans: tuple[Plan, ...]
    topics: tuple[Topic, ...]
    themes: tuple[Theme, ...]
    editions: tuple[Edition, ...] = ()

    @classmethod
    def load(
        cls,
        folder: Path | None = None,
        snapshot: Path | None = None,
        forgiving: bool = False,
        ingested: Ingested | None = None,
    ) -> Corpus:
        """Reads the folder (the bundled one by default) and the ingested plans; raises CorpusError.

        `snapshot` is a file that may keep what was parsed, so that the next start is faster. With `forgiving`, a
        damaged folder is read as it was when the snapshot was made, if there is one, and the log says so. A folder of
        one's own is read without the ingested plans unless they are given too.
        """
        # Thousands of small objects that all stay: the collector would only walk them over and over.
        enabled = gc.isenabled()
        gc.disable()
        try:
            shelf = Shelf(folder or corpus_folder(), snapshot)
            taken = ingested or (Ingested() if folder is None else None)
            try:
                corpus = cls._read(shelf, taken)
                shelf.keep()
            except CorpusError as error:
                if not forgiving or (before := cls._as_it_was(shelf.folder, snapshot)) is None:
                    raise
                _log.error("%s; the corpus is used as it was before", error)
                corpus = before
        finally:
            if enabled:
                gc.enable()
        return corpus

    @classmethod
    def _as_it_was(cls, folder: Path, snapshot: Path | None) -> Corpus | None:
        try:
            corpus = cls._read(Shelf(folder, snapshot, as_it_was=True), None)
        except CorpusError:
            return None
        return corpus if corpus.services and corpus.topics and corpus.kommuner else None

    @classmethod
    def _read(cls, shelf: Shelf, ingested: Ingested | None) -> Corpus:
        kommuner = tuple(read.kommune(item) for item in _records(shelf, "kommuner.yaml"))
        # A municipality may begin with nothing; one whose plan was digested has services.
        begun = [kommune.slug for kommune in kommuner if shelf.read(f"plans/{kommune.slug}.yaml")]
        for name in ("kommuner.yaml", *_NEEDED, *(f"services/{slug}.yaml" for slug in begun)):
            if not shelf.read(name):
                raise CorpusError(f"{name}: missing or empty")
        editions = tuple(ingested.editions()) if ingested else ()
        added = ingested.kommuner() if ingested else []
        kommuner += tuple(new for new in added if new.slug not in {kommune.slug for kommune in kommuner})
        places = [*(kommune.slug for kommune in kommuner), NATIONAL, SHARED]
        ways = {
            place: said for name in shelf.names("asked") for place, said in read.asked(shelf.read(name), name).items()
        }
        return cls(
            types=tuple(_type(item) for item in _records(shelf, "types.yaml")),
            kommuner=kommuner,
            documents=(
                *(read.document(item) for item in _records(shelf, "sources.yaml")),
                *(edition.document for edition in editions),
            ),
            services=tuple(
                read.service(item, name)
                for place in places
                for name in (f"services/{place}.yaml", f"teams/{place}.yaml")
                for item in _records(shelf, name)
            ),
            guides=tuple(
                read.guide(item, name, ways) for name in shelf.names("guides") for item in _records(shelf, name)
            ),
            plans=tuple(read.plan(shelf.read(name), name) for name in shelf.names("plans")),
            topics=tuple(
                topics.topic(item, Path(name).stem) for name in shelf.names("topics") for item in _records(shelf, name)
            ),
            themes=tuple(scenarios.theme(shelf.read(name), name) for name in shelf.names("scenarios")),
            editions=editions,
        )

    @cached_property
    def service(self) -> dict[str, Service]:
        """Services and teams by id."""
        return {item.id: item for item in self.services}

    @cached_property
    def guide(self) -> dict[str, Guide]:
        """Guides by id."""
        return {item.id: item for item in self.guides}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topics by id."""
        return {item.id: item for item in self.topics}

    @cached_property
    def scenario(self) -> dict[str, Scenario]:
        """Scenarios by id, theme by theme."""
        return {item.id: item for theme in self.themes for item in theme.scenarios}

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {item.id: item for item in self.documents}

    @cached_property
    def titles(self) -> dict[str, str]:
        """How a document is named to readers, by id: its title, and for a plan the municipality."""
        return {
            item.id: f"{item.title}, {item.publisher}" if item.kind == "plan" else item.title for item in self.documents
        }

    @cached_property
    def kommune(self) -> dict[str, Kommune]:
        """Municipalities by slug."""
        return {item.slug: item for item in self.kommuner}

    @cached_property
    def type(self) -> dict[str, ServiceType]:
        """Types by code."""
        return {item.code: item for item in self.types}

    def checked(self, item: Service) -> str | None:
        """The latest day (ISO) on which a service's source or one of its contacts was read; None when only a year is
        known."""
        document = self.document.get(item.source.document)
        days = [document.checked] if document else []
        days += [contact.checked for contact in item.contacts]
        return max((day for day in days if _DAY.fullmatch(day)), default=None)

    def in_kommune(self, kommune: str | None) -> Iterator[Service]:
        """What may be shown for a municipality: its own records and national ones; generic ones when None."""
        places = {kommune or SHARED, NATIONAL}
        return (item for item in self.services if item.kommune in places)


def _type(record: dict[str, Any]) -> ServiceType:
    where = f"types.yaml: {record.get('code')}"
    words = record.get("words")
    if not record.get("code") or not isinstance(words, list):
        raise CorpusError(f"{where}: code, name and words are needed")
    age = fields.years(record.get("age"), where)
    return ServiceType(str(record["code"]), fields.text(record.get("name"), where), tuple(map(str, words)), age)


def _records(shelf: Shelf, name: str) -> list[dict[str, Any]]:
    found = shelf.read(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise CorpusError(f"{name}: a list of records is needed")
    return found

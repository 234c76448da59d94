"""How a question becomes an answer, as a haystack Pipeline. Read this file first.

    question → triage → understand → retrieve → route → compose → answer

Triage needs nothing but its rules and comes first; nothing after it can take its word away.
Each step is a component with one method, so that a step can be swapped and the whole drawn.
"""

from __future__ import annotations

import logging
import os

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # before the import: telemetry is on by default

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from haystack import Pipeline, component

from dorinn.assistant.compose import Composer
from dorinn.assistant.route import Route, Router
from dorinn.assistant.triage import Triage
from dorinn.assistant.understand import Understander, merge
from dorinn.domain.answer import Answer
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.index import BY_WORDS, EVEN, Fusion, Manifest

# Of a step that fails haystack tells, for each value, that it cannot be written down; dorinn says what failed itself.
logging.getLogger("haystack.utils.base_serialization").setLevel(logging.ERROR)


class Searcher(Protocol):
    """What the retriever needs: passages of given places for a question."""

    def search(
        self,
        question: str,
        kommuner: Collection[str],
        top: int = 12,
        depth: int = 40,
        state: Any = None,
        fusion: Fusion = EVEN,
    ) -> list[Hit]: ...


class Searchable(Searcher, Protocol):
    """An index, embedded or in a database: what it searches, and what it was made from."""

    @property
    def passages(self) -> Sequence[Passage]: ...

    @property
    def manifest(self) -> Manifest: ...

    @property
    def encoder(self) -> Encoder: ...


@component
class TriageStep:
    """Is somebody in danger?"""

    def __init__(self, triage: Triage) -> None:
        self.triage = triage

    @component.output_types(danger=Danger)
    def run(self, question: Question) -> dict[str, Danger]:
        return {"danger": self.triage.assess(question.text)}


@component
class UnderstandStep:
    """What is it about, who writes, where, in which form?"""

    def __init__(self, understander: Understander) -> None:
        self.understander = understander

    @component.output_types(asker=Understanding)
    def run(self, question: Question, before: Understanding | None = None) -> dict[str, Understanding]:
        asker = self.understander.read(question)
        return {"asker": merge(asker, before) if before else asker}


@component
class RetrieveStep:
    """Which passages of this municipality, and of the shared and national ones, speak of it?

    `quotes` are passages of its ingested plans; they can be quoted, but say nothing of which service is right.
    """

    def __init__(self, index: Searcher, quotes: Searcher | None) -> None:
        self.index = index
        self.quotes = quotes

    @component.output_types(hits=list[Hit], quotes=list[Hit])
    def run(self, question: Question, asker: Understanding) -> dict[str, list[Hit]]:
        places = (asker.kommune, SHARED, NATIONAL) if asker.kommune else (SHARED, NATIONAL)
        hits = self.index.search(question.text, places, state=asker.vector)
        if self.quotes is None or asker.kommune is None:
            return {"hits": hits, "quotes": []}
        quotes = self.quotes.search(question.text, (asker.kommune,), 3, state=asker.vector, fusion=BY_WORDS)
        return {"hits": hits, "quotes": quotes}


@component
class RouteStep:
    """Who helps with that, among those that exist here?"""

    def __init__(self, router: Router) -> None:
        self.router = router

    @component.output_types(route=Route)
    def run(self, asker: Understanding, danger: Danger, hits: list[Hit]) -> dict[str, Route]:
        return {"route": self.router.route(asker, danger, hits)}


@component
class ComposeStep:
    """What do we say?"""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    @component.output_types(answer=Answer)
    def run(
        self, question: Question, asker: Understanding, route: Route, hits: list[Hit], quotes: list[Hit]
    ) -> dict[str, Answer]:
        return {"answer": self.composer.compose(question, asker, route.danger, route, hits, quotes)}


def build_pipeline(
    triage: Triage,
    understander: Understander,
    index: Searcher,
    router: Router,
    composer: Composer,
    quotes: Searcher | None = None,
) -> Pipeline:
    """The five steps, joined by name."""
    pipeline = Pipeline()
    pipeline.add_component("triage", TriageStep(triage))
    pipeline.add_component("understand", UnderstandStep(understander))
    pipeline.add_component("retrieve", RetrieveStep(index, quotes))
    pipeline.add_component("route", RouteStep(router))
    pipeline.add_component("compose", ComposeStep(composer))
    pipeline.connect("understand.asker", "retrieve.asker")
    pipeline.connect("understand.asker", "route.asker")
    pipeline.connect("triage.danger", "route.danger")
    pipeline.connect("retrieve.hits", "route.hits")
    pipeline.connect("understand.asker", "compose.asker")
    pipeline.connect("retrieve.hits", "compose.hits")
    pipeline.connect("retrieve.quotes", "compose.quotes")
    pipeline.connect("route.route", "compose.route")
    return pipeline

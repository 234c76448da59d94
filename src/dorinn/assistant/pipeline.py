"""How a question becomes an answer. Read this file first.

    question → triage → understand → retrieve → route → compose → answer

Triage needs nothing but its rules and comes first. Nothing after it can take back what it is firm about; an alarm that
rests on a hint alone may be taken back, where the topic model is as good as sure that nobody is in danger.
Each step can be swapped. `dorinn.assistant.components` has the same five as a haystack Pipeline, to be drawn or built
upon; serving calls them straight, since haystack's scheduling cost as much as routing and composing together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from dorinn.assistant.compose import Composer
from dorinn.assistant.route import Route, Router
from dorinn.assistant.triage import Triage
from dorinn.assistant.understand import Understander, merge
from dorinn.assistant.wanted import search_words
from dorinn.domain.answer import Answer
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.index import BY_WORDS, EVEN, Fusion, Manifest

QUOTES = 8  # passages of a plan that one to quote is chosen from


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


@dataclass(frozen=True, slots=True)
class Steps:
    """The five steps. `quotes` are passages of ingested plans; they can be quoted, but say nothing of which service
    is right."""

    triage: Triage
    understander: Understander
    index: Searcher
    router: Router
    composer: Composer
    quotes: Searcher | None = None

    def answer(self, question: Question, before: Understanding | None = None) -> tuple[Understanding, Answer]:
        """What was understood, and the answer; `before` is what earlier turns of the conversation said."""
        danger = self.assess(question, before)
        asker = self.understand(question, before)
        hits, quotes = self.retrieve(question, asker)
        route = self.route(asker, danger, hits)
        return asker, self.compose(question, asker, route, hits, quotes)

    def assess(self, question: Question, before: Understanding | None = None) -> Danger:
        """Is somebody in danger?"""
        return self.triage.assess(question.text, before.level if before else None)

    def understand(self, question: Question, before: Understanding | None = None) -> Understanding:
        """What is it about, who writes, where, in which form?"""
        asker = self.understander.read(question)
        merged = merge(asker, before) if before else asker
        return replace(merged, form=question.language or merged.form)

    def retrieve(self, question: Question, asker: Understanding) -> tuple[list[Hit], list[Hit]]:
        """Which passages of this municipality, and of the shared and national ones, speak of it? And which quotes?"""
        places = (asker.kommune, SHARED, NATIONAL) if asker.kommune else (SHARED, NATIONAL)
        hits = self.index.search(question.text, places, state=asker.vector)
        if self.quotes is None or asker.kommune is None:
            return hits, []
        words = search_words(question.text)
        return hits, self.quotes.search(words, (asker.kommune,), QUOTES, state=asker.vector, fusion=BY_WORDS)

    def route(self, asker: Understanding, danger: Danger, hits: list[Hit]) -> Route:
        """Who helps with that, among those that exist here?"""
        return self.router.route(asker, danger, hits)

    def compose(
        self, question: Question, asker: Understanding, route: Route, hits: list[Hit], quotes: list[Hit]
    ) -> Answer:
        """What do we say?"""
        return self.composer.compose(question, asker, route.danger, route, hits, quotes)

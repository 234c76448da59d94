"""The five steps as a haystack Pipeline, whose parts can be swapped, joined with others and drawn."""

from __future__ import annotations

import os

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # before the import: telemetry is on by default

from haystack import Pipeline, component

from dorinn.assistant.pipeline import Steps
from dorinn.assistant.route import Route
from dorinn.domain.answer import Answer
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding


@component
class TriageStep:
    """Is somebody in danger?"""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    @component.output_types(danger=Danger)
    def run(self, question: Question) -> dict[str, Danger]:
        return {"danger": self.steps.assess(question)}


@component
class UnderstandStep:
    """What is it about, who writes, where, in which form?"""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    @component.output_types(asker=Understanding)
    def run(self, question: Question, before: Understanding | None = None) -> dict[str, Understanding]:
        return {"asker": self.steps.understand(question, before)}


@component
class RetrieveStep:
    """Which passages speak of it?"""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    @component.output_types(hits=list[Hit], quotes=list[Hit])
    def run(self, question: Question, asker: Understanding) -> dict[str, list[Hit]]:
        hits, quotes = self.steps.retrieve(question, asker)
        return {"hits": hits, "quotes": quotes}


@component
class RouteStep:
    """Who helps with that, among those that exist here?"""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    @component.output_types(route=Route)
    def run(self, asker: Understanding, danger: Danger, hits: list[Hit]) -> dict[str, Route]:
        return {"route": self.steps.route(asker, danger, hits)}


@component
class ComposeStep:
    """What do we say?"""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps

    @component.output_types(answer=Answer)
    def run(
        self, question: Question, asker: Understanding, route: Route, hits: list[Hit], quotes: list[Hit]
    ) -> dict[str, Answer]:
        return {"answer": self.steps.compose(question, asker, route, hits, quotes)}


def build_pipeline(steps: Steps) -> Pipeline:
    """The steps, joined by name; gives what `Steps.answer` gives."""
    pipeline = Pipeline()
    pipeline.add_component("triage", TriageStep(steps))
    pipeline.add_component("understand", UnderstandStep(steps))
    pipeline.add_component("retrieve", RetrieveStep(steps))
    pipeline.add_component("route", RouteStep(steps))
    pipeline.add_component("compose", ComposeStep(steps))
    pipeline.connect("understand.asker", "retrieve.asker")
    pipeline.connect("understand.asker", "route.asker")
    pipeline.connect("triage.danger", "route.danger")
    pipeline.connect("retrieve.hits", "route.hits")
    pipeline.connect("understand.asker", "compose.asker")
    pipeline.connect("retrieve.hits", "compose.hits")
    pipeline.connect("retrieve.quotes", "compose.quotes")
    pipeline.connect("route.route", "compose.route")
    return pipeline

"""A course of training: the scenarios for one reader, in order, and what they have chosen so far.

What was chosen travels with the page as codes, `<scenario>.<choice>`, and stays with the reader: the server keeps
nothing, and no code tells who they are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dorinn.corpus.corpus import Corpus
from dorinn.domain.scenario import AUDIENCES, JUDGEMENTS, Choice, Judgement, Scenario

MOST_CODES = 400
"""Codes that are read from one request; more are left out."""


@dataclass(frozen=True, slots=True)
class Course:
    """Scenarios for an audience and a municipality (None: those that are bound to neither); choices by scenario."""

    audience: str | None
    kommune: str | None
    scenarios: tuple[Scenario, ...]
    chosen: dict[str, Choice]

    @classmethod
    def of(cls, corpus: Corpus, audience: str | None, kommune: str | None, codes: str = "") -> Course:
        """A course; an unknown audience counts as none, and unknown codes are passed over."""
        audience = audience if audience in AUDIENCES and audience != "felles" else None
        found = tuple(item for item in corpus.scenario.values() if item.suits(audience, kommune))
        chosen: dict[str, Choice] = {}
        for code in codes.split()[:MOST_CODES]:
            name, _, letter = code.partition(".")
            choice = corpus.scenario[name].choice(letter) if name in corpus.scenario else None
            if choice is not None:
                chosen[name] = choice
        return cls(audience, kommune, found, chosen)

    def having(self, scenario: Scenario, choice: Choice) -> Course:
        """The course after a choice; an earlier choice in the same scenario is replaced."""
        return replace(self, chosen=self.chosen | {scenario.id: choice})

    @property
    def codes(self) -> str:
        """The choices as codes, to carry along."""
        return " ".join(f"{name}.{choice.id}" for name, choice in self.chosen.items())

    @property
    def query(self) -> str:
        """The course's own part of an address, with its question mark; empty when nothing was chosen."""
        parts = {"for": self.audience, "kommune": self.kommune}
        said = urlencode({key: value for key, value in parts.items() if value})
        return f"?{said}" if said else ""

    @property
    def done(self) -> int:
        """How many scenarios of the course have a choice."""
        return sum(item.id in self.chosen for item in self.scenarios)

    def place(self, scenario: Scenario) -> int | None:
        """Where a scenario stands in the course, from 1."""
        return self.scenarios.index(scenario) + 1 if scenario in self.scenarios else None

    def after(self, scenario: Scenario | None) -> Scenario | None:
        """The next scenario without a choice, from the one given on and round; None when all have one."""
        place = self.place(scenario) or 0 if scenario else 0
        order = [*self.scenarios[place:], *self.scenarios[:place]]
        return next((item for item in order if item.id not in self.chosen and item != scenario), None)

    def counts(self) -> dict[Judgement, int]:
        """How many choices of the course were judged how."""
        found = Counter(self.chosen[item.id].judgement for item in self.scenarios if item.id in self.chosen)
        return {judgement: found[judgement] for judgement in JUDGEMENTS}

"""The digest of a municipal plan, in our own words."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.text import Form, Text


@dataclass(frozen=True, slots=True)
class PlanFact:
    """One fact of the plan; `services` are the records it is about."""

    text: Text
    services: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSection:
    """The facts under one heading of the plan."""

    heading: str
    facts: tuple[PlanFact, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's digest; `document` is an id of `corpus/sources.yaml`, `form` the plan's own."""

    document: str
    form: Form
    sections: tuple[PlanSection, ...]

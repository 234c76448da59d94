"""Where a fact comes from."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.text import Form


@dataclass(frozen=True, slots=True)
class Document:
    """A plan, a statute or a page that facts are taken from.

    `form` is the document's own written form; `checked` the day (ISO date, or a year) it was last read.
    """

    id: str
    title: str
    publisher: str
    form: Form
    kind: str
    date: str
    checked: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document: its id and the heading or paragraph as the document writes it."""

    document: str
    section: str

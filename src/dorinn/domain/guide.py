"""Guides for people who work with children."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.source import Source
from dorinn.domain.text import Text


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One question that a guide answers, with the paragraphs it rests on; `words` of an asker whom it concerns, and
    the ways in which people ask for it (`asked`)."""

    id: str
    title: Text
    text: Text
    sources: tuple[Source, ...]
    words: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way of asking for it, its titles first."""
        return (self.title.nb, self.title.nn, *self.asked)


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide, for everyone (`felles/…`) or with one municipality's own steps (`<kommune>/…`)."""

    id: str
    type: str
    name: Text
    aliases: tuple[str, ...]
    summary: Text
    steps: tuple[Text, ...]
    source: Source
    sections: tuple[GuideSection, ...]

    @property
    def kommune(self) -> str:
        """The slug before the stroke: a municipality or `felles`."""
        return self.id.split("/", 1)[0]

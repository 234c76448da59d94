"""Unchecked: where a plan that was taken in prints a number for a service. Nobody has checked it, so only the place is
told, never the number."""

from __future__ import annotations

import re

from dorinn.assistant.quotation import PHONE
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.language.fold import fold, words

_LEAST = 4  # letters of a name's first word that must agree: «barnevernet», «barneverntjenesten»


class Unchecked:
    """The passages of plans that print a number, by municipality."""

    def __init__(self, corpus: Corpus) -> None:
        self._types = corpus.type
        self._printed: dict[str, list[tuple[Edition, Quote]]] = {}
        for edition in corpus.editions:
            found = [(edition, quote) for quote in edition.quotes if PHONE.search(quote.text)]
            self._printed.setdefault(edition.kommune, []).extend(found)

    def speaks(self, service: Service, kommune: str) -> bool:
        """Whether more is told of a missing number than that the plan gives none: nobody has written records of what
        all have, nor read every page of a plan that was taken in."""
        return service.kommune == SHARED or (service.kommune != NATIONAL and kommune in self._printed)

    def told(self, service: Service, kommune: str) -> tuple[str, Source | None]:
        """The phrase for a service without a contact, and the place of a number where a plan prints one."""
        place = self.place(service, kommune)
        return ("phone_in_plan" if place else "no_phone_yet"), place

    def place(self, service: Service, kommune: str) -> Source | None:
        """Where a line with a number names the service; None where no plan that was taken in does."""
        kind = self._types[service.type].name
        names = [fold(name) for name in (service.name.nb, service.name.nn, kind.nb, kind.nn, *service.aliases)]
        for edition, quote in self._printed.get(kommune, ()):
            for line in re.split(r"\n|(?<=[.;]) (?=[A-ZÆØÅ])", quote.text):
                if PHONE.search(line) and _named(names, f"{quote.path[-1] if quote.path else ''} {line}"):
                    return Source(edition.document.id, quote.section)
        return None


def _named(names: list[str], text: str) -> bool:
    """Whether one of the names, or a word that begins like its only word, stands in a text."""
    said = " ".join(words(fold(text)))
    if any(f" {' '.join(words(name))} " in f" {said} " for name in names):
        return True
    stems = {name[: max(_LEAST, len(name) - 2)] for name in names if " " not in name and len(name) >= 2 * _LEAST}
    return any(word.startswith(stem) for word in words(said) for stem in stems)

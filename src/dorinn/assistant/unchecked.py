"""Unchecked: where a plan that was taken in prints a number for a service. Nobody has checked it, so only the place is
told, never the number."""

from __future__ import annotations

import re

from dorinn.assistant.quotation import PHONE
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition, Quote
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

    def holds(self, kommune: str | None) -> bool:
        """Whether a plan of that municipality was taken in."""
        return kommune in self._printed

    def place(self, service: Service, kommune: str | None) -> Source | None:
        """Where a line with a number names the service; None where no plan that was taken in does."""
        kind = self._types[service.type].name
        names = [fold(name) for name in (service.name.nb, service.name.nn, kind.nb, kind.nn, *service.aliases)]
        for edition, quote in self._printed.get(kommune or "", ()):
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

"""Unchecked: where a plan that was taken in prints a number for a service, or only names it. Nobody has checked what it
says, so of a number only the place is told, never the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dorinn.assistant.quotation import PHONE
from dorinn.assistant.wanted import Wanted
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.language.fold import fold, words

_SPEAKS = 0.65  # the share of what is wanted above which a line is about it: its name in the heading is enough
_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-ZÆØÅ])")
_LEANS = re.compile(
    r"(?:Telefon|Tlf|Mobil|Nummer|Ring|Kontakt|Vi|Dei?|Den|Det|Her|Du|Han|Hun|Ho|\w*(?:et|en|a) kan nås)\b"
)
_LEAST = 4  # letters of a name's first word that must agree: «barnevernet», «barneverntjenesten»


class Unchecked:
    """The passages of plans that print a number, by municipality."""

    def __init__(self, corpus: Corpus) -> None:
        self._types = corpus.type
        self._quotes: dict[str, list[tuple[Edition, Quote]]] = {}
        for edition in corpus.editions:
            self._quotes.setdefault(edition.kommune, []).extend((edition, quote) for quote in edition.quotes)
        self._printed = {
            kommune: [pair for pair in pairs if PHONE.search(pair[1].text)] for kommune, pairs in self._quotes.items()
        }
        self._known: dict[tuple[str, str], bool] = {}

    def speaks(self, service: Service, kommune: str) -> bool:
        """Whether more is told of a missing number than that the plan gives none: nobody has written records of what
        all have, nor read every page of a plan that was taken in."""
        return service.kommune == SHARED or (service.kommune != NATIONAL and kommune in self._printed)

    def names(self, service: Service, kommune: str) -> bool:
        """Whether a plan that was taken in speaks of a service's kind of help."""
        key = kommune, service.type
        if key not in self._known:
            kind = self._types[service.type]
            names = [fold(name) for name in (kind.name.nb, kind.name.nn, *kind.words)]
            texts = (" ".join((*quote.path, quote.text)) for _, quote in self._quotes.get(kommune, ()))
            self._known[key] = any(_named(names, text) for text in texts)
        return self._known[key]

    def asked(self, wanted: Wanted, kommune: str) -> Source | None:
        """Where a line with a number speaks best of what is wanted; None where none clearly does."""
        best: tuple[float, Source | None] = _SPEAKS, None
        for edition, quote in self._printed.get(kommune, ()):
            for line in _lines(quote.text):
                share = wanted.share(line, quote.path[-1] if quote.path else "") if PHONE.search(line) else 0.0
                if share > best[0]:
                    best = share, Source(edition.document.id, quote.section)
        return best[1]

    def told(self, service: Service, kommune: str) -> tuple[str, Source | None]:
        """The phrase for a service without a contact, and the place of a number where a plan prints one."""
        place = self.place(service, kommune)
        return ("phone_in_plan" if place else "no_phone_yet"), place

    def place(self, service: Service, kommune: str) -> Source | None:
        """Where a line with a number names the service; None where no plan that was taken in does."""
        kind = self._types[service.type].name
        names = [fold(name) for name in (service.name.nb, service.name.nn, kind.nb, kind.nn, *service.aliases)]
        for edition, quote in self._printed.get(kommune, ()):
            for line in _lines(quote.text):
                if PHONE.search(line) and _named(names, f"{quote.path[-1] if quote.path else ''} {line}"):
                    return Source(edition.document.id, quote.section)
        return None


def _lines(text: str) -> Iterator[str]:
    """The rows and sentences of a text; one that leans on the sentence before it («Telefon …») comes with that."""
    for row in text.split("\n"):
        before = ""
        for line in [row] if " | " in row else _SENTENCE.split(row):
            yield f"{before} {line}" if _LEANS.match(line) else line
            before = line


def _named(names: list[str], text: str) -> bool:
    """Whether one of the names, or a word that begins like its only word, stands in a text."""
    said = " ".join(words(fold(text)))
    if any(f" {' '.join(words(name))} " in f" {said} " for name in names):
        return True
    stems = {name[: max(_LEAST, len(name) - 2)] for name in names if " " not in name and len(name) >= 2 * _LEAST}
    return any(word.startswith(stem) for word in words(said) for stem in stems)

"""Names in a text: municipalities, services, teams, roles, abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.language.fold import fold, words

_NOT = frozenset("ikke ikkje ikkj itj ittje".split())
_WITHOUT = frozenset("uten utan".split())  # «uten at barnevernet kommer», «utan å blande inn skulen»
_INVOLVING = frozenset("at a blande involvere koble kople dra inn med hele heile noe noko nokon noen".split())
_BETWEEN = frozenset(
    """til hos med via gjennom ga snakke prate prata ha bruke bruka kontakte kontakta a den det si seie sei fortelle
    fortelje""".split()
)
# What may stand before «ikke» when help is refused; «får ikke skolen til å …» is a complaint, not a refusal.
_WILL = frozenset(
    "vil onsker onskjer ynskjer men og helst absolutt altsa bare berre orker orkar tor torer vagar vager".split()
)
# «Skolen sier det går over», «rektor svarer ikke», «legen fant ingenting»: what somebody has heard there already.
_HEARD = frozenset(
    """sier seier sa sei meiner mener meinte mente fant fann svarer svarar svarte svara skriv skriver skreiv skrev
    nekter nektar nekta nektet trudde trodde gjor gjer avviste lovte lova lovet""".split()
)
_WAS_TOLD = frozenset(
    """snakka snakket prata pratet ringt ringte ringde spurt spurte spurde vore vart sagt sa meldt meldte skrive skrevet
    skreiv skrev mott mote""".split()
)
_TO = frozenset("til hos hja med fra pa".split())
_NEAR = 4  # words between a name and what was said there
# Abbreviations that are ordinary words in lower case: they count only when written in capitals.
_CAPITALS = frozenset("mot nok rop cos hs ip bv".split())
_BEGINNING = 6  # letters that the name at the head of a compound has at least
# Places that are not ours but that people name; told plainly that dorinn does not know them.
_ELSEWHERE = frozenset(
    """oslo bergen trondheim stavanger hamar elverum kongsvinger sor-odal eidskog grue valer alesund tromso bodo
    drammen lillehammer gjovik brumunddal ringsaker stange engerdal rendalen heroy alstahaug sandnessjoen leirfjord
    bronnoysund fagernes nord-aurdal sor-aurdal oystre slidre vang etnedal moss fredrikstad sarpsborg skien arendal
    kristiansand molde haugesund tonsberg sandefjord larvik""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found: the record ids and type codes it may stand for, and the word position it begins at.

    `refused` when the writer does not want that help: «men ikke helsesykepleier på skolen»; `tried` when they have been
    there: «skolen sier det går over».
    """

    words: str
    records: tuple[str, ...]
    types: tuple[str, ...]
    place: int
    refused: bool = False
    tried: bool = False


class Names:
    """Finds the longest known names in a text."""

    def __init__(self, corpus: Corpus) -> None:
        self._records: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._types: dict[tuple[str, ...], set[str]] = defaultdict(set)
        records: list[Service | Guide] = [*corpus.services, *corpus.guides]
        for item in records:
            if item.kommune == "felles" and item.id in corpus.service:
                continue
            for name in (item.name.nb, item.name.nn, *item.aliases):
                self._add(self._records, name, item.id)
        for kind in corpus.types:
            for name in (kind.name.nb, kind.name.nn, *kind.words):
                self._add(self._types, name, kind.code)
        self._beginnings = frozenset(key[0][:_BEGINNING] for key in self._types if len(key) == 1)
        self._longest: dict[str, int] = {}  # by the first word, so that most words are passed over at once
        for key in (*self._records, *self._types):
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
        self._kommuner: dict[tuple[str, ...], str] = {}
        for kommune in corpus.kommuner:
            for name in (kommune.slug, kommune.name, *kommune.aliases):
                self._kommuner[tuple(_split(name))] = kommune.slug
        self._titles = {kommune.slug: kommune.name for kommune in corpus.kommuner}
        self._kommune_firsts = frozenset(key[0] for key in self._kommuner if key)

    @property
    def words(self) -> frozenset[str]:
        """Every folded word of a public name: of a record, a kind of help or a municipality."""
        return frozenset(part for key in (*self._records, *self._types, *self._kommuner) for part in key)

    @staticmethod
    def _add(table: dict[tuple[str, ...], set[str]], name: str, value: str) -> None:
        key = tuple(_split(re.sub(r"\(.*?\)", " ", name)))
        if key and len("".join(key)) > 1:
            table[key].add(value)

    def mentions(self, text: str) -> list[Mention]:
        """Names in order of appearance, longest match first at each place."""
        capitals = set(re.findall(r"\b[A-ZÆØÅ]{2,4}\b", text)) if not text.isupper() else set()
        shouted = {fold(word) for word in capitals}
        found, row, place = [], _split(text), 0
        while place < len(row):
            for length in range(min(self._longest.get(row[place], 0), len(row) - place), 0, -1):
                key = tuple(row[place : place + length])
                if length == 1 and key[0] in _CAPITALS and key[0] not in shouted:
                    continue
                records, types = self._records.get(key), self._types.get(key)
                if records or types:
                    found.append(
                        Mention(
                            " ".join(key),
                            tuple(sorted(records or ())),
                            tuple(sorted(types or ())),
                            place,
                            _refused(row, place, text),
                            _tried(row, place, length),
                        )
                    )
                    place += length - 1
                    break
            else:
                compound = self._compound(row[place])
                if compound:
                    refused, tried = _refused(row, place, text), _tried(row, place)
                    found.append(Mention(row[place], (), compound, place, refused, tried))
            place += 1
        return found

    def _compound(self, word: str) -> tuple[str, ...]:
        """Types whose word a long compound begins with: «barnevernstiltak» is about barnevern."""
        if word[:_BEGINNING] in self._beginnings:
            for length in range(len(word) - 3, _BEGINNING - 1, -1):
                types = self._types.get((word[:length],))
                if types:
                    return tuple(sorted(types))
        return ()

    def kommune(self, text: str, chosen: str | None = None) -> str | None:
        """The municipality named in the text: where several are, the chosen one, else the first. One that the writer
        has moved from is not meant."""
        row = _split(text)
        found = [
            slug
            for place, word in enumerate(row)
            if (word in self._kommune_firsts or word[:-1] in self._kommune_firsts)
            and (slug := self._kommune_at(row, place))
            and not _moved_from(row, place)
        ]
        return chosen if chosen in found else next(iter(found), None)

    def _kommune_at(self, row: Sequence[str], place: int) -> str | None:
        for length in (4, 3, 2, 1):
            if slug := self._kommuner.get(tuple(row[place : place + length])):
                return slug
        word = row[place]
        return self._kommuner.get((word[:-1],)) if len(word) > 4 and word.endswith("s") else None

    def title(self, kommune: str) -> str:
        """The name of a known municipality by its slug."""
        return self._titles[kommune]

    def elsewhere(self, text: str) -> str | None:
        """A place that is named but that dorinn knows no plan for, as folded text."""
        for match in re.finditer(r"\b(?:i|fra|frå|på|til) ([A-ZÆØÅ][\wæøå-]+)", text):
            if fold(match[1]) in _ELSEWHERE:
                return match[1]
        return None


def _begins(text: str) -> frozenset[int]:
    """The places at which a sentence or a clause begins."""
    found, place = {0}, 0
    for clause in re.split(r"[,.;:!?\n]\s|\s[-–]\s", text):
        place += len(_split(clause))
        found.add(place)
    return frozenset(found)


def _refused(row: list[str], place: int, text: str) -> bool:
    """Whether the name at a place is said not to be wanted."""
    before = place - 1
    while before >= 0 and row[before] in _INVOLVING:
        before -= 1
    if before >= 0 and row[before] in _WITHOUT:
        return True
    before = place - 1
    while before >= 0 and row[before] in _BETWEEN:
        before -= 1
    if before < 0 or row[before] not in _NOT:
        return False
    willing = row[before - 1] in _WILL or (before > 1 and row[before - 2] in ("vil", "onsker", "ynskjer"))
    return willing or before in _begins(text)


def _tried(row: list[str], place: int, length: int = 1) -> bool:
    """Whether the writer tells what was said by those named at a place, or that they have been asked."""
    after = row[place + length : place + length + 1]
    if after and after[0] in _HEARD:
        return True
    before = row[max(0, place - _NEAR) : place]
    told = next((at for at, word in enumerate(before) if word in _WAS_TOLD), None)
    return told is not None and bool(_TO & set(before[told:])) and not _NOT & set(before)


def _split(text: str) -> list[str]:
    return words(fold(text).replace("-", " "))


def _moved_from(row: Sequence[str], place: int) -> bool:
    """«flyttet fra Trysil»: the place that somebody has left."""
    before = row[max(0, place - 6) : place]
    return before[-1:] == ["fra"] and any(word.startswith(("flytt", "flutt")) for word in before)

"""Names of kinds of help and of records elsewhere that are firm enough to tell that a plan has such a service."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dorinn.assistant.mentions import Mention, Names
from dorinn.corpus.corpus import Corpus
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.language.fold import fold, words
from dorinn.survey.names import key_of, names
from dorinn.survey.things import Things

TEAMS = frozenset({"tverrfaglig-team", "fravaersteam"})
# Kinds that a mention says nothing about: «kommunen» is on every page; police and national numbers are nobody's own.
UNTOLD = frozenset({"servicetorg", "nodnummer", "hjelpetelefon", "politi"})
FORMER = re.compile(r"\b(?:gamle|tidligere|tidlegare) \w+", re.IGNORECASE)  # «i det gamle biblioteket» is elsewhere
# A teacher is no service, though the school's kind is known by the word; a plan is none either.
_NO_UNIT = re.compile(r"^\S*l(?:æ|ae|a)r[ea]r(?:en|ne|ar|ane)?\b|^(?:\S*plan|strategi) for\b", re.IGNORECASE)
_LONG = 7  # letters of a word that is known by any of its endings
_PLACE = re.compile(r"(?:(?<![.!?:|•] )(?<=\w )[A-ZÆØÅ][\w-]+ )*$")
Key = tuple[str, str]  # kind of record and what it is gathered under: a team's key, a service's code or key


@dataclass(frozen=True, slots=True)
class Unit:
    """A service named in a text: its folded words, its kind of help, and what it is gathered under."""

    words: str
    code: str
    key: str


class Firm:
    """Finds firm names in a text, and the records that a heading names."""

    def __init__(self, known: Corpus, mentioned: Names, things: Things) -> None:
        self._known = known
        self._things = things
        self._names = mentioned
        self._guides = {guide.type for guide in known.guides}
        # Aliases are looser than names: «kultur» and «kartlegging» are aliases of something somewhere.
        own = [item for item in known.services if item.kommune not in (SHARED, NATIONAL)]
        named = [written for item in own for written in (item.name.nb, item.name.nn)]
        called = [word for kind in known.types for word in (kind.name.nb, kind.name.nn, *kind.words)]
        self._firm = {plain(name) for name in (*named, *called)}
        endings: dict[str, set[str]] = defaultdict(set)
        for kind in known.types:
            for word in kind.words:
                if next(names(word), None) is None:  # names tell of roles and teams in all their endings
                    endings[key_of(word)].add(kind.code)
        self._endings = {
            key: code
            for key, codes in endings.items()
            if len(key) >= _LONG and " " not in key and len(codes) == 1 and (code := codes.pop()) not in self._guides
        }

    def mentions(self, text: str) -> Iterator[tuple[Mention, str]]:
        """Firm names with the one kind of help that each stands for."""
        for mention in self._names.mentions(text):
            codes = self._codes(mention)
            if len(codes) != 1 or (code := codes.pop()) in UNTOLD or mention.words not in self._firm:
                continue
            if _NO_UNIT.match(mention.words):
                continue
            if code not in self._guides or self._is_thing(mention):
                yield mention, code

    def units(self, text: str) -> Iterator[Unit]:
        """Services that a text names: things of their own, then kinds of help."""
        text = FORMER.sub(" ", text)
        taken: set[str] = set()
        for thing in self._things.named(text):
            words_of = plain(" ".join(thing.words))
            taken |= set(words_of.split())
            yield Unit(words_of, thing.code, thing.key)
        for mention, code in self.mentions(text):
            if not taken & set(mention.words.split()):
                taken |= set(mention.words.split())
                yield Unit(mention.words, code, key_of(mention.words) if code in TEAMS else code)
        for word in words(fold(text)):
            if (known := self._endings.get(key_of(word))) and word not in taken and known not in TEAMS | UNTOLD:
                if _NO_UNIT.match(word):
                    continue
                yield Unit(word, known, known)

    def headed(self, heading: str) -> list[tuple[Key, str]]:
        """Records that a heading names, each with its folded words."""
        found = (name for name in names(heading) if name.form not in ("role", "programme"))
        teams: list[tuple[Key, str]] = [(("team", name.key), plain(name.text)) for name in found]
        taken = {word for _, name in teams for word in name.split()}
        whole = list(self._units(heading, taken))
        # Two services in one heading are two, even where one record elsewhere bears both names.
        parts = re.split(r"\b(?:og|samt)\b|[,/]", heading)
        return [*teams, *(whole or (unit for part in parts for unit in self._units(part, taken)))]

    def _units(self, text: str, taken: set[str]) -> Iterator[tuple[Key, str]]:
        for unit in self.units(text):
            if unit.code not in TEAMS and not taken & set(unit.words.split()):
                yield ("service", unit.key), unit.words

    def _codes(self, mention: Mention) -> set[str]:
        if mention.types:
            return set(mention.types)
        records = [self._known.service.get(r) or self._known.guide[r] for r in mention.records]
        return {record.type for record in records}

    def _is_thing(self, mention: Mention) -> bool:
        """Whether a name from a guide's field is something that another municipality has a record of."""
        records = [self._known.service[r] for r in mention.records if r in self._known.service]
        return any(key_of(mention.words) in (_key(r.name.nb), _key(r.name.nn)) for r in records)


def _key(name: str) -> str:
    return key_of(re.sub(r"\(.*?\)", " ", name))


def plain(name: str) -> str:
    """The folded words of a name, as mentions say them."""
    return " ".join(words(fold(name).replace("-", " ")))


def as_written(words: str, text: str) -> str:
    """Folded words as they stand in the text, with what names the place before them: «Odal barneverntjeneste»."""
    tokens = list(re.finditer(r"[^\W_]+", text))
    folded = [fold(token[0]) for token in tokens]
    wanted = words.split()
    for start in range(len(folded) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            first, last = tokens[start], tokens[start + len(wanted) - 1]
            written = text[first.start() : last.end()].partition(" (")[0]  # «NOK (senter mot …»
            return _PLACE.search(text[: first.start()])[0] + written  # type: ignore[index]
    return words

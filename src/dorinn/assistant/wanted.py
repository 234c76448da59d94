"""Wanted: what a question about a plan is about, and how much of it a text says."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dorinn.language.fold import fold
from dorinn.language.terms import stem, terms
from dorinn.retrieval.index import known

_LIKE = 0.85  # what a word counts that is only part of a compound, or means much the same
_HEADED = 0.7  # and one that stands only in the headings above
_LONG = 8  # letters of a term whose ending may have been cut otherwise in the other form
_TAIL = 3  # and one that stands for the whole name
_PART = 5  # letters that a part of a compound has at least
_UNSEEN = 4  # passages that a word counts as standing in which stands in none: plans may call it something else
_COUNTED = re.compile(r"\b(?:hvor|kor) mange (?:[a-z]+e )?([a-z]{4,})")  # «hvor mange ansatte»
# «Tidlig hjelp-laget», of which no word is left out
_NAMED = re.compile(r"(?<=[a-zæøå] )[A-ZÆØÅ]\w+ \w+-\w+")
_YEARS = re.compile(r"(?<=\d)[-–](?=\d)")  # «2012–2021» is two
ASKING = frozenset(
    stem(word)
    for word in """ofte tit titt mange mye mykje side sider sidetall sidetal kapittel avsnitt stor stort store lenge
    lang langt gammel gamal gammal hoy hog hyppig fort raskt snart tid andel delen prosent antall""".split()
)
"""What the words that ask leave over in a question: «mange», «ofte»."""
# Words that stand in every sentence of a plan, or say nothing of what it is about.
EVERYWHERE = frozenset(
    stem(word)
    for word in """ar vere vare finnes finst fins sier seier star kommune kommunen plan planen planar heter heiter
    kalles skjer blir bli gar ga gjelder gjeld kommer kjem kunne matte dere dykk oss eget egen eigen egne eigne ma
    kreves krevst trenger treng sporre spor hjelp hjelpe hjelper gang ganger gong gonger slags slik ut altsa egentlig
    eigentleg ifolge ifolgje hvilket""".split()
)
# What plans and people call by different words, and both written forms.
_GROUPS = {
    name: row.split()
    for name, row in {
        "leads": "leder leiar leier leia leidde ledes ledet sjef sjefen styrer",
        "lives": "bor bur innbyggere innbyggjarar innbygger innbyggjar",
        "meets": "motes motest mote motet samlet samla moter motene mota",
        "worry": "bekymring uro uroa bekymret",
        "home": "hjem heim hjemme heime hjemmet heimen",
        "child": "barn barna born borna",
        "ill": "syk sjuk syke sjuke",
        "member": "medlem medlemmer medlemmar deltaker deltakere deltakar deltakarar sitter sit deltar deltek bestar",
        "calls": "innkaller innkallar kaller kallar innkalling",
        "adopted": "vedtatt vedteken vedtok vedteke vedtak",
        "together": "samarbeider samarbeidar samarbeid felles saman sammen deler interkommunal interkommunalt",
        "staff": "ansatte tilsette stilling stillinger stillingar arsverk",
        "open": "apne apner apen apent opne opnar open ope opent",
        "answers": "ansvar ansvarlig ansvarleg",
    }.items()
}
_SAME = {stem(word): name for name, row in _GROUPS.items() for word in row}


# Whoever is counted is called by many words.
_PEOPLE = frozenset(
    stem(word)
    for word in """mennesker menneske personer personar folk innbyggere innbyggjarar barn unge menn kvinner""".split()
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms of a question, each with what it is put together of where the plans do not have it, and its weight:
    rare ones more; and what it asks the number of, if it does."""

    weights: Mapping[tuple[str, ...], float]
    counted: Wanted | None = None

    @classmethod
    def of(cls, question: str, place: str, count: int, seen: Mapping[str, int], members: bool = False) -> Wanted:
        """`count` passages have been `seen` with so many of each term; the name of the `place` says nothing, nor does
        the word for being in something, where its `members` are asked for."""
        named = frozenset(term for name in _NAMED.findall(question) for term in terms(name))
        asked = (_terms(question) - ASKING - EVERYWHERE | named) - _terms(place)
        if members:
            asked = frozenset(term for term in asked if _SAME.get(term) != "member") or asked
        parts = {term: () if term in seen else tuple(known([term], seen)) for term in asked}
        weights = {(term, *parts[term]): math.log(1 + count / (0.5 + (seen.get(term) or _UNSEEN))) for term in asked}
        return cls(weights, _thing(question))

    def share(self, text: str, title: str = "") -> float:
        """The share of what is wanted that a text says (0 to 1); what only its headings say, and what it says as part
        of a compound or by another word, counts a little less."""
        said, headed = _terms(text), _terms(title)
        total = 0.0
        for (term, *parts), weight in self.weights.items():
            if term in said:
                total += weight
            elif otherwise_said(term, said):
                total += _LIKE * weight
            elif term in headed:
                total += _HEADED * weight
            else:  # as much of a compound as the parts of it make up
                total += _LIKE * weight * min(1.0, sum(len(part) for part in parts if part in said) / len(term))
        return total / (sum(self.weights.values()) or 1.0)

    def whole(self) -> Wanted:
        """The same, without the parts of compounds."""
        asked = {term: weight for (term, *_), weight in self.weights.items()}
        parts = {part for part in asked for term in asked if part != term and term.startswith(part)}
        return Wanted({(term,): weight for term, weight in asked.items() if term not in parts}, self.counted)

    def names(self, word: str) -> bool:
        """Whether a folded word is one of these, a compound of one, or another word for it."""
        said = stem(word.strip("().,:;»«"))
        return any(
            said == term
            or (len(term) >= _PART and said.endswith(term))
            or (term in _SAME and _same_said(_SAME[term], said))
            for row in self.weights
            for term in row
        )

    def asks_of(self, word: str) -> bool:
        """Whether a word of a text only repeats what is asked about."""
        said = set(terms(word))
        asked = {term for row in self.weights for term in row}
        groups = {_SAME[term] for term in asked if term in _SAME}
        if not said.isdisjoint(asked) or any(_SAME.get(term) in groups for term in said):
            return True
        # «laget», of one whose name ends so
        return any(len(term) >= _TAIL and one.endswith(term) for term in said for one in asked)


def _same_said(group: str, said: str) -> bool:
    """Whether a term is one of a group of words for the same, or a compound of one."""
    return _SAME.get(said) == group or any(
        said.endswith(term) for term, name in _SAME.items() if name == group and len(term) >= _PART
    )


def counted(question: str) -> Wanted | None:
    """What a question asks the number of, where a text that tells it must name it."""
    thing = _thing(question)
    return thing if thing and not any(term in _PEOPLE for row in thing.weights for term in row) else None


def _thing(question: str) -> Wanted | None:
    found = _COUNTED.search(fold(question))
    asked = _terms(found[1]) - ASKING - EVERYWHERE if found else frozenset()
    return Wanted({(term,): 1.0 for term in asked}) if asked else None


def asked_of(text: str) -> str:
    """The sentences of a message that end with a question mark; all of it where none does, or where they say too little
    of what they ask about: «… Hvem svarer?»."""
    asked = " ".join(part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part.endswith("?"))
    return asked if len(_terms(asked) - ASKING - EVERYWHERE) > 1 else text.strip()


def search_words(question: str) -> str:
    """A question as plans are searched for it: with the words that they may use instead of its own."""
    question = asked_of(question)
    names = {_SAME[term] for term in terms(question) if term in _SAME}
    return " ".join((question, *(word for name in sorted(names) for word in _GROUPS[name])))


def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(_YEARS.sub(" ", text)))


def otherwise_said(term: str, said: frozenset[str]) -> bool:
    """Whether terms that are said hold a term as the beginning or end of a compound, or another word for it."""
    if len(term) >= _PART:
        row = f" {' '.join(said)} "  # one look for all, since this is asked of every passage
        if f" {term}" in row or f"{term} " in row:
            return True
    if len(term) >= _LONG and any(one[: len(term) - 2] == term[:-2] and len(one) <= len(term) for one in said):
        return True
    return term in _SAME and any(_SAME.get(one) == _SAME[term] for one in said)

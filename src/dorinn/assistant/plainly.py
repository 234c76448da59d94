"""Plainly: the facts of a municipality that tell just what is asked outright.

What answers such a question is not the fact that shares most words with the message, but one of the kind that is asked.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dorinn.assistant.evidence import Evidence
from dorinn.assistant.outright import Asked
from dorinn.assistant.wanted import ASKING, EVERYWHERE, otherwise_said
from dorinn.corpus.cues import Cues
from dorinn.domain.kommune import Kommune
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.text import Form
from dorinn.language.fold import fold
from dorinn.language.terms import stem, terms

LEAST = 0.62  # the score of a fact that is told; that of one which has all words asked for and nothing else is 1
_BESIDE = 0.65  # of the best one's score: what is told beside it
_REST = 0.4  # what the rest of a short message counts beside the sentence that asks
_NAMED, _FIRST, _FOUND = 0.5, 0.2, 0.3  # and being of what is named, of what comes first, and found first
_ITEM, _ITEMS = 0.07, 7  # what each one that is listed counts, where all are asked for, and how many at most
_BOTH = 0.15  # and telling more than one thing that is asked
_SILENT = 0.4  # what it costs that a fact says that the plan is silent
_RARE = 3.2  # the weight of a word that stands in few facts
_LIKE = 0.7  # what a word counts that is said as part of a compound, or by another word
_SAME = 0.7  # of its terms: what two facts share that tell the same
_HALF, _SOME = 0.5, 0.2  # of the words asked for: what a fact must have of something not named, and beside a name
_MOST = 3
_LIST = 5  # things that a sentence lists in which none of them is the name that is asked for
_ABOUT: Mapping[str, frozenset[str]] = {
    "sharers": frozenset(("host",)),
    "host": frozenset(("host",)),
    "members": frozenset(("members",)),
    "convener": frozenset(("convener", "responsible")),
    "responsible": frozenset(("responsible", "convener")),
    "author": frozenset(("members", "history", "responsible")),
    "frequency": frozenset(("frequency",)),
    "deadline": frozenset(("deadline", "history")),
    "access": frozenset(("access",)),
}
_TELLS = {
    "host": "host", "convener": "convener", "author": "author", "frequency": "often", "deadline": "time", "age": "age",
    "letters": "letters",
}  # fmt: skip
# What is asked of a matter, and not of the thing that is named alone: «hvem avgjør utsatt skolestart?»
_OF_MATTERS = frozenset(("responsible", "author", "deadline"))
_LISTING = frozenset(("sharers", "members", "author"))
# Words that ask, and say nothing of what is asked about.
_KIND = frozenset(
    stem(word)
    for word in """ansvar ansvaret ansvarlig ansvarleg avgjor avgjer bestemmer bestemmar sitter sit sitte kaller kallar
    kalle innkaller innkallar leder leier leiar koordinerer koordinerar driver driv deler del vert vertskommune kommuner
    kommunar felles saman sammen samme same egen eigen holder held laget laga skrevet skrive trinn trin steg arstrinn
    klassetrinn alder gamle gammel gamal gammal ung aldersgrense lenge navnet namnet bokstavene bokstavane forkortelsen
    dato frist fristen begynner byrjar starta startet starter startar vedtok fast fagfolk yrke yrker med medlem hver
    hvert kvar kvart ar sa fall motes motest jobber jobbar arbeider arbeidar program opplegg kurs kurset kalla kalt
    heter heiter kalles andre annan annen anna""".split()
)
_NAME = re.compile(r"«[^»]+»|(?<=[a-zæøå,(] )[A-ZÆØÅ][\w-]+|\([A-ZÆØÅ]{2,}\)")
_SILENCE = re.compile(
    r"\b(?:sier|seier|oppgir|nevner|nemner|gir|forklarer|forklarar) (?:ikke|ikkje|ingen|verken|korkje)\b"
)

Weights = Mapping[str, float]
_Row = tuple[float, Passage, frozenset[str]]  # a score, a fact and the kinds that it tells


@dataclass(frozen=True, slots=True)
class About:
    """What is asked about: ids of the records that are named and of the one that comes first, and what was found."""

    named: frozenset[str]
    first: str
    hits: Sequence[Hit]


class Plainly:
    """Finds facts. What is read out of passages is kept; questions are not."""

    def __init__(self, evidence: Evidence, cues: Cues, things: Collection[str] = ()) -> None:
        """`things` are the ids of records whose name is what people ask for: programmes and measures."""
        self._evidence = evidence
        self._cues = cues
        self._things = frozenset(things)
        self._terms: dict[tuple[str, str], frozenset[str]] = {}
        self._seen: dict[str, Counter[str]] = {}

    def facts(self, asked: Asked, kommune: Kommune, form: Form, about: About) -> list[Passage]:
        """The facts that tell what is asked, those of each kind in turn; none where none surely does."""
        words = self._weights(asked.words, kommune)
        alone = not words  # «Kva heiter det?»: what it is asked of has been told before
        rest = {} if asked.long and words else self._weights(asked.before if alone else asked.rest, kommune)
        wanted = rest if alone else words
        rank = {hit.passage.id: row for row, hit in enumerate(about.hits)}
        facts = self._evidence.facts(kommune.slug)
        names = {one.record: self._name(one, wanted) for one in facts if one.record in about.named}
        called = frozenset(term for said, _ in names.values() for term in said if not alone)
        scored: list[_Row] = []
        for passage in facts:
            own = self._of(passage, "both")
            of = [one for one in (passage.record, *passage.services) if one in names]
            if asked.long or called:  # only what the sentence that asks calls by its name
                of = [one for one in of if names[one][0]]
            share = _share(wanted, own)
            if not of and not (
                share >= (_SOME if alone else _HALF)
                and own >= called
                and (_several(wanted, own) or (_rare(wanted, own) and not (asked.long or alone)))
            ):
                continue
            tells = self._told(passage, asked, form, kommune)
            if share < (_SOME if alone else _HALF) or not (_several({**words, **rest}, own) and _rare(wanted, own)):
                tells -= {"name"}
            besides = {} if alone else {term: weight for term, weight in words.items() if term not in called}
            if of and besides and _share(besides, own) < _SOME:  # it is asked what of it, and that is something else
                surely = any(names[one][1] >= _NAMED for one in of)
                tells -= _OF_MATTERS if surely else _OF_MATTERS | {"members"}
            if tells:
                score = share + (0.0 if alone else _REST * _share(rest, own))
                score += max((names[one][1] for one in of), default=0.0) + _BOTH * (len(tells) - 1)
                score += _FIRST * (about.first in (passage.record, *passage.services))
                score += _FOUND / (1 + rank[passage.id]) if passage.id in rank else 0.0
                text = passage.told.of(form)
                score += _ITEM * min(_ITEMS, _items(text)) * bool(tells & _LISTING)
                score -= _SILENT * bool(_SILENCE.search(fold(text)))
                scored.append((score, passage, tells))
        return self._chosen(sorted(scored, key=lambda row: -row[0]), asked.kinds, form)

    def _name(self, passage: Passage, words: Weights) -> tuple[frozenset[str], float]:
        """What of the name of a record is said, and what it counts that it is named: what is called by words that are
        everywhere, little."""
        said = frozenset(set(terms(passage.title)) & words.keys())
        return said, _NAMED * min(1.0, max((words[term] for term in said), default=_RARE) / _RARE)

    def _told(self, passage: Passage, asked: Asked, form: Form, kommune: Kommune) -> frozenset[str]:
        """The kinds of what is asked that a fact is of."""
        text = passage.told.of(form)
        folded = fold(text)
        kinds = [kind for kind in asked.kinds if not _ABOUT.get(kind, frozenset()).isdisjoint(passage.about)]
        kinds += [kind for kind in asked.kinds if kind not in _ABOUT]
        told = {kind for kind in kinds if kind not in _TELLS or self._cues.tells(_TELLS[kind], folded)}
        if "name" in told:
            said = fold(f"{asked.words} {asked.rest} {kommune.name}")
            thing = passage.record in self._things and set(terms(passage.title)).isdisjoint(terms(said))
            names = [name.strip("«»()") for name in _NAME.findall(text) if _items(text) < _LIST]
            if not thing and not any(fold(name) not in said and not name.isupper() for name in names):
                told.discard("name")
        return frozenset(told)

    def _chosen(self, scored: Sequence[_Row], kinds: Sequence[str], form: Form) -> list[Passage]:
        """The best of each kind, and others nearly as good that tell something else."""
        enough = [row for row in scored if row[0] >= LEAST]
        chosen, told = list[Passage](), set[str]()
        for kind in kinds:
            row = next((row for row in enough if kind in row[2]), None)
            if row is not None and kind not in told:
                chosen.append(row[1])
                told |= row[2]
        for score, one, _ in enough:
            own, others = self._of(one, form), [self._of(kept, form) for kept in chosen]
            differs = all(len(own & other) < _SAME * min(len(own), len(other)) for other in others)
            if differs and score >= _BESIDE * enough[0][0] and len(chosen) < _MOST:
                chosen.append(one)
        return chosen

    def _weights(self, text: str, kommune: Kommune) -> Weights:
        """The terms of a text that say what it is about, rare ones of more weight, without parts of others."""
        count, seen = len(self._evidence.facts(kommune.slug)), self._count(kommune.slug)
        asked = set(terms(text)) - set(terms(kommune.name)) - ASKING - EVERYWHERE - _KIND
        asked -= {part for part in asked for whole in asked if part != whole and whole.startswith(part)}
        asked -= {part for part in asked for whole in asked if part != whole and whole.endswith(part)}
        return {term: math.log(1 + count / (1 + seen[term])) for term in asked}

    def _count(self, kommune: str) -> Counter[str]:
        if kommune not in self._seen:
            facts = self._evidence.facts(kommune)
            self._seen[kommune] = Counter(term for passage in facts for term in self._of(passage, "both"))
        return self._seen[kommune]

    def _of(self, passage: Passage, form: str) -> frozenset[str]:
        key = (passage.id, form)
        if key not in self._terms:
            text = passage.text
            both = f"{passage.title} {text.nb} {text.nn}"
            said = both if form == "both" else passage.told.of("nn" if form == "nn" else "nb")
            self._terms[key] = frozenset(terms(said))
        return self._terms[key]


def _share(wanted: Weights, own: frozenset[str]) -> float:
    """The share of what is wanted that a fact says (0 to 1)."""
    said = sum(
        weight if term in own else _LIKE * weight if otherwise_said(term, own) else 0.0
        for term, weight in wanted.items()
    )
    return said / (sum(wanted.values()) or 1.0)


def _several(wanted: Collection[str], own: frozenset[str]) -> bool:
    """Whether a fact has more than one of the terms."""
    return sum(term in own or otherwise_said(term, own) for term in wanted) > 1


def _rare(wanted: Weights, own: frozenset[str]) -> bool:
    """Whether a fact has one of the terms that stand in few facts."""
    return any(weight >= _RARE for term, weight in wanted.items() if term in own)


def _items(text: str) -> int:
    """How many things a sentence lists."""
    return text.count(",") + text.count(" og ") + len(_NAME.findall(text)) // 2

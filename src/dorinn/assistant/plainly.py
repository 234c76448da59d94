"""Plainly: what a message asks outright of something named, and the facts of the municipality that tell just that.

«Deler vi barnevernvakt med dei?», «hvilke trinn», «kva heiter det»: such a question stands in a long message as
often as alone, and what answers it is not the fact that shares most words with the message, but one of the kind that is
asked.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dorinn.assistant.evidence import Evidence
from dorinn.assistant.wanted import ASKING, EVERYWHERE, otherwise_said
from dorinn.corpus.cues import PLAIN, Cues
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.text import Form
from dorinn.language.fold import fold
from dorinn.language.terms import stem, terms

LEAST = 0.62  # the score of a fact that is told; that of one which has all words asked for and nothing else is 1
_BESIDE = 0.65  # of the best one's score: what is told beside it
_REST = 0.4  # what the rest of a short message counts beside the sentence that asks
LONG = 28  # words; in a longer message the rest is a story, and what is asked of must stand in the sentence that asks
_NAMED, _FIRST, _FOUND = 0.5, 0.2, 0.3  # and being of what is named, of what comes first, and found first
_ITEM, _ITEMS = 0.07, 7  # what each one that is listed counts, where all are asked for, and how many at most
_BOTH = 0.15  # and telling more than one thing that is asked
_RARE = 3.2  # the weight of a word that stands in few facts
_SILENT = 0.4  # what it costs that a fact says that the plan is silent
_LIKE = 0.7  # what a word counts that is said as part of a compound, or by another word
_SAME = 0.7  # of its terms: what two facts share that tell the same
_SOME = 0.2  # of the words beside its name: what a fact of what is named must have, where a matter is asked of
_HALF = 0.5  # of the words asked for: what a fact of something that is not named must have
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
}
_TELLS = {
    "host": "host", "convener": "convener", "author": "author", "frequency": "often",
    "deadline": "time", "age": "age", "letters": "letters",
}  # fmt: skip
# Words that ask, and say nothing of what is asked about.
_KIND = frozenset(
    stem(word)
    for word in """ansvar ansvaret ansvarlig ansvarleg avgjor avgjer bestemmer bestemmar sitter sit sitte kaller kallar
    kalle innkaller innkallar leder leier leiar koordinerer koordinerar driver driv deler del vert vertskommune kommuner
    kommunar felles saman sammen samme same egen eigen holder held laget laga skrevet skrive trinn trin steg arstrinn
    klassetrinn alder gamle gammel gamal gammal ung aldersgrense lenge navnet namnet bokstavene bokstavane forkortelsen
    dato frist fristen begynner byrjar starta startet starter startar vedtok fast fagfolk yrke yrker med medlem
    hver hvert kvar kvart ar motes motest jobber
    jobbar arbeider arbeidar program opplegg kurs kurset kalla kalt heter heiter kalles""".split()
)
# What is asked of a matter, and not of the thing that is named alone: «hvem avgjør utsatt skolestart?»
_OF_MATTERS = frozenset(("responsible", "author", "deadline"))
_LISTING = frozenset(("sharers", "members", "author"))
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|: ")
_NAME = re.compile(r"«[^»]+»|(?<=[a-zæøå,(] )[A-ZÆØÅ][\w-]+|\([A-ZÆØÅ]{2,}\)")
_SILENCE = re.compile(
    r"\b(?:sier|seier|oppgir|nevner|nemner|gir|forklarer|forklarar) (?:ikke|ikkje|ingen|verken|korkje)\b"
)


_Row = tuple[float, Passage, frozenset[str]]  # a score, a fact and the kinds that it tells


_MORE = re.compile(r"\b(?:og|men|eller) (?:nar|hvem|kven|kem|hva|kva|ka|hvor|kor|om|ma|kosta?r)\b|[?] +[a-z]")
_ASKS = re.compile(
    r"\b(?:hv|kv|ke[mn]|k[ao]r?|nar)|\b(?:spor|spurte|spurde|lure[r]? pa|lurar pa|vite|veta|undra?r|undre[r]) om\b"
)
_WH = re.compile(r"\b(?:hvem|kven|kem|ken|hva|kva|ka|hvor|kor|kvar|hvilk[a-z]+|nar|nartid)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked outright, the sentences that ask it, and all that is said beside them, folded."""

    kinds: tuple[str, ...]
    words: str
    rest: str

    @property
    def more(self) -> bool:
        """Whether something else is asked in the same breath."""
        return bool(_MORE.search(self.words))


class Plainly:
    """Finds such questions and their facts. What is read out of passages is kept; questions are not."""

    def __init__(self, evidence: Evidence, cues: Cues, things: Collection[str] = ()) -> None:
        """`things` are the ids of records whose name is what people ask for: programmes and measures."""
        self._evidence = evidence
        self._cues = cues
        self._things = frozenset(things)
        self._terms: dict[tuple[str, str], frozenset[str]] = {}
        self._seen: dict[str, Counter[str]] = {}

    def asked(self, text: str) -> Asked | None:
        """What a message asks outright, if anything."""
        asking, rest, kinds = list[str](), list[str](), dict[str, None]()
        for sentence in _SENTENCES.split(text):
            folded = fold(sentence)
            found = self._cues.plainly(folded) if "?" in sentence or _ASKS.search(folded) else {}
            # «… og ho lurer på hvem …»: what is asked begins there.
            begins = min(found.values(), default=0)
            begins = begins if _WH.match(folded, begins) else 0
            (asking if found else rest).append(folded[begins:])
            rest.append(folded[:begins])
            kinds |= dict.fromkeys(found)
        order = [kind for kind in PLAIN if kind in kinds]
        return Asked(tuple(order), " ".join(asking), " ".join(rest)) if kinds else None

    def facts(
        self,
        asked: Asked,
        kommune: str,
        place: str,
        form: Form,
        named: Collection[str],
        first: str,
        hits: Sequence[Hit],
    ) -> list[Passage]:
        """The facts that tell what is asked, best first, those of each kind in turn; none where none surely does.

        `place` is the municipality's name, which says nothing of what is asked; `named` and `first` are ids of the
        records that are named, and of the one that comes first.
        """
        long = len(f"{asked.words} {asked.rest}".split()) > LONG
        words = self._weights(asked.words, kommune, place)
        rest = {} if long else self._weights(asked.rest, kommune, place)
        rank = {hit.passage.id: row for row, hit in enumerate(hits)}
        facts = self._evidence.facts(kommune)
        names = {passage.record: self._name(passage, words) for passage in facts if passage.record in named}
        called = {term for said, _ in names.values() for term in said}
        scored: list[_Row] = []
        for passage in facts:
            own = self._of(passage, "both")
            of = [one for one in (passage.record, *passage.services) if one in names]
            if long or called:
                of = [one for one in of if names[one][0]]
            share = _share(words, own)
            if not of and (share < _HALF or not (own >= called) or not _enough(words, own, long)):
                continue
            folded = fold(passage.told.of(form))
            tells = frozenset(kind for kind in asked.kinds if self._is(kind, passage, folded, asked, form, place))
            if "name" in tells and not (share >= _HALF and _several({**words, **rest}, own)) and (words or not of):
                tells -= {"name"}
            besides = {term: weight for term, weight in words.items() if term not in called}
            if of and besides and _share(besides, own) < _SOME:  # it is asked what of it, and that is something else
                surely = any(names[one][1] >= _NAMED for one in of)
                tells -= _OF_MATTERS if surely else _OF_MATTERS | {"members"}
            if not tells:
                continue
            score = share + _REST * _share(rest, own) + max((names[one][1] for one in of), default=0.0)
            score += _FIRST * (first in (passage.record, *passage.services)) + _BOTH * (len(tells) - 1)
            score += _FOUND / (1 + rank[passage.id]) if passage.id in rank else 0.0
            score += _ITEM * min(_ITEMS, _items(passage.told.of(form))) * bool(tells & _LISTING)
            score -= _SILENT * bool(_SILENCE.search(folded))
            scored.append((score, passage, tells))
        scored.sort(key=lambda row: -row[0])
        return self._chosen(scored, asked.kinds, form)

    def _name(self, passage: Passage, words: Mapping[str, float]) -> tuple[frozenset[str], float]:
        """What of the name of a record stands in the sentence that asks, and what it counts that it is named: what is
        called by words that are everywhere, little."""
        said = frozenset(set(terms(passage.title)) & words.keys())
        return said, _NAMED * min(1.0, max((words[term] for term in said), default=_RARE) / _RARE)

    def _chosen(self, scored: Sequence[_Row], kinds: Sequence[str], form: Form) -> list[Passage]:
        """The best of each kind, and others nearly as good that tell something else."""
        enough = [row for row in scored if row[0] >= LEAST]
        if not enough:
            return []
        chosen: list[Passage] = []
        told: set[str] = set()
        for kind in kinds:
            row = next((row for row in enough if kind in row[2]), None)
            if row is not None and kind not in told:
                chosen.append(row[1])
                told |= row[2]
        for score, one, _ in enough:
            if score >= _BESIDE * enough[0][0] and len(chosen) < _MOST and self._differs(one, chosen, form):
                chosen.append(one)
        return chosen

    def _differs(self, one: Passage, chosen: Sequence[Passage], form: Form) -> bool:
        own = self._of(one, form)
        others = [self._of(kept, form) for kept in chosen]
        return all(len(own & other) < _SAME * min(len(own), len(other)) for other in others)

    def _is(self, kind: str, passage: Passage, folded: str, asked: Asked, form: Form, place: str) -> bool:
        """Whether a fact is of a kind."""
        if kind in _ABOUT and _ABOUT[kind].isdisjoint(passage.about):
            return False
        if kind == "name":
            text = passage.told.of(form)
            said = fold(f"{asked.words} {asked.rest} {place}")
            if passage.record in self._things and set(terms(passage.title)).isdisjoint(terms(said)):
                return True
            found = [name.strip("«»()") for name in _NAME.findall(text)]
            return _items(text) < _LIST and any(fold(name) not in said and not name.isupper() for name in found)
        return kind not in _TELLS or self._cues.tells(_TELLS[kind], folded)

    def _weights(self, text: str, kommune: str, place: str) -> dict[str, float]:
        """The terms of a text, rare ones of more weight."""
        seen = self._count(kommune)
        count = len(self._evidence.facts(kommune))
        asked = set(terms(text)) - set(terms(place)) - ASKING - EVERYWHERE - _KIND
        return {term: math.log(1 + count / (1 + seen[term])) for term in asked}

    def _count(self, kommune: str) -> Counter[str]:
        if kommune not in self._seen:
            self._seen[kommune] = Counter(
                term for passage in self._evidence.facts(kommune) for term in self._of(passage, "both")
            )
        return self._seen[kommune]

    def _of(self, passage: Passage, form: str) -> frozenset[str]:
        key = (passage.id, form)
        if key not in self._terms:
            text = passage.text
            said = (
                f"{passage.title} {text.nb} {text.nn}"
                if form == "both"
                else passage.told.of("nn" if form == "nn" else "nb")
            )
            self._terms[key] = frozenset(terms(said))
        return self._terms[key]


def _share(wanted: Mapping[str, float], own: frozenset[str]) -> float:
    """The share of what is wanted that a fact says (0 to 1)."""
    said = sum(
        weight if term in own else _LIKE * weight if otherwise_said(term, own) else 0.0
        for term, weight in wanted.items()
    )
    return said / (sum(wanted.values()) or 1.0)


def _several(wanted: Collection[str], own: frozenset[str]) -> bool:
    """Whether a fact has more than one of the terms."""
    return sum(term in own or otherwise_said(term, own) for term in wanted) > 1


def _enough(words: Mapping[str, float], own: frozenset[str], long: bool) -> bool:
    """Whether a fact of what is not named has enough of what is asked: more than one word, or one that is rare."""
    rare = not long and any(weight >= _RARE for term, weight in words.items() if term in own)
    return rare or _several(words, own)


def _items(text: str) -> int:
    """How many things a sentence lists."""
    return text.count(",") + text.count(" og ") + len(_NAME.findall(text)) // 2

"""Signals: everything that speaks for a kind of help, code by code, before any of it is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dorinn.assistant.leanings import traits
from dorinn.assistant.offer import Offer
from dorinn.assistant.preferences import choose
from dorinn.corpus.corpus import Corpus
from dorinn.domain.frozen import Frozen
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Understanding

LOOKUP = ("kontakt", "fakta-tjeneste", "fakta-plan")
# Kinds of help that only some municipalities have: never offered where the municipality is not known.
LOCAL = frozenset(("familiens-hus", "fravaersteam"))
SIGNALS = (
    "first",  # likelihood of the topics whose list of help the code heads
    "second",
    "third",
    "later",
    "lookup_first",  # the same for topics that look something up
    "lookup_later",
    "words",  # the code read straight from the words
    "named_here",  # the first record of this place that is named
    "named_here_too",  # further ones
    "named_alone",  # a record of this place by a name that no other record bears
    "named_kind",  # the kind of help is named, or a record of another place
    "top_passage",  # the best passage is about it
    "passages",  # the best passages are about it
)
CONTEXTS = ("always", "asks_fact", "lookup", "of_plan")
_PLAN_CUES = frozenset(("members", "convener", "number", "deadline", "frequency", "goal", "host"))
_PLACES = ("first", "second", "third", "later")
_READ = 8  # passages that count
_FADE = 0.7  # what the next passage counts of the one before
_UNFIT = 0.25  # what speaks for help that is for others than those of that age
_SCHOOL = 5  # years
_UNWANTED = 0.1  # and for help that the writer says no to
_FEARED = 0.4  # for what keeps children safe and is often feared: it gives way only where something else is near
_SAFETY = frozenset(("barnevern", "barnevernvakt"))
_ALWAYS = frozenset(("politi", "meldeplikt", "avvergingsplikt", "legevakt", "nodnummer"))
_FAINT = 0.004  # topics less likely are passed over

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signals(Frozen):
    """What speaks for each code that exists here.

    `values` is [codes, SIGNALS], not negative; `context` [CONTEXTS] says what sort of message it is, 0 to 1, and
    `traits` [TRAITS] who writes about whom, in what area; `origin` is the topic that speaks loudest for a code.
    """

    codes: tuple[str, ...]
    values: Matrix
    context: Matrix
    traits: Matrix
    origin: dict[str, str]


class SignalReader:
    """Gathers signals from topics, words, names and passages. Holds no state between questions."""

    def __init__(self, corpus: Corpus, offer: Offer) -> None:
        self._corpus = corpus
        self._offer = offer
        self._areas = {topic.id: topic.area for topic in corpus.topics}
        self._codes: dict[str | None, tuple[str, ...]] = {}

    def read(self, belief: dict[str, float], asker: Understanding, hits: Sequence[Hit]) -> Signals:
        """The signals of one message; `belief` maps topics to probabilities."""
        codes = self.codes(asker.kommune)
        row = {code: place for place, code in enumerate(codes)}
        values = np.zeros((len(codes), len(SIGNALS)))
        column = {name: place for place, name in enumerate(SIGNALS)}
        loudest: dict[str, tuple[float, str]] = {}
        named = list(self._named(asker, row))
        # Who looks up something by name wants that, not what such look-ups otherwise begin with.
        asked = {t: p for t, p in belief.items() if not (named and t in LOOKUP)}
        for topic, name, code, share in self._preferred(asked, asker, row):
            values[row[code], column[name]] += share
            loudest[code] = max(loudest.get(code, (0.0, "")), (values[row[code], column[name]], topic))
        for code, share in self._said(belief, asker, row):
            values[row[code], column["words"]] += share
        for name, code in named:
            values[row[code], column[name]] = 1.0
        for name, code, share in self._borne_out(hits, row):
            values[row[code], column[name]] += share
        values[[row[code] for code in codes if not self._fits(code, asker)]] *= _UNFIT
        for code in self.unwanted(asker) & row.keys():
            values[row[code]] *= _FEARED if code in _SAFETY else _UNWANTED
        lookup = sum(belief.get(topic, 0.0) for topic in LOOKUP)
        plan = bool(_PLAN_CUES & set(asker.cues))
        context = np.array([1.0, float(asker.asks_fact), lookup, float(plan)])
        who = traits(belief, asker, self._areas)
        return Signals(codes, values, context, who, {code: topic for code, (_, topic) in loudest.items()})

    def codes(self, kommune: str | None) -> tuple[str, ...]:
        """Codes that something existing stands behind in a municipality, in the order of `types.yaml`."""
        if kommune not in self._codes:
            self._codes[kommune] = tuple(
                kind.code
                for kind in self._corpus.types
                if (kommune is not None or kind.code not in LOCAL) and self._offer.has(kind.code, kommune)
            )
        return self._codes[kommune]

    def _fits(self, code: str, asker: Understanding) -> bool:
        """Whether a kind of help is for somebody of that age: of the child's, or of a grown-up who tells their own age
        and speaks of no child, to whom what is there for the smallest may still be of use."""
        years, age = self._corpus.type[code].age, asker.age
        if years is None or age is None or (asker.adult and (asker.child or years[0] < _SCHOOL)):
            return True
        return years[0] <= age[1] and age[0] <= years[1]

    def unwanted(self, asker: Understanding) -> set[str]:
        """Kinds of help that the writer does not want, but for those that nobody may say no to."""
        records = (self._offer.record(name) for name in asker.refused if "/" in name)
        codes = {record.type for record in records if record} | {name for name in asker.refused if "/" not in name}
        return codes - _ALWAYS

    def _preferred(
        self, belief: dict[str, float], asker: Understanding, row: dict[str, int]
    ) -> Iterator[tuple[str, str, str, float]]:
        for topic_id, probability in belief.items():
            if probability < _FAINT:  # nearly all are
                continue
            topic = self._corpus.topic.get(topic_id)
            if topic is None or topic.area == "utenfor":
                continue
            for place, code in enumerate(code for code in choose(topic, asker) if code in row):
                name = _PLACES[min(place, 3)]
                if topic_id in LOOKUP:
                    name = "lookup_later" if place else "lookup_first"
                yield topic_id, name, code, probability

    def _said(self, belief: dict[str, float], asker: Understanding, row: dict[str, int]) -> Iterator[tuple[str, float]]:
        """Codes read from the words; these know kinds of help, not that this place has a team of its own for it."""
        topic = self._corpus.topic.get(max(belief, key=belief.__getitem__, default=""))
        listed = [code for code in choose(topic, asker) if code in row] if topic else []
        usual = next((code for code in listed if code not in LOCAL), None)
        for code, share in asker.codes.items():
            if code in row:
                yield listed[0] if code == usual and listed[0] in LOCAL else code, share

    def _named(self, asker: Understanding, row: dict[str, int]) -> Iterator[tuple[str, str]]:
        here: dict[str, None] = {}
        kinds: dict[str, None] = {}
        for mention in asker.mentions:
            record = self._offer.record(mention) if "/" in mention else None
            if record is None and "/" not in mention:
                kinds[mention] = None
            elif record is not None and record.kommune in (asker.kommune, NATIONAL, SHARED):
                here[record.type] = None
            elif record is not None and asker.kommune is None:
                kinds[record.type] = None
        here = {code: None for code in here if code in row}
        for place, code in enumerate(here):
            yield "named_here_too" if place else "named_here", code
        own = {
            record.type
            for name in asker.alone
            if (record := self._offer.record(name)) and record.kommune == asker.kommune
        }
        yield from (("named_alone", code) for code in here if code in own)
        yield from (("named_kind", code) for code in kinds if code in row and code not in here)

    def _borne_out(self, hits: Sequence[Hit], row: dict[str, int]) -> Iterator[tuple[str, str, float]]:
        for rank, hit in enumerate(hits[:_READ]):
            for place, service in enumerate(hit.passage.services[:2]):
                record = self._offer.record(service)
                if record is not None and record.type in row:
                    yield "passages", record.type, _FADE**rank * 0.5**place
                    if rank == place == 0:
                        yield "top_passage", record.type, 1.0

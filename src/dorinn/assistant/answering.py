"""Answering: which facts answer a question about something named, and whether what is told can be the answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from dorinn.assistant.evidence import Evidence, is_named
from dorinn.assistant.offer import Record
from dorinn.assistant.wanted import ASKING, EVERYWHERE, counted, otherwise_said
from dorinn.corpus.cues import Cues
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.domain.text import Form
from dorinn.language.fold import fold, words
from dorinn.language.terms import terms

_MOST = 20_000  # passages whose terms are kept
_CLEAR = 1.3  # the score below which a fact does not answer (2.0 is all words shared)
_OTHERWISE = 0.7  # what a fact loses that answers something else than what is asked for
_SAME = 0.7  # of its terms: what two passages share that tell the same
_NEAR = 0.58  # of the best one's score: what is told beside it
_FITS = 0.6  # what it counts that a fact has the kind of words that is sought, and what it costs that it has not
_NAMED = 0.4  # and what it counts that it stands in the record of what is named
_LIKE = 0.5  # what a word counts that is said as part of a compound, or by another word
_SHARED = 0.2  # of the question's words: what a fact that nothing else speaks for must have of them
_BARE = 12  # words of a question that is about what it names and little else
_UNKNOWN = re.compile(r"\b(?:sier|seier|oppgir|nevner|nemner|gir) (?:ikke|ikkje|ingen|ingenting)\b")


class Answering:
    """Chooses facts. What is read out of passages is kept; questions are not."""

    def __init__(self, evidence: Evidence, cues: Cues) -> None:
        self._evidence = evidence
        self._cues = cues
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._folded: dict[tuple[str, Form], str] = {}

    def facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: str,
        hits: Sequence[Hit],
        most: int = 3,
        without: Collection[str] = (),
        place: str = "",
        least: float = 0.0,
    ) -> list[Passage]:
        """The facts that best answer a question: by cue, shared words and rank, and by whether they have the kind of
        words that is sought; best first, no two alike; none where the best one scores less than `least`.

        `without` are ids of passages that were said already; `place` is the municipality's name, which says nothing of
        what is asked.
        """
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        wanted = set(terms(question)) - set(terms(place)) - (ASKING if asker.sought else frozenset())
        asked = frozenset(words(fold(question)))
        weighty, bare = wanted - EVERYWHERE, len(question.split()) <= _BARE
        scored: list[tuple[float, Passage]] = []
        seen = set(without)
        # A shared guide has facts of many municipalities' plans; those of others are no answer here.
        places = (asker.kommune, SHARED, NATIONAL)
        pool = [
            passage
            for record in records
            for passage in self._evidence.about(record, (*places, record.kommune))
            if passage.kommune in places or passage.record == record.id
        ]
        pool += [hit.passage for hit in hits]
        named = {record.id for record in records}
        # A team's own field says the whole of it: who sits in it, not that one of them does.
        whole = {f"{record.id}:{cue}" for record in records for cue in asker.cues}
        for passage in pool:
            if passage.id in seen or not _concerns(passage, asked):
                continue
            seen.add(passage.id)
            own = self._terms(passage, "both")
            wished = set(passage.about) & set(asker.cues)
            meant = passage.record in asker.mentions
            told = passage.id in whole
            if not (told or wished or meant or passage.id in rank) and own.isdisjoint(weighty):
                continue
            said = _said(wanted, own)
            speaks = _share(weighty, own, said) >= _SHARED
            if not (speaks or wished or (meant and bare) or told):
                continue
            if not (asker.sought or bare) and _UNKNOWN.search(self._told(passage, asker.form)):
                continue  # what the plan is silent on is no news to one who does not ask for it
            score = 2.0 * _share(wanted, own, said)
            score += 1.2 / (1 + rank[passage.id]) if passage.id in rank else 0.0
            score += 1.1 * bool(wished) - _OTHERWISE * bool(passage.about and asker.cues and not wished)
            score += 0.5 * bool(named & set(passage.services)) + _NAMED * meant
            score += 0.3 * (bool(records) and records[0].id in (passage.record, *passage.services))
            score += 1.2 * told
            score -= 0.4 * (passage.kind == "description")
            # What holds everywhere has few figures, and seldom the one sought; and who it is, any fact may tell.
            if asker.kommune and set(asker.sought) - {"who"}:
                score += _FITS if self._fits(passage, asker) else -_FITS
            scored.append((score, passage))
        best, first = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if first is None or best < least:
            return []
        floor, fits = max(_CLEAR, _NEAR * best), self._fits(first, asker)
        near = sorted(
            # What a guide sums up for all is not told beside what is so here.
            (pair for pair in scored if pair[0] >= floor and (pair[1] is first or not _sums_up(pair[1]))),
            key=lambda pair: -pair[0],
        )
        return self._unlike([one for _, one in near if not fits or self._fits(one, asker)], asker, most)

    def _fits(self, passage: Passage, asker: Understanding) -> bool:
        return self._tells(self._told(passage, asker.form), asker)

    def _tells(self, folded: str, asker: Understanding) -> bool:
        """Whether a text has the kinds of words that are sought; whom a fact tells of, its cue knows better."""
        return not asker.kommune or all(self._cues.tells(name, folded) for name in asker.sought if name != "who")

    def lacks(self, told: str, asker: Understanding, question: str) -> bool:
        """Whether what is told cannot be what is sought: a figure or a time that it does not have, or a figure of
        something that it does not speak of; nor does it say that the plan is silent."""
        folded = fold(told)
        several = question.count("?") > 1  # one of them may well be answered
        if several or set(asker.sought) <= {"who", "page"} or _UNKNOWN.search(folded):
            return False
        thing = counted(question)
        return not self._tells(folded, asker) or bool(thing and not thing.share(told))

    def _unlike(self, passages: Sequence[Passage], asker: Understanding, most: int) -> list[Passage]:
        """The first that tell different things: what holds an earlier one and more is told only where it answers
        something that is asked for and is not answered yet."""
        kept: list[Passage] = []
        open_cues = set(asker.cues)
        for passage in passages:
            own, answers = self._terms(passage, asker.form), open_cues & set(passage.about)
            shared = [(len(own & other), len(other)) for other in (self._terms(one, asker.form) for one in kept)]
            repeats = any(same >= _SAME * len(own) for same, _ in shared)
            holds = any(same >= _SAME * size for same, size in shared)
            if (repeats or holds) and not answers:
                continue
            kept.append(passage)
            open_cues -= answers
            if len(kept) == most:
                break
        return kept

    def _told(self, passage: Passage, form: Form) -> str:
        key = (passage.id, form)
        if key not in self._folded:
            if len(self._folded) >= _MOST:
                self._folded.clear()
            self._folded[key] = fold(passage.told.of(form))
        return self._folded[key]

    def _terms(self, passage: Passage, form: Form | Literal["both"]) -> frozenset[str]:
        key = (passage.id, form)
        if key not in self._words:
            if len(self._words) >= _MOST:
                self._words.clear()
            text = passage.text
            said = f"{text.nb} {text.nn}" if form == "both" else text.of(form)
            self._words[key] = frozenset(terms(said))
        return self._words[key]


def _said(wanted: Collection[str], own: frozenset[str]) -> frozenset[str]:
    """The terms that a passage says as part of a compound, or by another word."""
    return frozenset(term for term in wanted if term not in own and otherwise_said(term, own))


def _share(wanted: Collection[str], own: frozenset[str], otherwise: frozenset[str]) -> float:
    """The share of terms that a passage has (0 to 1); what it says otherwise counts less."""
    return sum(1.0 if term in own else _LIKE * (term in otherwise) for term in wanted) / (len(wanted) or 1)


def _sums_up(passage: Passage) -> bool:
    return passage.id == f"{passage.record}:summary"


def _concerns(passage: Passage, asked: frozenset[str]) -> bool:
    """Whether it is for everybody, or the asker names the field that it is for."""
    return not passage.words or is_named(passage, asked)

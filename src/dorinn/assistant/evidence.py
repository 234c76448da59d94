"""Evidence: which passages bear out an answer, and which facts answer a question about a named thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.domain.text import Form
from dorinn.language.fold import fold, words
from dorinn.language.terms import terms

_MOST = 20_000  # passages whose terms are kept
_CLEAR = 1.3  # the score below which a fact does not answer (2.0 is all words shared)
_LITTLE = 0.5  # the score below which a guide's section has nothing to do with the question
_FIELD = 1.2  # what it adds to a section's score that it is for the asker's own field
_NEAR = 0.52  # of the best one's score: what is told beside it


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is listened for in a section of a guide: its words for the asker's field, its titles, all its terms."""

    own: tuple[frozenset[str], ...]
    titles: tuple[frozenset[str], ...]
    terms: frozenset[str]

    @classmethod
    def of(cls, section: GuideSection) -> _Heard:
        title, text = section.title, section.text
        return cls(
            tuple(frozenset(words(fold(word))) for word in section.words),
            tuple(frozenset(words(fold(said))) for said in (title.nb, title.nn)),
            frozenset(terms(f"{title.nb} {title.nn} {text.nb} {text.nn}")),
        )


class Evidence:
    """Passages by the record they are about. What is read out of passages and guides is kept; questions are not."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_record: dict[str, dict[str, list[tuple[int, Passage]]]] = {}
        for row, passage in enumerate(passages):
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    places = self._by_record.setdefault(record, {})
                    places.setdefault(passage.kommune, []).append((row, passage))
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._heard: dict[tuple[str, str], _Heard] = {}

    def about(self, record: Record, places: Collection[str | None]) -> list[Passage]:
        """The passages of these places about a record, in their order in the corpus."""
        found = self._by_record.get(record.id, {})
        rows = sorted((pair for place in set(places) for pair in found.get(place or "", ())), key=lambda pair: pair[0])
        return [passage for _, passage in rows]

    def sections(
        self, guide: Guide, question: str, hits: Sequence[Hit], most: int = 2
    ) -> list[tuple[GuideSection, float]]:
        """The sections of a guide that answer a question: for the asker's own field, by shared words, by rank. Each
        with how well it answers: a field that is only mentioned says little of what is asked."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        asked = frozenset(words(fold(question)))
        wanted = frozenset(terms(question))
        heard = [self._hear(guide.id, section) for section in guide.sections]

        def score(section: GuideSection, heard: _Heard) -> float:
            title = max(_alike(asked, said) for said in heard.titles)
            place = rank.get(f"{guide.id}#{section.id}")
            found = 0.0 if place is None else 1.0 / (1 + place)
            return 2.0 * title + len(wanted & heard.terms) / (len(wanted) or 1) + found

        fields = [any(word <= asked for word in one.own) for one in heard]
        answers = [score(*pair) for pair in zip(guide.sections, heard, strict=True)]
        scored = sorted(zip(answers, fields, guide.sections, strict=True), key=lambda one: -one[0] - _FIELD * one[1])
        least = max(_LITTLE, 0.8 * (scored[0][0] + _FIELD * scored[0][1]))
        best = [(section, value) for value, own, section in scored[:most] if value + _FIELD * own > least]
        field = next(((section, value) for value, own, section in scored if own), None)
        return best if field is None or field in best else [*best[: most - 1], field]

    def _hear(self, guide: str, section: GuideSection) -> _Heard:
        key = (f"{guide}#{section.id}", section.text.nb)  # the text too: a municipality may read less of it
        if key not in self._heard:
            self._heard[key] = _Heard.of(section)
        return self._heard[key]

    def facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: str,
        hits: Sequence[Hit],
        most: int = 3,
        without: Collection[str] = (),
        place: str = "",
    ) -> list[Passage]:
        """The facts that best answer a question: by cue, shared words and rank, best first, no two alike.

        `without` are ids of passages that were said already; `place` is the municipality's name, which says nothing of
        what is asked.
        """
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        wanted = set(terms(question)) - set(terms(place))
        scored: list[tuple[float, Passage]] = []
        seen = set(without)
        # A shared guide has facts of many municipalities' plans; those of others are no answer here.
        places = (asker.kommune, SHARED, NATIONAL)
        pool = [
            passage
            for record in records
            for passage in self.about(record, (*places, record.kommune))
            if passage.kommune in places or passage.record == record.id
        ]
        pool += [hit.passage for hit in hits]
        named = {record.id for record in records}
        # A team's own field says the whole of it: who sits in it, not that one of them does.
        whole = {f"{record.id}:{cue}" for record in records for cue in asker.cues}
        for passage in pool:
            if passage.id in seen:
                continue
            seen.add(passage.id)
            shared = len(wanted & self._terms(passage, "both")) / (len(wanted) or 1)
            score = 2.0 * shared
            score += 1.2 / (1 + rank[passage.id]) if passage.id in rank else 0.0
            score += 1.1 * bool(set(passage.about) & set(asker.cues))
            score += 0.5 * bool(named & set(passage.services))
            score += 0.3 * (bool(records) and records[0].id in (passage.record, *passage.services))
            score += 1.2 * (passage.id in whole)
            score -= 0.4 * (passage.kind == "description")
            scored.append((score, passage))
        floor = max(_CLEAR, _NEAR * max((score for score, _ in scored), default=0.0))
        scored = sorted((pair for pair in scored if pair[0] >= floor), key=lambda pair: -pair[0])
        return self._unlike([passage for _, passage in scored], asker.form, most)

    def _unlike(self, passages: Sequence[Passage], form: Form, most: int) -> list[Passage]:
        kept: list[Passage] = []
        for passage in passages:
            own = self._terms(passage, form)
            others = (self._terms(other, form) for other in kept)
            if all(len(own & other) < 0.7 * min(len(own), len(other)) for other in others):
                kept.append(passage)
            if len(kept) == most:
                break
        return kept

    def _terms(self, passage: Passage, form: Form | Literal["both"]) -> frozenset[str]:
        key = (passage.id, form)
        if key not in self._words:
            if len(self._words) >= _MOST:
                self._words.clear()
            text = passage.text
            said = f"{text.nb} {text.nn}" if form == "both" else text.of(form)
            self._words[key] = frozenset(terms(said))
        return self._words[key]


def _alike(asked: frozenset[str], title: frozenset[str]) -> float:
    """Shared words over all words (Jaccard), small words too: «når må jeg» is what tells such titles apart."""
    return len(asked & title) / (len(asked | title) or 1)

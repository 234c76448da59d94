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
_RULE = 0.8  # the score below which a rule of the topic does not answer
_SAME = 0.7  # of its terms: what two passages share that tell the same
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

    def section(self, guide: Guide, question: str, hits: Sequence[Hit]) -> tuple[GuideSection, float] | None:
        """The section of a guide that answers a question, and how well: the best for the asker's own field, where a
        field is named, or the best of all. None where no section has anything to do with the question."""
        asked = frozenset(words(fold(question)))
        answers = self._answers([(guide.id, section) for section in guide.sections], question, hits)
        scored = sorted(zip(guide.sections, answers, strict=True), key=lambda one: -one[1])
        own = (one for one in scored if any(word <= asked for word in self._hear(guide.id, one[0]).own))
        return next(own, None) or next((one for one in scored if one[1] > _LITTLE), None)

    def rule(
        self, sections: Sequence[tuple[str, GuideSection]], question: str, hits: Sequence[Hit], named: bool = False
    ) -> GuideSection | None:
        """The one of these sections (each with the id of its guide) that answers a question, if one does; clearly,
        where a fact about something `named` may be meant."""
        answers = self._answers(sections, question, hits)
        best = max(range(len(sections)), key=lambda place: answers[place], default=None)
        least = _CLEAR if named else _RULE
        return None if best is None or answers[best] < least else sections[best][1]

    def _answers(self, sections: Sequence[tuple[str, GuideSection]], question: str, hits: Sequence[Hit]) -> list[float]:
        """How well each section answers: by the words of its title, by its terms, by its place among the hits."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        asked = frozenset(words(fold(question)))
        wanted = frozenset(terms(question))

        def score(guide: str, section: GuideSection) -> float:
            heard = self._hear(guide, section)
            title = max(_alike(asked, said) for said in heard.titles)
            place = rank.get(f"{guide}#{section.id}")
            found = 0.0 if place is None else 1.0 / (1 + place)
            return 2.0 * title + len(wanted & heard.terms) / (len(wanted) or 1) + found

        return [score(guide, section) for guide, section in sections]

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
        asked = frozenset(words(fold(question)))
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
            if passage.id in seen or not _concerns(passage, asked):
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
        return self._unlike([passage for _, passage in scored], asker, most)

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
            if repeats or (holds and not answers):
                continue
            kept.append(passage)
            open_cues -= answers
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


def _concerns(passage: Passage, asked: frozenset[str]) -> bool:
    """Whether it is for everybody, or the asker names the field that it is for."""
    return not passage.words or any(frozenset(words(fold(word))) <= asked for word in passage.words)

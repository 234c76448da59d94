"""Evidence: which passages bear out an answer, and which facts answer a question about a named thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from dorinn.assistant.asked import Asked
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
_LITTLE = 0.06  # the likeness below which a guide's section has nothing to do with the question (1.0 is the same words)
_RULE = 0.1  # the likeness below which a rule of the topic does not answer
_SURELY = 0.3  # and where a fact about something named may be meant
_FOUND = 0.05  # what being found first by the search is worth beside it
_FIELD = 0.05  # and what a rule for the asker's own field is, where a topic has rules for several
_OTHERWISE = 0.7  # what a fact loses that answers something else than what is asked for
_SAME = 0.7  # of its terms: what two passages share that tell the same
_NEAR = 0.52  # of the best one's score: what is told beside it


class Evidence:
    """Passages by the record they are about. What is read out of passages and guides is kept; questions are not."""

    def __init__(self, passages: Sequence[Passage], guides: Sequence[Guide] = ()) -> None:
        self._asked = Asked(guides)
        self._by_record: dict[str, dict[str, list[tuple[int, Passage]]]] = {}
        for row, passage in enumerate(passages):
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    places = self._by_record.setdefault(record, {})
                    places.setdefault(passage.kommune, []).append((row, passage))
        self._words: dict[tuple[str, str], frozenset[str]] = {}

    def about(self, record: Record, places: Collection[str | None]) -> list[Passage]:
        """The passages of these places about a record, in their order in the corpus."""
        found = self._by_record.get(record.id, {})
        rows = sorted((pair for place in set(places) for pair in found.get(place or "", ())), key=lambda pair: pair[0])
        return [passage for _, passage in rows]

    def section(self, guide: Guide, question: str, hits: Sequence[Hit]) -> tuple[GuideSection, float] | None:
        """The section of a guide that answers a question, and how well; None where none has anything to do with it."""
        answers = self._answers([(guide.id, section) for section in guide.sections], question, hits)
        best = max(range(len(answers)), key=lambda place: answers[place], default=None)
        return None if best is None or answers[best] < _LITTLE else (guide.sections[best], answers[best])

    def field(self, guide: Guide, question: str) -> GuideSection | None:
        """The section for the asker's own field, where one is named."""
        asked = frozenset(words(fold(question)))
        return next((one for one in guide.sections if _is_named(one, asked)), None)

    def rule(
        self, sections: Sequence[tuple[str, GuideSection]], question: str, hits: Sequence[Hit], named: bool = False
    ) -> GuideSection | None:
        """The one of these sections (each with the id of its guide) that answers a question, if one does; clearly,
        where a fact about something `named` may be meant."""
        asked = frozenset(words(fold(question)))
        answers = [
            score + _FIELD * _is_named(section, asked)
            for score, (_, section) in zip(self._answers(sections, question, hits), sections, strict=True)
        ]
        best = max(range(len(sections)), key=lambda place: answers[place], default=None)
        least = _SURELY if named else _RULE
        return None if best is None or answers[best] < least else sections[best][1]

    def _answers(self, sections: Sequence[tuple[str, GuideSection]], question: str, hits: Sequence[Hit]) -> list[float]:
        """How well each section answers: by the ways in which people ask for it, and its place among the hits."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        like = self._asked.like(question, [section for _, section in sections])
        found = [rank.get(f"{guide}#{section.id}") for guide, section in sections]
        return [
            score + (0.0 if place is None else _FOUND / (1 + place)) for score, place in zip(like, found, strict=True)
        ]

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
            wished = set(passage.about) & set(asker.cues)
            score += 1.1 * bool(wished) - _OTHERWISE * bool(passage.about and asker.cues and not wished)
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
            if (repeats or holds) and not answers:
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


def _concerns(passage: Passage, asked: frozenset[str]) -> bool:
    """Whether it is for everybody, or the asker names the field that it is for."""
    return not passage.words or _is_named(passage, asked)


def _is_named(what: Passage | GuideSection, asked: frozenset[str]) -> bool:
    """Whether one of the words of its field stands among those of a question."""
    return any(frozenset(words(fold(word))) <= asked for word in what.words)

"""Evidence: which passages bear out an answer, and which section of a guide answers a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dorinn.assistant.likeness import Likeness
from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.passage import Hit, Passage
from dorinn.language.fold import fold, words
from dorinn.retrieval.packed import Matrix

_LITTLE = 0.15  # the likeness below which a guide's section has nothing to do with the question (1.0 is the same words)
_RULE = 0.25  # the likeness below which a rule of the topic does not answer
_SURELY = 0.45  # and where a fact about something named may be meant
_FOUND = 0.05  # what being found first by the search is worth beside it
_FIELD = 0.05  # and what a rule for the asker's own field is, where a topic has rules for several


class Evidence:
    """Passages by the record they are about, and guides by their sections. What is read of them is kept."""

    def __init__(self, passages: Sequence[Passage], likeness: Likeness | None = None) -> None:
        self._likeness = likeness or Likeness(())
        self._by_record: dict[str, dict[str, list[tuple[int, Passage]]]] = {}
        for row, passage in enumerate(passages):
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    places = self._by_record.setdefault(record, {})
                    places.setdefault(passage.kommune, []).append((row, passage))

    def about(self, record: Record, places: Collection[str | None]) -> list[Passage]:
        """The passages of these places about a record, in their order in the corpus."""
        found = self._by_record.get(record.id, {})
        rows = sorted((pair for place in set(places) for pair in found.get(place or "", ())), key=lambda pair: pair[0])
        return [passage for _, passage in rows]

    def section(
        self, guide: Guide, question: str, hits: Sequence[Hit], state: Matrix | None = None
    ) -> tuple[GuideSection, float] | None:
        """The section of a guide that answers a question, and how well; None where none has anything to do with it.
        `state` is the network's state of the question, here and below."""
        answers = self._answers([(guide.id, section) for section in guide.sections], question, hits, state)
        best = max(range(len(answers)), key=lambda place: answers[place], default=None)
        return None if best is None or answers[best] < _LITTLE else (guide.sections[best], answers[best])

    def elsewhere(
        self, guides: Sequence[Guide], question: str, hits: Sequence[Hit], state: Matrix | None
    ) -> tuple[str, GuideSection, float] | None:
        """The section of any of these guides that answers a question best, with the id of its guide, and how well."""
        found = [(guide.id, section) for guide in guides for section in guide.sections]
        answers = self._answers(found, question, hits, state)
        best = max(range(len(answers)), key=lambda place: answers[place], default=None)
        return None if best is None else (*found[best], answers[best])

    def likeness(
        self,
        sections: Sequence[tuple[str, GuideSection]],
        question: str,
        hits: Sequence[Hit],
        state: Matrix | None = None,
    ) -> float:
        """How well the best of these sections answers (each with the id of its guide); 0 where there are none."""
        return max(self._answers(sections, question, hits, state), default=0.0)

    def field(self, guide: Guide, question: str) -> GuideSection | None:
        """The section for the asker's own field, where one is named."""
        asked = frozenset(words(fold(question)))
        return next((one for one in guide.sections if is_named(one, asked)), None)

    def rule(
        self,
        sections: Sequence[tuple[str, GuideSection]],
        question: str,
        hits: Sequence[Hit],
        state: Matrix | None = None,
        named: bool = False,
    ) -> GuideSection | None:
        """The one of these sections (each with the id of its guide) that answers a question, if one does; clearly,
        where a fact about something `named` may be meant."""
        asked = frozenset(words(fold(question)))
        answers = [
            score + _FIELD * is_named(section, asked)
            for score, (_, section) in zip(self._answers(sections, question, hits, state), sections, strict=True)
        ]
        best = max(range(len(sections)), key=lambda place: answers[place], default=None)
        least = _SURELY if named else _RULE
        return None if best is None or answers[best] < least else sections[best][1]

    def _answers(
        self, sections: Sequence[tuple[str, GuideSection]], question: str, hits: Sequence[Hit], state: Matrix | None
    ) -> list[float]:
        """How well each section answers: by the words of those who ask for it, by what they mean, and by its place
        among the hits."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        like = self._likeness.like(question, state, sections)
        found = [rank.get(f"{guide}#{section.id}") for guide, section in sections]
        return [
            score + (0.0 if place is None else _FOUND / (1 + place)) for score, place in zip(like, found, strict=True)
        ]


def is_named(what: Passage | GuideSection, asked: frozenset[str]) -> bool:
    """Whether one of the words of its field stands among those of a question."""
    return any(frozenset(words(fold(word))) <= asked for word in what.words)

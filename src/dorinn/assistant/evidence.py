"""Evidence: which passages bear out an answer, and which section of a guide answers a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.passage import Hit, Passage
from dorinn.language.fold import fold, words

_LITTLE = 0.15  # the likeness below which a guide's section has nothing to do with the question (1.0 is the same words)
_RULE = 0.25  # the likeness below which a rule of the topic does not answer
_SURELY = 0.45  # and where a fact about something named may be meant
_FOUND = 0.05  # what being found first by the search is worth beside it
_FIELD = 0.05  # and what a rule for the asker's own field is, where a topic has rules for several

_FACTS = ("fact", "plan")

Like = Mapping[tuple[str, str], float]
"""How like a question is to what people ask each section for, by the ids of the guide and of the section."""


class Evidence:
    """Passages by the record they are about, and guides by their sections."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_record: dict[str, dict[str, list[tuple[int, Passage]]]] = {}
        self._facts: dict[str, list[Passage]] = {}
        for row, passage in enumerate(passages):
            if passage.kind in _FACTS:
                self._facts.setdefault(passage.kommune, []).append(passage)
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    places = self._by_record.setdefault(record, {})
                    places.setdefault(passage.kommune, []).append((row, passage))

    def about(self, record: Record, places: Collection[str | None]) -> list[Passage]:
        """The passages of these places about a record, in their order in the corpus."""
        found = self._by_record.get(record.id, {})
        rows = sorted((pair for place in set(places) for pair in found.get(place or "", ())), key=lambda pair: pair[0])
        return [passage for _, passage in rows]

    def facts(self, kommune: str) -> Sequence[Passage]:
        """All facts of a municipality, of its records and of its plan, in their order in the corpus."""
        return self._facts.get(kommune, ())

    def section(self, guide: Guide, like: Like, hits: Sequence[Hit]) -> tuple[GuideSection, float] | None:
        """The section of a guide that answers a question, and how well; None where none has anything to do with it."""
        found = self.elsewhere([guide], like, hits)
        return None if found is None or found[2] < _LITTLE else found[1:]

    def elsewhere(
        self, guides: Sequence[Guide], like: Like, hits: Sequence[Hit]
    ) -> tuple[str, GuideSection, float] | None:
        """The section of any of these guides that answers a question best, with the id of its guide, and how well."""
        found = [(guide.id, section) for guide in guides for section in guide.sections]
        answers = _answers(found, like, hits)
        best = max(range(len(answers)), key=lambda place: answers[place], default=None)
        return None if best is None else (*found[best], answers[best])

    def likeness(self, sections: Sequence[tuple[str, GuideSection]], like: Like, hits: Sequence[Hit]) -> float:
        """How well the best of these sections answers (each with the id of its guide); 0 where there are none."""
        return max(_answers(sections, like, hits), default=0.0)

    def field(self, guide: Guide, question: str) -> GuideSection | None:
        """The section for the asker's own field, where one is named."""
        asked = frozenset(words(fold(question)))
        return next((one for one in guide.sections if is_named(one, asked)), None)

    def rule(
        self,
        sections: Sequence[tuple[str, GuideSection]],
        question: str,
        like: Like,
        hits: Sequence[Hit],
        named: bool = False,
    ) -> GuideSection | None:
        """The one of these sections (each with the id of its guide) that answers a question, if one does; clearly,
        where a fact about something `named` may be meant."""
        asked = frozenset(words(fold(question)))
        answers = [
            score + _FIELD * is_named(section, asked)
            for score, (_, section) in zip(_answers(sections, like, hits), sections, strict=True)
        ]
        best = max(range(len(sections)), key=lambda place: answers[place], default=None)
        least = _SURELY if named else _RULE
        return None if best is None or answers[best] < least else sections[best][1]


def _answers(sections: Sequence[tuple[str, GuideSection]], like: Like, hits: Sequence[Hit]) -> list[float]:
    """How well each section answers: by its likeness to the question, and its place among the hits."""
    rank = {hit.passage.id: place for place, hit in enumerate(hits)}
    found = [rank.get(f"{guide}#{section.id}") for guide, section in sections]
    return [
        like.get((guide, section.id), 0.0) + (0.0 if place is None else _FOUND / (1 + place))
        for (guide, section), place in zip(sections, found, strict=True)
    ]


def is_named(what: Passage | GuideSection, asked: frozenset[str]) -> bool:
    """Whether one of the words of its field stands among those of a question."""
    return any(frozenset(words(fold(word))) <= asked for word in what.words)

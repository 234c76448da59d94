"""Likeness: how well a section of a guide answers a question, by the words of those who ask for it and by what they
mean."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.asked import Asked
from dorinn.assistant.meanings import Meanings
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import SHARED
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.packed import Matrix

_MEANT = 0.3  # what the same meaning counts beside the same words


class Likeness:
    """Compares questions with the sections of all guides. Without meanings, words alone tell."""

    def __init__(self, guides: Sequence[Guide], meanings: Meanings | None = None) -> None:
        self._asked = Asked(guides)
        self._meanings = meanings
        self._shared = [guide for guide in guides if guide.kommune == SHARED]

    @classmethod
    def of(cls, guides: Sequence[Guide], encoder: Encoder) -> Likeness:
        """With the meanings that the encoder gives the ways of asking."""
        return cls(guides, Meanings.of(guides, encoder))

    def like(self, question: str, state: Matrix | None, sections: Sequence[tuple[str, GuideSection]]) -> list[float]:
        """How like the question is to the ways of asking for each section (given with the id of its guide): some 0 to
        1.3. `state` is the network's state of the question."""
        like = self._asked.like(question, [section for _, section in sections])
        if self._meanings is None or state is None:
            return like
        near = self._meanings.like(state, [(guide, section.id) for guide, section in sections])
        return [words + _MEANT * meant for words, meant in zip(like, near, strict=True)]

    def guides(self, question: str, state: Matrix | None) -> dict[str, float]:
        """How like the question is to the likest section of each shared guide, by the guide's type."""
        sections = [(guide.id, section) for guide in self._shared for section in guide.sections]
        like, found = iter(self.like(question, state, sections)), dict[str, float]()
        for guide in self._shared:
            best = max((next(like) for _ in guide.sections), default=0.0)
            found[guide.type] = max(found.get(guide.type, 0.0), best)
        return found

"""Likeness: how well a section of a guide answers a question, by the words of those who ask for it and by what they
mean."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.asked import Asked
from dorinn.assistant.meanings import Meanings
from dorinn.domain.guide import Guide
from dorinn.retrieval.encoder import Encoder
from dorinn.retrieval.packed import Matrix

_MEANT = 0.3  # what the same meaning counts beside the same words


class Likeness:
    """Compares a question with the sections of all guides, once. Without meanings, words alone tell."""

    def __init__(self, guides: Sequence[Guide], meanings: Meanings | None = None) -> None:
        self._sections = [(guide.id, section.id) for guide in guides for section in guide.sections]
        self._asked = Asked(guides)
        self._meanings = meanings

    @classmethod
    def of(cls, guides: Sequence[Guide], encoder: Encoder) -> Likeness:
        """With the meanings that the encoder gives the ways of asking."""
        return cls(guides, Meanings.of(guides, encoder))

    def like(self, question: str, state: Matrix | None) -> dict[tuple[str, str], float]:
        """How like the question is to the ways of asking for each section, by the ids of the guide and of the section:
        some 0 to 1.3. `state` is the network's state of the question."""
        like = self._asked.like(question)
        if self._meanings is not None and state is not None:
            like = like + _MEANT * self._meanings.like(state)
        return dict(zip(self._sections, like.tolist(), strict=True))

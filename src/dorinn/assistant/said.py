"""What an answer says, sentence by sentence, as running text and as lead, steps and notes."""

from __future__ import annotations

from typing import TypedDict


class Words(TypedDict):
    """The fields of an `Answer` that hold what is said."""

    text: str
    lead: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]


class Said:
    """Takes sentences in the order they are said. No sentence is said twice, and empty ones are not said."""

    def __init__(self) -> None:
        self._all: dict[str, str] = {}

    def lead(self, *sentences: str) -> Said:
        """The answer itself, in a sentence."""
        return self._add("lead", sentences)

    def step(self, *sentences: str) -> Said:
        """Something to do; steps keep their order."""
        return self._add("step", sentences)

    def listed(self, *sentences: str) -> Said:
        """Steps of a guide: for the list only, since the running text sums them up."""
        return self._add("listed", sentences)

    def note(self, *sentences: str) -> Said:
        """Anything else worth knowing."""
        return self._add("note", sentences)

    def _add(self, kind: str, sentences: tuple[str, ...]) -> Said:
        for sentence in sentences:
            if sentence:
                self._all.setdefault(sentence, kind)
        return self

    def words(self) -> Words:
        """Everything said; where nothing was marked as the lead, the first sentence is."""
        kinds = self._all
        spoken = [sentence for sentence, kind in kinds.items() if kind != "listed"]
        if spoken and "lead" not in kinds.values():
            kinds = kinds | {spoken[0]: "lead"}
        return Words(
            text=" ".join(spoken),
            lead=" ".join(_of(kinds, "lead")),
            steps=_of(kinds, "step", "listed"),
            notes=_of(kinds, "note"),
        )


def _of(kinds: dict[str, str], *wanted: str) -> tuple[str, ...]:
    return tuple(sentence for sentence, kind in kinds.items() if kind in wanted)

"""What an answer says, sentence by sentence, as running text and as lead, steps and notes."""

from __future__ import annotations

import re
from typing import TypedDict

from dorinn.language.sentences import sentences
from dorinn.language.terms import terms

MOSTLY = 0.8  # of the words of a text: what must have been said for it to say nothing new
_FEW = 4  # words that say too little to be told apart

_CALLED = re.compile(r"\b(?:11[0-3]|116 ?\d{3}|02800)\b")  # the numbers that everybody may call


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
        self.found = self.settled = False
        """Whether a fact that is asked for has been said; whether it has, or has been said to be missing."""

    def first(self, *sentences: str) -> Said:
        """What must be read before the answer itself, and stands at its head."""
        return self._add("first", sentences)

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

    @property
    def begun(self) -> bool:
        """Whether something stands before the answer itself."""
        return "first" in self._all.values()

    @property
    def led(self) -> bool:
        """Whether the answer itself has been said."""
        return "lead" in self._all.values()

    def holds(self, words: str) -> bool:
        """Whether these words are said already; what only the list says, the running text does not."""
        return any(words in sentence for sentence, kind in self._all.items() if kind != "listed")

    def new(self, *texts: str, most: float = MOSTLY) -> list[str]:
        """Those of the texts of which not `most` of the words are said already, in their order."""
        kept: list[str] = []
        for text in texts:
            before = [sentence for sentence, kind in self._all.items() if kind != "listed"]
            own, known = frozenset(terms(text)), frozenset(terms(" ".join([*before, *kept])))
            if text and (len(own) < _FEW or len(own & known) < most * len(own)):
                kept.append(text)
        return kept

    def fresh(self, text: str) -> str:
        """The sentences of a text but those that give no number that has not been given."""
        spoken = (sentence for sentence, kind in self._all.items() if kind != "listed")
        told = {number for sentence in spoken for number in _CALLED.findall(sentence)}
        parts = ((part, set(_CALLED.findall(part))) for part in sentences(text))
        return " ".join(part for part, numbers in parts if not numbers or numbers - told)

    def without(self, sentence: str) -> Said:
        """Takes a sentence back."""
        self._all.pop(sentence, None)
        return self

    def times(self, word: str) -> int:
        """In how many of the things said a word stands."""
        return sum(word in sentence for sentence in self._all)

    def _add(self, kind: str, sentences: tuple[str, ...]) -> Said:
        for sentence in sentences:
            if sentence:
                self._all.setdefault(sentence, kind)
        return self

    def words(self) -> Words:
        """Everything said; where nothing was marked as the lead, the first sentence is."""
        kinds = self._all
        if "lead" not in kinds.values():
            kinds = _led(kinds)
        spoken = [sentence for sentence, kind in kinds.items() if kind != "listed"]
        return Words(
            text=" ".join(spoken),
            lead=" ".join(_of(kinds, "first", "lead")),
            steps=_of(kinds, "step", "listed"),
            notes=_of(kinds, "note"),
        )


def answered(text: str) -> tuple[str, list[str]]:
    """The lead of a text and its other sentences; a question at its head needs the sentence that answers it."""
    parts = sentences(text)
    end = 1 + next((place for place, part in enumerate(parts) if not part.endswith("?")), len(parts) - 1)
    return " ".join(parts[:end]), parts[end:]


def _led(kinds: dict[str, str]) -> dict[str, str]:
    """The first thing said begins with the lead, after what stands at its head."""
    head = {said: kind for said, kind in kinds.items() if kind == "first"}
    begins = next((said for said, kind in kinds.items() if kind not in ("first", "listed")), None)
    if begins is None:
        return kinds
    lead, rest = answered(begins)
    led = {lead: "lead"} | ({" ".join(rest): kinds[begins]} if rest else {})
    return head | led | {said: kind for said, kind in kinds.items() if said != begins}


def _of(kinds: dict[str, str], *wanted: str) -> tuple[str, ...]:
    return tuple(sentence for sentence, kind in kinds.items() if kind in wanted)

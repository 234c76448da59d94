"""Outright: what a message asks outright of something named, wherever in it that stands.

«Deler vi barnevernvakt med dei?», «hvilke trinn», «kva heiter det»: such a question stands in a long message as often
as alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dorinn.corpus.cues import PLAIN, Cues
from dorinn.language.fold import fold

LONG = 28  # words; in a longer message the rest is a story, and what is asked of must stand in the sentence that asks
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|: ")
_WH = re.compile(r"\b(?:hvem|kven|kem|ken|hva|kva|ka|hvor|kor|kvar|hvilk[a-z]+|nar|nartid)\b")
# «Ho lurer på om …», «skal skrive to linjer om kven …»
_INDIRECT = re.compile(
    r"\b(?:spor|spurte|spurde|lurer? pa|lurar pa|vite|veta|vita|undra?r|undrer?) (?:[a-z]+ )?(?:om|pa|hv|kv|ko|ka|nar)"
    r"|\bom (?:hvem|kven|hva|kva|hvor|kor|hvilk)"
)
_MORE = re.compile(r"\b(?:og|men|eller) (?:nar|hvem|kven|kem|hva|kva|ka|hvor|kor|om|ma|kosta?r)\b|[?] +[a-z]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked outright, the sentences that ask it and all that is said beside them, folded; and what is said just
    `before` it is asked: «… eit opplegg om kjensler. Kva heiter det?»"""

    kinds: tuple[str, ...]
    words: str
    rest: str
    before: str

    @property
    def more(self) -> bool:
        """Whether something else is asked in the same breath."""
        return bool(_MORE.search(self.words))

    @property
    def long(self) -> bool:
        """Whether a story is told beside it."""
        return len(f"{self.words} {self.rest}".split()) > LONG


def outright(text: str, cues: Cues) -> Asked | None:
    """What a message asks outright, if anything."""
    asking, rest, before, last = list[str](), list[str](), "", ""
    kinds = set[str]()
    for sentence in _SENTENCES.split(text):
        folded = fold(sentence)
        asks = "?" in sentence or ("?" not in text and _WH.search(folded)) or _INDIRECT.search(folded)
        found = cues.plainly(folded) if asks else {}
        # «… og ho lurer på hvem …»: what is asked begins there.
        begins = min(found.values(), default=0)
        begins = begins if _WH.match(folded, begins) else 0
        if found and not asking:
            before = f"{last} {folded[:begins]}"
        (asking if found else rest).append(folded[begins:])
        rest.append(folded[:begins])
        kinds |= found.keys()
        last = folded
    if not kinds:
        return None
    return Asked(tuple(kind for kind in PLAIN if kind in kinds), " ".join(asking), " ".join(rest), before)

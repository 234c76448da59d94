"""Words in which letters were read as figures: «m4ned», «oppl2ring», «p4»."""

from __future__ import annotations

from dorinn.language.compounds import Compounds
from dorinn.language.damage import FIGURES
from dorinn.language.lexicon import Lexicon
from dorinn.language.misread import undone

_SHORT, _LONGEST = 3, 40  # letters
_COMMON = 1_000  # times that a short word must have been seen: «4t» is four hours


def with_letters(word: str, lexicon: Lexicon, compounds: Compounds) -> str | None:
    """The word that one with figures in it was read from; None where the whole would be none: «trinn2», «4b»."""
    made = "".join(FIGURES.get(c, c) for c in word)
    if made == word or len(word) > _LONGEST or any(c.isdigit() for c in made):
        return None
    least = _COMMON if len(made) <= _SHORT else 2
    found = [(cost, original) for original, cost in undone(made) if lexicon.count(original) >= least]
    if found:
        return min(found)[1]
    return made if len(made) > _SHORT and compounds.is_word(made) else None

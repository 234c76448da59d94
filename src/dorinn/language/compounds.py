"""Compounds: Norwegian puts words together as it likes, so that no list has them all."""

from __future__ import annotations

from dorinn.language.lexicon import Lexicon

_EDGE = 4  # characters; shorter parts of compounds are too often chance
_PREFIXES = tuple("u om av an be for ut inn på til opp mis gjen sam".split())


class Compounds:
    """Says whether a word is one of known parts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def is_word(self, word: str) -> bool:
        """Whether a word is known, or put together of two known ones."""
        if self._lexicon.count(word) >= 2 or self._is_prefixed(word):
            return True
        return len(word) >= 2 * _EDGE and any(
            self.known(word[:cut]) and self.known(word[cut:]) for cut in range(3, len(word) - _EDGE + 1)
        )

    def _is_prefixed(self, word: str) -> bool:
        """Whether a word is a common one with a prefix too short to be a part: «omgjerast», «uleselege»."""
        rests = (word[len(first) :] for first in _PREFIXES if word.startswith(first))
        return any(len(rest) >= 5 and self._lexicon.weight(rest) >= _least(rest) for rest in rests)

    def known(self, part: str) -> bool:
        """Whether a part stands often enough to be one."""
        least = _least(part)
        joined = part[-1:] in ("s", "e") and len(part) > 4 and self._lexicon.weight(part[:-1]) >= least
        return joined or self._lexicon.weight(part) >= least


def _least(part: str) -> int:
    """How often a part of a compound must have been seen; short ones stand in many words by chance."""
    return 1000 if len(part) < 4 else 300 if len(part) == 4 else 15

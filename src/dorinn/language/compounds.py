"""Compounds: Norwegian puts words together as it likes, so that no list has them all."""

from __future__ import annotations

from functools import lru_cache

from dorinn.domain.text import Form
from dorinn.language.lexicon import Lexicon
from dorinn.language.misread import undone

_LONGEST = 40  # letters
_EDGE = 4  # characters; shorter parts of compounds are too often chance
_LETTERS = frozenset("æøå")
_PREFIXES = tuple("u om av an be for ut inn på til opp mis gjen sam".split())
_ENDINGS = tuple("ar ane aren arane er ene en et erer erte ert e a s te de t ande".split())


class Compounds:
    """Says whether a word is one of known parts, and puts damaged parts right."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @lru_cache(maxsize=20_000)  # noqa: B019
    def repaired(self, word: str, form: Form) -> str | None:
        """A compound that no list has, put right in the one of its parts that is damaged, or in both."""
        if not 2 * _EDGE <= len(word) <= _LONGEST or self.is_word(word) or self.is_inflected(word):
            return None
        found: list[tuple[float, str]] = []
        for cut in range(3, len(word) - _EDGE + 1):
            left, right = self._part(word[:cut], form), self._part(word[cut:], form)
            if left and right and left[1] + right[1] != word:
                found.append((left[0] + right[0], left[1] + right[1]))
        if not found:
            return None
        found.sort(reverse=True)
        rival = next((score for score, made in found[1:] if made != found[0][1]), -99.0)
        return found[0][1] if found[0][0] - rival > 1.5 or rival == -99.0 else None

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _part(self, part: str, form: Form) -> tuple[float, str] | None:
        """The best reading of a part of a compound, with its score; a joining «s» or «e» may end it."""
        options = [(made, cost) for made, cost in _lost(part) if self._lexicon.weight(made) >= _least(part)]
        if part.endswith(("s", "e")) and len(part) > 5:
            options += [
                (made + part[-1], cost + 0.7)
                for made, cost in _lost(part[:-1])
                if self._lexicon.weight(made) >= _least(part)
            ]
        if not options:
            return (-18.0, part) if len(part) >= 8 and self.is_word(part) else None
        return max(
            (max(self._lexicon.chance(made, form), self._lexicon.chance(made[:-1], form) - 1) - cost, made)
            for made, cost in options
        )

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

    def may_be(self, word: str) -> bool:
        """Whether a word that no list has may be one as it stands."""
        return self.is_inflected(word) or self._is_prefixed(word)

    def is_inflected(self, word: str) -> bool:
        """Whether a word looks like another form of a known one: «vinklene» where «vinkler» is known."""
        stems = (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4)
        return any(self._lexicon.count(stem + end) >= 3 for stem in stems for end in _ENDINGS)

    def known(self, part: str) -> bool:
        """Whether a part stands often enough to be one."""
        least = _least(part)
        joined = part[-1:] in ("s", "e") and len(part) > 4 and self._lexicon.weight(part[:-1]) >= least
        return joined or self._lexicon.weight(part) >= least


def _lost(part: str) -> list[tuple[str, float]]:
    """What a part can have been read from when only æ, ø and å were lost: other signs are too often chance in it."""
    return [(made, cost) for made, cost in undone(part) if made == part or _LETTERS & set(made)]


def _least(part: str) -> int:
    """How often a part of a compound must have been seen; short ones stand in many words by chance."""
    return 1000 if len(part) < 4 else 300 if len(part) == 4 else 15

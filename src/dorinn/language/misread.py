"""Which words a damaged one can have been read from."""

from __future__ import annotations

import math
from functools import lru_cache

from dorinn.language.damage import IMAGES

_MOST = 4  # letters put back in one word
_LONGEST = 32  # letters; what is longer is no word
_CHANCES = 18  # letters of a word that may be another; a word of nothing but a's has millions of readings
_READINGS = 3_000  # of one word, at most
# Other signs that are read for letters, in damaged text only.
_ALIKE = (("q", "g"), ("gq", "g"), ("tie", "tje"), ("gie", "gje"), ("gia", "gja"))
_BACK = tuple((image, letter, -math.log(share)) for letter, images in IMAGES.items() for image, share in images)


@lru_cache(maxsize=50_000)
def undone(word: str) -> tuple[tuple[str, float], ...]:
    """Every word that this one can have been read from, itself first, with the cost of the misreading."""
    found: dict[str, float] = {word: 0.0}
    if len(word) > _LONGEST or sum(word.count(c) for c in "aegosd") > _CHANCES:
        return tuple(found.items())
    starts = {word: 0.0}
    for read, meant in _ALIKE:
        if read in word:
            starts[word.replace(read, meant)] = 3.0
    if word[0] in "il" and len(word) > 2:
        starts[("l" if word[0] == "i" else "i") + word[1:]] = 3.0
    found.update(starts)
    for first, cost in starts.items():
        _put_back(first, 0, "", cost, 0, found)
    return tuple(found.items())


def _put_back(word: str, place: int, made: str, cost: float, used: int, found: dict[str, float]) -> None:
    if place >= len(word):
        if used and (made not in found or found[made] > cost):
            found[made] = cost
        return
    if word[place] not in "&@":
        _put_back(word, place + 1, made + word[place], cost, used, found)
    if used >= min(_MOST, 1 + len(word) // 4) or len(found) > _READINGS:
        return
    for image, letter, price in _BACK:
        if image == "d" and place == 0:
            continue  # «Dr.»; an å that begins a word is read as a
        if word.startswith(image, place):
            _put_back(word, place + len(image), made + letter, cost + price, used + 1, found)

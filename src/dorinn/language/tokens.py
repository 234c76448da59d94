"""The words of a damaged text, and how they stand: what the repair reads, without the repair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dorinn.language.lexicon import Around

LETTERS = "a-zA-ZæøåÆØÅéèêòóôäöüÉ"
# A word with figures in it is one word: it is repaired as a whole, or not at all.
_MIXED = rf"[{LETTERS}]++\d[\d{LETTERS}]*|(?<![\d.,])\d[{LETTERS}][\d{LETTERS}]*"
TOKEN = re.compile(rf"{_MIXED}|[{LETTERS}](?:[{LETTERS}&@]*[{LETTERS}&@])?|[&@][{LETTERS}]*|[|]|\d+|[.!?]")
LINK = re.compile(r"https?:\S+|www\.\S+|(?<!\S)[^\s@]++@\S+\.\S+")
_NUMBERING = 8  # characters at most of a number in front of a heading


def neighbours(words: Sequence[str], place: int) -> Around:
    """The neighbours of a word, in lower case; empty beyond the ends."""
    low = ["" if not 0 <= at < len(words) else words[at].lower() for at in (place - 2, place - 1, place + 1, place + 2)]
    return low[0], low[1], low[2], low[3]


def is_inside(text: str, place: int) -> bool:
    """Whether a place is inside a sentence, not at the start of one, of a quotation or of a list item."""
    if text[place - 2 : place - 1].isalpha() and text[place - 1] == "-":
        return True  # «Sun-Ra»
    before = text[max(0, place - _NUMBERING) : place].rstrip(" ")
    if place <= _NUMBERING and not before.strip("0123456789.) "):
        return False  # «5.1 Mål»
    return bool(before) and before[-1] not in '.!?:«“"•|-–—*([/'


def named_in(texts: Iterable[str]) -> frozenset[str]:
    """Words, in lower case, that stand with a capital inside sentences of a document and never without."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in TOKEN.finditer(text):
            if match[0].islower():
                small.add(match[0])
            elif match[0][0].isupper() and not match[0].isupper() and is_inside(text, match.start()):
                capital.add(match[0].lower())
    return frozenset(capital - small)


def sample(texts: Sequence[str], most: int = 2_000) -> list[str]:
    """The first words of a document that are not written with a capital, as it writes them."""
    found: list[str] = []
    for text in texts:
        if len(found) >= most:
            break
        found += [match[0] for match in TOKEN.finditer(LINK.sub("", text)) if match[0].islower() or match[0] == "&"]
    return found

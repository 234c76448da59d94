"""Slips of the keyboard, for training and for tests of robustness."""

from __future__ import annotations

import random

_NEAR = {
    "a": "sq", "b": "vn", "d": "sf", "e": "rw", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "kø", "m": "n", "n": "bm", "o": "ip", "p": "oå", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "y": "tu",
}  # fmt: skip


def slip(text: str, rng: random.Random, rate: float = 0.06) -> str:
    """About `rate` of the words longer than three letters get one slip: a letter dropped, doubled, swapped or wrong."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) > 3 and rng.random() < rate:
            at = rng.randrange(1, len(word) - 1)
            kind = rng.randrange(4)
            if kind == 0:
                word = word[:at] + word[at + 1 :]
            elif kind == 1:
                word = word[:at] + word[at] + word[at:]
            elif kind == 2:
                word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            else:
                word = word[:at] + rng.choice(_NEAR.get(word[at].lower(), word[at])) + word[at + 1 :]
            words[place] = word
    return " ".join(words)

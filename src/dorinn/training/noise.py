"""Noise that people make: typing slips, dropped letters, chatter around the matter."""

from __future__ import annotations

import random

_NEAR = {
    "a": "sq", "b": "vn", "d": "sf", "e": "rw", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "kø", "m": "n", "n": "bm", "o": "ip", "p": "oå", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "y": "tu",
}  # fmt: skip
_OPENINGS = (
    "hei, ",
    "Hei! ",
    "hallo ",
    "Hei, jeg lurte på noe. ",
    "Hei, eg lurer på noko. ",
    "God kveld. ",
    "Unnskyld, men ",
    "altså ",
)
_CLOSINGS = (
    " Takk for hjelpen!",
    " Takk!",
    " mvh en mamma",
    " Håper noen kan svare",
    " Vonar nokon kan svare",
    " hva gjør jeg",
    " kva gjer eg",
    " ??",
    "...",
)


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


def chatter(text: str, rng: random.Random) -> str:
    """The same message with a greeting before or thanks after it."""
    if rng.random() < 0.5:
        return rng.choice(_OPENINGS) + text
    return text + rng.choice(_CLOSINGS)


def noisy(text: str, rng: random.Random) -> str:
    """One random variant of a message, for training."""
    if rng.random() < 0.5:
        text = slip(text, rng, 0.12)
    if rng.random() < 0.15:
        text = chatter(text, rng)
    if rng.random() < 0.1:
        words = text.split(" ")
        if len(words) > 6:
            del words[rng.randrange(len(words))]
        text = " ".join(words)
    return text

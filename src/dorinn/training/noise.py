"""Noise that people make: typing slips, dropped letters, chatter around the matter."""

from __future__ import annotations

import random

from dorinn.language.slips import slip

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

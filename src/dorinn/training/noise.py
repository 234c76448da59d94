"""Noise that people make: typing slips, dropped letters, chatter around the matter."""

from __future__ import annotations

import random
from collections.abc import Sequence

from dorinn.language.slips import slip

Chatter = Sequence[str]  # sentences that belong to nothing
LONGEST = 70  # words; a longer message has chatter of its own

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


def buried(text: str, among: Chatter, rng: random.Random) -> str:
    """The same message with one to four sentences of something else around it."""
    others = rng.sample(among, rng.randint(1, 4))
    before = rng.randint(0, len(others))
    end = "" if text[-1:] in ".!?…" else rng.choice((".", "", "!"))
    return " ".join([*others[:before], text + end, *others[before:]])


def noisy(text: str, rng: random.Random, among: Chatter = ()) -> str:
    """One random variant of a message, for training; `among` are sentences to set around it."""
    if among and rng.random() < 0.45 and text.count(" ") < LONGEST:
        text = buried(text, among, rng)
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

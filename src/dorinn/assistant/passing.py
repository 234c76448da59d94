"""Danger told in passing: in a long message about much else, two sentences at a time are read by themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from dorinn.assistant.topic_model import TopicModel

LONG = 35  # words; a shorter message is about one thing
_MOST = 40  # pairs that are read, so that a flood of full stops ends somewhere
_BREATH = 40  # words after which a sentence without an end is cut
_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def passing(model: TopicModel, text: str) -> float | None:
    """How likely the words of the most alarming pair of neighbouring sentences make danger now; None for a message that
    is not long. The network is not asked: words do as well, in a sixth of the time."""
    if len(text.split()) < LONG:
        return None
    parts = _parts(text)
    pairs = [" ".join(pair) for pair in pairwise(parts)] or parts
    return max(model.levels(pair).get("acute", 0.0) for pair in pairs[:_MOST])


def _parts(text: str) -> list[str]:
    """Sentences, as people end them; one that never ends is cut where it takes a breath."""
    parts: list[str] = []
    for sentence in _END.split(text.strip()):
        words = sentence.split()
        parts += [" ".join(words[at : at + _BREATH]) for at in range(0, len(words), _BREATH)]
    return parts

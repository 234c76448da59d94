"""Sentences of a text that people wrote with care: full stops before capitals end them."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")


def sentences(text: str) -> list[str]:
    """The sentences in order; a text without a full stop is one, an empty one none."""
    return [part for part in _END.split(text.strip()) if part]

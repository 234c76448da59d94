"""Sentences of a text that people wrote with care: full stops before capitals end them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A point of a numbered list («… blir uroa. 2. Samtale: …») begins where its number stands.
POINT = r"(?<=[.!?:;])\s+(?=\d{1,2}\. [A-ZÆØÅ«])"
_END = re.compile(rf"(?<=[.!?])\s+(?=[A-ZÆØÅ«])|{POINT}")
_NUMBER = re.compile(r"\d{1,2}\.")
_SHORT = re.compile(r"(?:^|[\s(])(?:kl|nr|kap|pkt|art|tlf|jf|ca|s)\.$", re.IGNORECASE)  # «kl. 9. Møtet …»


def sentences(text: str) -> list[str]:
    """The sentences in order; a text without a full stop is one, an empty one none."""
    return with_numbers([part for part in _END.split(text.strip()) if part])


def with_numbers(parts: Iterable[str]) -> list[str]:
    """The parts of a text, each number of a list («2.») put before what it numbers."""
    found: list[str] = []
    number = ""
    for part in parts:
        if _NUMBER.fullmatch(part) and not number:
            if found and _SHORT.search(found[-1]):
                found[-1] += f" {part}"
            else:
                number = part
            continue
        found.append(f"{number} {part}".strip())
        number = ""
    return [*found, number] if number else found

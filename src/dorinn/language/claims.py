"""What a text asserts that can be wrong: its numbers, paragraphs and addresses. Two texts can be compared by them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_SECTION = re.compile(r"§{1,2}\s?(\d+(?:\s?[a-z]\b)?(?:\s?[-–]\s?\d+)*(?:\s?[a-z]\b)?)")
_NUMBER = re.compile(r"(?<![\w§])\d+(?:[ .:,/–-]?\d+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+\.(?:no|com|org|net|dk|se)\b")
_WORDS = frozenset(
    """null to tre fire fem seks sju syv åtte ni ti elleve tolv tretten femten tjue tjuefire tretti førti femti seksti
    sytti åtti nitti hundre tusen første fyrste andre tredje fjerde femte halv halvannen dobbelt""".split()
)


@dataclass(frozen=True, slots=True)
class Claims:
    """`numbers` as bare digits, and number words; `sections` such as `13-2`; `addresses` as written."""

    numbers: Counter[str]
    sections: Counter[str]
    addresses: Counter[str]


def claims(text: str) -> Claims:
    """Everything of that sort in a text, with how often it stands there."""
    addresses = Counter(found.rstrip(".,;)") for found in _ADDRESS.findall(text))
    rest = _ADDRESS.sub(" ", text)
    sections = Counter(re.sub(r"\s", "", found).replace("–", "-") for found in _SECTION.findall(rest))
    rest = _SECTION.sub(" ", rest)
    numbers = Counter(re.sub(r"\D", "", found) for found in _NUMBER.findall(rest))
    numbers += Counter(word for word in re.findall(r"[^\W\d_]+", rest.lower()) if word in _WORDS)
    return Claims(numbers, sections, addresses)

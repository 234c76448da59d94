"""Points of lists: what their bullets and numbers look like, and which lines of a text begin a numbered one."""

from __future__ import annotations

import re

from dorinn.language.months import MONTHS

# Bullets as programs write them, and as character recognition reads them («e », «o », «¢ »).
BULLET = re.compile(r"^\s*(?:[·•▪◦‣●○■□–*¢e«-]|o)[ \t]+(?=\S)|^\s*[•·▪]\s*(?=\S)")
_POINT = re.compile(r"^(\(?(\d{1,2}|[a-z])[.)])\s+(?=\S)")
_COUNTED = re.compile(  # «15. oktober», «3. klasse»: no number of a point
    rf"(?:{'|'.join(MONTHS)}"
    r"|klasse|trinn|trinnet|årstrinn|etasje|plass|gang|gong)\b"
)
_FULL = 0.8  # of the width of running text
_BREAKS_OFF = re.compile(
    r"(?:[,–-]|\b(?:at|å|og|eller|samt|som|for|til|av|med|i|på|pa|om|ved|hos|fra|frå|under|mellom|mot|etter|en|ei|et|ein|eit|den|det|de|dei))\s*$"
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Points:
    """Tells the points of a text from lines that happen to begin with a number: they come in order, from 1 or a."""

    def __init__(self) -> None:
        self._last: dict[bool, int] = {}

    def take(self, line: str, closed: bool, in_list: bool) -> str:
        """The number of the point that a line begins, else an empty text. `closed` when what stands above is finished,
        `in_list` when it is a list item."""
        found = _POINT.match(line)
        if not found or not label(line):
            return ""
        digits = found[2].isdigit()
        number = int(found[2]) if digits else ord(found[2]) - ord("a") + 1
        if not (number == 1 and closed) and not (number == self._last.get(digits, 0) + 1 and (closed or in_list)):
            return ""
        if digits:
            self._last.pop(False, None)  # the letters under a number begin anew
        self._last[digits] = number
        return found[1]


def label(line: str) -> str:
    """The number that a line begins with, if it can be that of a point, else an empty text."""
    found = _POINT.match(line)
    return found[1] if found and not _COUNTED.match(line, found.end()) else ""


def without(line: str) -> str:
    """A line without the number of its point."""
    return line[len(label(line)) :].strip()


def goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line without a bullet is more of the item above it: that line was full, or breaks off.

    A new sentence begins with a capital where the first word would have had room on the line above.
    """
    full = len(above) + 1 + len(line.split()[0]) > _FULL * width
    return full or not line[0].isupper() or bool(_BREAKS_OFF.search(above))


def written(number: int, form: str) -> str:
    """A number as lists write it: form «1», «1.», «01», «a», «A», «i» or «I»; in figures past z and 39."""
    if form in ("a", "A") and 1 <= number <= 26:
        return chr(ord(form) + number - 1)
    if form in ("i", "I") and 1 <= number <= 39:
        said = ""
        for value, letters in _ROMAN:
            said += letters * (number // value)
            number %= value
        return said if form == "i" else said.upper()
    return f"{number:02}" if form == "01" else f"{number}." if form == "1." else str(number)

"""A text as the eye takes it, sign for sign: every digit, dash and blank in its plainest shape."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANK = str.maketrans("\t\n\r\v\f", "     ")
_OH = re.compile(r"(?<=\d)[oO]+(?=\d|\b)")  # «15O5O7»


def levelled(text: str) -> str:
    """The text in as many characters as before: blanks of any kind, and signs that are not seen, as a space; digits
    of any script as 0 to 9; dashes as a hyphen; an O between digits as 0."""
    plain = text.translate(_BLANK) if text.isascii() else "".join(map(_plain, text))
    return _OH.sub(lambda match: "0" * len(match[0]), plain)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    if kind[0] == "Z" or kind in ("Cc", "Cf"):
        return " "
    return "-" if kind == "Pd" or sign == "\u2212" else sign

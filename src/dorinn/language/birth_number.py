"""Norwegian birth numbers and their kin: eleven digits with a date and two check digits.

The shapes: the national identity number (ddmmyy, then five digits); the D-number of those who stay a short time (day
+40); the H-number of hospitals (month +40); made-up persons of test registers (month +80, +65, or +40); and the shared
help number of the health service, which starts with 8 or 9 and has no date.
"""

from __future__ import annotations

from typing import Literal

BirthNumber = Literal["fodselsnummer", "d-nummer", "h-nummer", "syntetisk", "hjelpenummer"]

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS: tuple[tuple[int, BirthNumber], ...] = (
    (0, "fodselsnummer"),
    (40, "h-nummer"),
    (65, "syntetisk"),
    (80, "syntetisk"),
)
# Numbers given out from 2032 on may leave these at the first check; the second stays as strict as it was.
_LEFT = (0, 1, 2, 3)


def birth_number(digits: str) -> BirthNumber | None:
    """The kind of an eleven-digit number whose check digits hold; None for anything else.

    A made-up number with month +40 cannot be told from an H-number and is called one.
    """
    if len(digits) != 11 or not (digits.isascii() and digits.isdigit()) or not _checks(digits):
        return None
    kind = dated(digits)
    return kind or ("hjelpenummer" if digits[0] in "89" else None)


def dated(digits: str) -> BirthNumber | None:
    """The kind by the date alone, as for a number with a slip in it; None when no date stands there."""
    day, month = int(digits[:2]), int(digits[2:4])
    short = 41 <= day <= 71
    for more, kind in _MONTHS:
        if 1 <= month - more <= 12 and 1 <= day - 40 * short <= _DAYS[month - more - 1]:
            return "d-nummer" if short and kind == "fodselsnummer" else kind
    return None


def _checks(digits: str) -> bool:
    values = [int(digit) for digit in digits]
    first = sum(value * weight for value, weight in zip(values, _FIRST, strict=False)) % 11
    second = sum(value * weight for value, weight in zip(values, _SECOND, strict=True)) % 11
    return first in _LEFT and second == 0

"""Deadlines: when what a plan says shall be done was to be done, and whether that day is past."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dorinn.language.months import MONTHS

# The last day of a part of a year, as people plan by it.
_PARTS = {"vår": (6, 1), "somm": (9, 1), "haust": (12, 31), "høst": (12, 31), "vinter": (12, 31)}
_DAY = re.compile(
    rf"(?:\b(?P<part>vår|sommer|sommar|høst|haust|vinter)(?:en|aren|eren)? |\b(?P<month>{'|'.join(MONTHS)}) )?"
    r"(?<![\d§.–/-])(?P<year>20\d\d)(?![\d–/-])"
)
_SHALL = re.compile(r"\b(?:skal|frist|fristen|innen|innan)\b", re.IGNORECASE)
# What says itself that it is past, and what holds since then.
_TOLD = re.compile(
    r"\b(?:skulle|om det er gjort|(?:siden|sidan|fra|frå) (?:og med )?(?:\d{1,2}\. )?(?:\w+ )?20\d\d)\b", re.IGNORECASE
)


def past(text: str, today: date) -> bool:
    """Whether a text tells as still to come what had a day that is past; not where it says so itself."""
    if not _SHALL.search(text) or _TOLD.search(text):
        return False
    days = [_last(match) for match in _DAY.finditer(text)]
    return bool(days) and max(days) < today


def _last(match: re.Match[str]) -> date:
    """The last day of the month, the part of the year, or the year."""
    year, part, month = int(match["year"]), match["part"], match["month"]
    if month:
        number = MONTHS.index(month) + 1
        return date(year, number, monthrange(year, number)[1])
    if part:
        return date(year, *next(day for name, day in _PARTS.items() if part.startswith(name)))
    return date(year, 12, 31)

"""The day a plan was adopted, or says that it was written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from dorinn.ingest.blocks import Block
from dorinn.language.months import MONTHS

_DAY = (
    rf"(?:(?P<day>\d{{1,2}})\. ?(?P<name>{'|'.join(MONTHS)}) |(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.)(?P<year>20\d\d)\b"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])")
_TOP = 8  # blocks among which a line says when the plan was adopted
# On the title page, or in a sentence about this plan and no other.
_ON_TOP = re.compile(rf"^vedt(?:att|eke[nt]?)\b[^.!?]{{0,80}}?{_DAY}", re.IGNORECASE)
_OWN = re.compile(
    rf"\b(?:denne planen|planen|plana) (?:ble|blei|vart|er) vedt(?:att|eke[nt]?)\b[^.!?]{{0,60}}?{_DAY}"
    rf"|\bvedtok (?:den )?{_DAY.replace('?P<', '?P<v')},? (?:denne planen|planen|plana)\b",
    re.IGNORECASE,
)
# «Kommunestyret vedtok den 12. februar 2025, sak 9/25», with no word on what else it was.
_IT = re.compile(
    r"\b(?:kommunestyret|utvalget|formannskapet) vedtok (?:(?:denne )?planen )?(?:den )?"
    rf"{_DAY}(?=\s*(?:[.,;(]|sak\b|$))",
    re.IGNORECASE,
)


def adopted(blocks: Sequence[Block]) -> str:
    """The ISO date of the day that the plan says it was adopted; empty where it does not say."""
    for place, block in enumerate(blocks):
        on_top = (_ON_TOP.search(block.text) or _IT.search(block.text)) if place < _TOP else None
        found = on_top or _OWN.search(block.text)
        if found:
            said = {name.removeprefix("v"): value for name, value in found.groupdict().items() if value}
            month = MONTHS.index(said["name"].lower()) + 1 if "name" in said else int(said["m"])
            if day := _day(int(said["year"]), month, int(said.get("day") or said["d"])):
                return day
    return ""


def iso(said: str) -> str:
    """A date as a field of a file gives it, «2024-11-20», «20.11.2024» or «20. november 2024»; else an empty text."""
    if found := _ISO.match(said):
        return _day(*map(int, found.groups()))
    return adopted([Block("text", f"Vedtatt {said}")])


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""

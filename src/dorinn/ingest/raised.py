"""Raised figures on the pages of a PDF: the marks of footnotes, and the numbers in front of the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dorinn.ingest.marks import Mark

Word = dict[str, Any]  # as pdfplumber gives it: text, x0, x1, top, bottom, size
_NUMBER = re.compile(r"\d{1,2}")
_NEAR = 30  # words that come before and after, in the order of the page
_NO_WORD = re.compile(r"\d$|^[ckm]?m$")  # «10²», «m²»


def raised(words: Sequence[Word], page: int) -> list[tuple[Mark, Word]]:
    """The marks among the words of a page, in reading order: small figures close behind a word and above its foot."""
    found: list[tuple[Mark, Word]] = []
    for place, word in enumerate(words):
        if not _NUMBER.fullmatch(word["text"]):
            continue
        before = _beside(words, place, before=True)
        if before is not None and not _NO_WORD.search(before["text"]):
            found.append(
                (Mark(word["text"], _said_before(words[max(0, place - _NEAR) : place + _NEAR], before), page), word)
            )
    return found


def _said_before(words: Sequence[Word], last: Word) -> str:
    """A word and those that stand close before it on its line."""
    said = [last]
    for word in sorted(words, key=lambda word: -word["x0"]):
        gap = said[-1]["x0"] - word["x1"]
        if abs(word["bottom"] - last["bottom"]) < 1 and word["x0"] < said[-1]["x0"] and gap < last["size"]:
            said.append(word)
    return " ".join(word["text"] for word in reversed(said))


def lower_numbers(words: Sequence[Word]) -> None:
    """Puts raised figures that stand in front of a word on its line: the numbers of notes at the foot of a page."""
    for place, word in enumerate(words):
        if _NUMBER.fullmatch(word["text"]) and (after := _beside(words, place, before=False)) is not None:
            word["top"], word["bottom"] = after["top"], after["bottom"]


def _beside(words: Sequence[Word], place: int, before: bool) -> Word | None:
    """The larger word that a figure stands close to, raised over its foot."""
    mark = words[place]
    for word in words[max(0, place - _NEAR) : place + _NEAR]:
        gap = mark["x0"] - word["x1"] if before else word["x0"] - mark["x1"]
        size = word["size"]
        if (
            -0.1 * size < gap < (0.2 if before else 0.6) * size
            and mark["size"] < 0.9 * size
            and 0.15 * size < word["bottom"] - mark["bottom"] < 0.8 * size
        ):
            return word
    return None

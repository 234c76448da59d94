"""Letters that were encoded twice («mÃ¸te» for «møte»), as when a file has been saved in the wrong encoding."""

from __future__ import annotations

import re

import ftfy

_NONE = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # Windows-1252 has nothing there
_LETTERS = "æøåÆØÅäöüÄÖÜéèêëàáâçñòóôíïÉÈÀ–—‘’‚“”„…•«»§°·½¼²³´×€™\u2011\xa0\xad"
_TIMES = 3  # a file may have been saved wrongly more than once


def _table() -> dict[str, str]:
    """Each letter by its bytes in UTF-8 read as Windows-1252 or as Latin-1: rows of signs that no text has."""
    found: dict[str, str] = {}
    for letter in _LETTERS:
        encoded = letter.encode("utf-8")
        found[encoded.decode("latin-1")] = letter
        found["".join(bytes([b]).decode("cp1252" if b not in _NONE else "latin-1") for b in encoded)] = letter
    return found


_TABLE = _table()
_SIGNS = re.compile("|".join(map(re.escape, sorted(_TABLE, key=len, reverse=True))))
Mended = tuple[str, str, str]  # a word as it was, as it is now, and as it was with what stands around it


def put_right(text: str) -> tuple[str, list[Mended]]:
    """The text with its letters, and the words that were changed.

    Line by line, since a file may be doubly encoded in parts. Rarer letters are left to ftfy, which looks at the whole
    line and changes it only when it is sure.
    """
    mended: list[Mended] = []
    lines = []
    for line in text.split("\n"):
        right = _right(line)
        if right != line:
            mended += _words(line, right)
        lines.append(right)
    return "\n".join(lines), mended


def _right(line: str) -> str:
    right = line
    for _ in range(_TIMES):
        right, times = _SIGNS.subn(lambda match: _TABLE[match[0]], right)
        if not times:
            break
    return ftfy.fix_encoding(right)


def _words(line: str, right: str) -> list[Mended]:
    """The words of a line that differ; the whole line as one where its words are no longer the same number."""
    before, after = (said.replace("\t", " ").split(" ") for said in (line, right))
    if len(before) != len(after):
        return [(line.strip(), right.strip(), "")]
    found: list[Mended] = []
    place = 0
    for old, new in zip(before, after, strict=True):
        if old != new:
            found.append((old, new, " ".join(line[max(0, place - 30) : place + len(old) + 30].split())))
        place += len(old) + 1
    return found

"""What speaks against a file that is taken in: it names another municipality, or is a worse copy of what is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import Kommune
from dorinn.language.fold import fold

_CAPITAL = r"[A-ZÆØÅ][\w-]*"
_PLACE = re.compile(rf"((?:{_CAPITAL} ){{0,2}}{_CAPITAL}) kommune(?:s|n|ns)?\b", re.IGNORECASE)
_NAMED = re.compile(_CAPITAL)
_EVERYDAY = re.compile(r"(?<![\w@./-])[a-zæøå][\w-]*(?![\w@/]|\.\w)")  # and no part of an address
_OFTEN, _MORE = 3, 3  # times that another name stands there at least, and as many times as often as the own
_ALIKE = 0.75  # share of letters from which a name is the own, misread
_LETTERS = re.compile("[æøåÆØÅ]")
_LEAST = 8  # words that have lost a letter make a copy damaged …
_REST = 4  # … if not a fourth as many have won one
_LONG = 4  # letters of such a word
_SHOWN = 3


def another_place(edition: Edition, kommune: Kommune) -> str | None:
    """A line when title or text names another municipality far more often than the one it is put under."""
    text = " ".join(quote.text for quote in edition.quotes)
    own = sum(_times(name, text) for name in {kommune.name, *kommune.aliases})
    everyday = set(_EVERYDAY.findall(text))
    titled = [name for name in _places(edition.document.title, everyday) if not _same(name, kommune)]
    if titled and not _times(kommune.name, edition.document.title) and _times(titled[0], text) >= own:
        return _said(titled[0], _times(titled[0], text), own, kommune)
    times = {name: _times(name, text) for name in _places(text, everyday) if not _same(name, kommune)}
    other = max(times, key=times.__getitem__, default="")
    return _said(other, times[other], own, kommune) if other and times[other] >= max(_OFTEN, _MORE * own + 1) else None


def damaged_copy(old: Sequence[Quote], new: Sequence[Quote]) -> str | None:
    """A line when many words have lost their æ, ø or å since the edition in force, and hardly any has won one."""
    before, after = _words(old), _words(new)
    lost, won = _lost(before, after), _lost(after, before)
    if len(lost) < max(_LEAST, _REST * len(won)):
        return None
    shown = ", ".join(f"{bad} for {good}" for good, bad in list(lost.items())[:_SHOWN])
    return f"this copy has lost letters that the edition in force has ({shown}; {len(lost)} words); is it a worse scan?"


def _said(other: str, times: int, own: int, kommune: Kommune) -> str:
    return f"the text names {other} {_count(times)}, {kommune.name} {_count(own)}; is it another municipality's plan?"


def _count(times: int) -> str:
    return "never" if times == 0 else "once" if times == 1 else f"{times} times"


def _places(text: str, everyday: set[str]) -> list[str]:
    """Names before «kommune», without words in front of them that the text has in small letters too: «For Lia»."""
    found = []
    for match in _PLACE.finditer(text):
        row = [word for word in match[1].split() if _NAMED.match(word)]
        while row and row[0].lower() in everyday:
            row.pop(0)
        if row:
            found.append(" ".join(row))
    return found


def _times(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text, re.IGNORECASE))


def _same(name: str, kommune: Kommune) -> bool:
    """Whether a name is one of the municipality's, perhaps misread or with a word before it."""
    own = [fold(each) for each in (kommune.name, kommune.slug, *kommune.aliases)]
    return any(fold(name).endswith(each) or SequenceMatcher(None, fold(name), each).ratio() >= _ALIKE for each in own)


def _words(quotes: Sequence[Quote]) -> set[str]:
    found = (
        word.strip('.,;:!?()[]«»“”"•|–-') for quote in quotes for word in f"{' '.join(quote.path)} {quote.text}".split()
    )
    return {word for word in found if len(word) >= _LONG}


def _lost(before: set[str], after: set[str]) -> dict[str, str]:
    """Words that only the one has, by the word that only the other has and that is it without its æ, ø or å."""
    fresh = [word for word in sorted(after - before) if not _LETTERS.search(word)]
    found = {}
    for word in sorted(before - after):
        if _LETTERS.search(word):
            shape = re.compile("[^æøå\\s]{0,2}".join(re.escape(part) for part in _LETTERS.split(word)), re.IGNORECASE)
            if bad := next((other for other in fresh if shape.fullmatch(other)), None):
                found[word] = bad
    return found

"""Things of their own that municipalities offer beside the service itself: a club, a library, leksehjelp, ettervern.

One kind of help may be several of these: «Frivilligsentralen» and «biblioteket» are not one record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dorinn.corpus.things import Named, load_things
from dorinn.survey.names import key_of


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing named in a text: its words as they stand there, its kind of help, and what it is gathered under."""

    words: tuple[str, ...]
    code: str
    key: str


class Things:
    """Finds the things of `corpus/things.yaml` in a text, all but those of which a name is among `without`, keys as
    `key_of` makes them."""

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        listed = load_things()
        self._known = _by_words((one for one in listed if not one.person), without)
        self._roles = _by_words((one for one in listed if one.person), without)
        self._longest = max(map(len, self._known))

    def named(self, text: str) -> Iterator[Thing]:
        """Things in order of appearance, the longest name first at each place."""
        row = re.findall(r"[^\W_]+", text)
        keys = [key_of(word) for word in row]
        place = 0
        while place < len(row):
            for length in range(min(self._longest, len(row) - place), 0, -1):
                if known := self._known.get(tuple(keys[place : place + length])):
                    yield Thing(tuple(row[place : place + length]), *known)
                    place += length - 1
                    break
            place += 1

    def kind_of_role(self, key: str) -> str | None:
        """The kind of help of a role by its key, where the role is known as a help of its own."""
        return self._roles.get(tuple(key.split()), (None, ""))[0]


def _by_words(listed: Iterable[Named], without: frozenset[str]) -> dict[tuple[str, ...], tuple[str, str]]:
    """By the words of each name: its kind of help, and the key of the thing."""
    known = {}
    for one in listed:
        names = [key_of(name) for name in one.names]
        if without.isdisjoint(names):
            known.update({tuple(name.split()): (one.type, names[0]) for name in names})
    return known

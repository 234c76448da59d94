"""Whether two names mean the same record, however they are inflected or filled out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dorinn.domain.kommune import Kommune
from dorinn.domain.service import Service
from dorinn.survey.names import key_of

_ALIKE = 0.75  # share of letters that two keys must have in common
_LEAST = 5  # letters in a word that alone makes two names the same
_SMALL = frozenset("i for og med pa til ved en et ei av kommune planlagt foreslatt".split())


def is_called(name: str, item: Service, kommune: Kommune) -> bool:
    """Whether a name may be one of the record's names, the municipality's own name left out."""
    own = _words(name, kommune)
    return any(_same(own, _words(written, kommune)) for written in (item.name.nb, item.name.nn, *item.aliases))


def _words(name: str, kommune: Kommune) -> list[str]:
    place = set(key_of(kommune.name).split())
    return [word for word in key_of(re.sub(r"\(.*?\)", " ", name)).split() if word not in _SMALL and word not in place]


def _same(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= _ALIKE:
        return True
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long) and max(map(len, short)) >= _LEAST

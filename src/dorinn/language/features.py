"""Hashed n-grams of a text: what the linear part of the topic model sees."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

BUCKETS = 1 << 16


def features(text: str, rarity: Sequence[float] | None = None) -> dict[int, float]:
    """Bucket to weight, with length 1: words, stems, word pairs, and 3 to 5 letters within words.

    `rarity` [BUCKETS] raises what is rare in ordinary text and lowers what stands everywhere.
    """
    found = _found(text)
    if rarity is not None:
        found = {bucket: weight * float(rarity[bucket]) for bucket, weight in found.items()}
    length = sum(weight * weight for weight in found.values()) ** 0.5 or 1.0
    return {bucket: weight / length for bucket, weight in found.items()}


def feature_arrays(text: str, rarity: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The same as buckets [n] and weights [n], in the order in which `features` has them."""
    found = _found(text)
    buckets = np.fromiter(found, np.int64, len(found))
    weights = np.fromiter(found.values(), np.float64, len(found)) * rarity[buckets]
    return buckets, (weights / (math.sqrt(weights @ weights) or 1.0)).astype(np.float32)


def rarity_of(texts: Iterable[str]) -> list[float]:
    """Smoothed inverse document frequency of every bucket, 0.15 at least: [BUCKETS]."""
    seen, count = [0] * BUCKETS, 0
    for text in texts:
        count += 1
        for bucket in _found(text):
            seen[bucket] += 1
    top = math.log(1 + count)
    return [max(0.15, math.log((1 + count) / (1 + n)) / top) for n in seen]


def _found(text: str) -> dict[int, float]:
    """Bucket to the weight of the heaviest that falls into it."""
    read = [_word(word) for word in words(fold(text))]
    stems = [word.stem for word in read]
    found: dict[int, float] = {}
    # From the lightest to the heaviest, so that what comes later may simply take the place.
    for word in read:
        found |= word.letters
    found |= dict.fromkeys([_bucket(f"q{first} {third}") for first, third in zip(stems, stems[2:], strict=False)], 0.5)
    found |= dict.fromkeys([_bucket(f"p{first} {second}") for first, second in pairwise(stems)], 0.8)
    found |= dict.fromkeys([word.own for word in read], 1.0)
    found |= dict.fromkeys([word.root for word in read], 1.0)
    return found


class _Word(NamedTuple):
    """What one folded word adds by itself: the buckets of 3 to 5 letters within it, and its own and its stem's."""

    stem: str
    letters: dict[int, float]
    own: int
    root: int


@lru_cache(maxsize=20_000)
def _word(word: str) -> _Word:
    padded, short = f"<{word}>", stem(word)
    grams = (padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1))
    letters = dict.fromkeys([_bucket(f"c{gram}") for gram in grams], 0.4)
    return _Word(short, letters, _bucket(f"w{word}"), _bucket(f"s{short}"))


def _bucket(name: str) -> int:
    return zlib.crc32(name.encode()) % BUCKETS

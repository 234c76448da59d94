"""Hashed n-grams of a text: what the linear part of the topic model sees."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

BUCKETS = 1 << 16


def features(text: str, rarity: Sequence[float] | None = None) -> dict[int, float]:
    """Bucket to weight, with length 1: words, stems, word pairs, and 3 to 5 letters within words.

    `rarity` [BUCKETS] raises what is rare in ordinary text and lowers what stands everywhere.
    """
    found: dict[int, float] = {}
    for name, weight in _names(text):
        bucket = zlib.crc32(name.encode()) % BUCKETS
        found[bucket] = max(found.get(bucket, 0.0), weight)
    if rarity is not None:
        found = {bucket: weight * float(rarity[bucket]) for bucket, weight in found.items()}
    length = sum(weight * weight for weight in found.values()) ** 0.5 or 1.0
    return {bucket: weight / length for bucket, weight in found.items()}


def rarity_of(texts: Iterable[str]) -> list[float]:
    """Smoothed inverse document frequency of every bucket, 0.15 at least: [BUCKETS]."""
    seen, count = [0] * BUCKETS, 0
    for text in texts:
        count += 1
        for bucket in {zlib.crc32(name.encode()) % BUCKETS for name, _ in _names(text)}:
            seen[bucket] += 1
    top = math.log(1 + count)
    return [max(0.15, math.log((1 + count) / (1 + n)) / top) for n in seen]


def _names(text: str) -> Iterator[tuple[str, float]]:
    found = words(fold(text))
    stems = [stem(word) for word in found]
    for word, short in zip(found, stems, strict=True):
        yield f"w{word}", 1.0
        yield f"s{short}", 1.0
        padded = f"<{word}>"
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield f"c{padded[start : start + size]}", 0.4
    for first, second in pairwise(stems):
        yield f"p{first} {second}", 0.8
    for first, third in zip(stems, stems[2:], strict=False):
        yield f"q{first} {third}", 0.5

"""Hashed n-grams of a text: what the linear part of the topic model sees."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from dorinn.language.fold import fold, words
from dorinn.language.terms import stem

BUCKETS = 1 << 16


def features(text: str, buckets: int = BUCKETS) -> dict[int, float]:
    """Bucket to weight, with length 1: words, stems, word pairs, and 3 to 5 letters within words."""
    found: dict[int, float] = {}
    for name, weight in _names(text):
        bucket = zlib.crc32(name.encode()) % buckets
        found[bucket] = max(found.get(bucket, 0.0), weight)
    length = sum(weight * weight for weight in found.values()) ** 0.5 or 1.0
    return {bucket: weight / length for bucket, weight in found.items()}


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
    for first, second in zip(stems, stems[1:], strict=False):
        yield f"p{first} {second}", 0.8
    for first, third in zip(stems, stems[2:], strict=False):
        yield f"q{first} {third}", 0.5

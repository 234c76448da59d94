"""A clock that stands still until a test moves it."""

from __future__ import annotations


class Clock:
    """Seconds since 1970, as `time.time` gives them."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now

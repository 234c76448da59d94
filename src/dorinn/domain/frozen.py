"""A mark for values that never change."""

from __future__ import annotations

from typing import Any, Self


class Frozen:
    """Copies of a value that cannot change are the value itself.

    Haystack copies every output for each component that takes it; for frozen values that is work for nothing.
    """

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

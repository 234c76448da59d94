"""Text from outside made fit to be read: whole characters, no control codes."""

from __future__ import annotations

from typing import Any

_CODES = (*range(32), *range(127, 160), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)  # controls, and what is no character
_CONTROL = {code: " " for code in _CODES if chr(code) not in "\t\n\r"}


def clean(value: Any) -> Any:
    """A text without half characters and control codes; anything else as it is."""
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value.translate(_CONTROL)


def blank_to_none(value: Any) -> Any:
    """None for an empty field of a form or an address."""
    value = clean(value)
    return None if isinstance(value, str) and not value.strip() else value

"""What calls may refuse with, named for `/openapi.json`."""

from __future__ import annotations

from typing import Any

from dorinn.web.schemas import Refused, Unavailable

_KNOWN: dict[int | str, dict[str, Any]] = {
    404: {"model": Unavailable, "description": "There is no such thing"},
    413: {"model": Refused, "description": "The body is too large"},
    429: {"model": Refused, "description": "Too many calls; see Retry-After"},
    503: {"model": Unavailable, "description": "Not now: no index, or nothing can be stored"},
}


def refusals(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The entries for `responses=` of these codes, and of 429 and 503, which any call may meet."""
    return {code: _KNOWN[code] for code in (*codes, 429, 503)}

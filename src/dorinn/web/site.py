"""Where this site is found by others."""

from __future__ import annotations

from fastapi import Request

from dorinn.web.renderer import address
from dorinn.web.state import state_of


def site(request: Request) -> str:
    """The public address without a stroke at the end: the one that is set, else the one the request came to."""
    return state_of(request).settings.address or str(request.base_url).rstrip("/")


def page_of(request: Request, record_id: str) -> str:
    """The address of a service's page."""
    return f"{site(request)}{address(f'/tjenester/{record_id}')}"

"""The routers that `dorinn serve` hangs into the app."""

from __future__ import annotations

from fastapi import APIRouter

from dorinn.interop.hsds import routes as hsds


def routers() -> tuple[APIRouter, ...]:
    """All of this room's HTTP."""
    return (hsds.router,)

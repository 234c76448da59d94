"""The routers that `dorinn serve` hangs into the app."""

from __future__ import annotations

from fastapi import APIRouter

from dorinn.interop.hsds import routes as hsds
from dorinn.interop.openai import routes as openai


def routers() -> tuple[APIRouter, ...]:
    """All of this room's HTTP."""
    return (hsds.router, openai.router)

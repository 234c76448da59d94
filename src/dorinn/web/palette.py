"""`/farger.css`: the colours of a municipality's own door."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from dorinn.web.state import state_of

router = APIRouter(include_in_schema=False)


@router.get("/farger.css")
async def colours(request: Request) -> Response:
    """The tokens that this door sets; 404 where it has no colours of its own."""
    door = state_of(request).door
    if door is None or door.colours is None:
        raise HTTPException(404)
    return Response(door.colours.css(), media_type="text/css", headers={"cache-control": "public, max-age=300"})

"""/healthz, /readyz and /metrics, for whoever runs the server."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from dorinn.web import process
from dorinn.web.schemas import Health, Readiness
from dorinn.web.state import state_of

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> Health:
    """Alive."""
    return Health()


@router.get("/readyz", response_model=Readiness, responses={503: {"model": Readiness}})
async def readyz(request: Request) -> JSONResponse:
    """Ready to answer, and with which index."""
    state = state_of(request)
    if state.assistant is None:
        return JSONResponse({"status": "unavailable", "index": None, "detail": state.trouble}, 503)
    return JSONResponse({"status": "ready", "index": state.version, "detail": None, "store": state.searched_in})


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> PlainTextResponse:
    """Counts and latencies by route and code, and what this process uses, in Prometheus' text format."""
    state = state_of(request)
    text = state.metrics.text(state.assistant is not None, state.searched_in) + process.text()
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

"""`/redaksjon`, for whoever looks after the facts: feedback to review, what went unanswered, facts to check anew, and
how right the answers were over time."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dorinn.corpus.stale import stale
from dorinn.errors import MemoryUnavailable
from dorinn.memory.feedback import Line
from dorinn.memory.gaps import FEW, Gap
from dorinn.web.editors import COOKIE, HOURS, same, seal, shut, way_in
from dorinn.web.faults import error_page
from dorinn.web.fields import field, sent
from dorinn.web.limits import client_of
from dorinn.web.pictures.progress import progress
from dorinn.web.reader import Reader
from dorinn.web.state import State

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/redaksjon")
async def desk(request: Request) -> Response:
    """The lists and the figures over time; a form for the token for anybody else."""
    reader = Reader(request)
    if refused := shut(reader):
        return refused
    try:
        lists = await asyncio.to_thread(_lists, reader)
    except MemoryUnavailable:
        return reader.page("error.html.j2", 503, says="store_off")
    return reader.page("desk.html.j2", few=FEW, **lists)


@router.post("/redaksjon/inn")
async def enter(request: Request) -> Response:
    """The token, sent in the body, for a cookie of eight hours that only this page gets."""
    reader = Reader(request)
    token = reader.state.settings.admin_token
    if not token:
        return reader.page("error.html.j2", 404, says="desk_off")
    if not reader.own_site:
        return error_page(request, 403)
    wait = reader.state.tries.wait(client_of(request.scope))
    if wait:
        return error_page(request, 429, {"Retry-After": str(wait)})
    if not same(field(await sent(request), "token").strip(), token):
        return way_in(reader, 403, reader.word("desk_wrong"))
    page = RedirectResponse("/redaksjon", 303)
    secure = request.url.scheme == "https"
    until = int(time.time()) + HOURS * 3600
    page.set_cookie(
        COOKIE, seal(until, token), max_age=HOURS * 3600, path="/redaksjon", httponly=True, samesite="strict",
        secure=secure,
    )  # fmt: skip
    return page


@router.post("/redaksjon/ut")
async def leave(request: Request) -> Response:
    """Takes the cookie back."""
    if not Reader(request).own_site:
        return error_page(request, 403)
    page = RedirectResponse("/redaksjon", 303)
    page.delete_cookie(COOKIE, path="/redaksjon", httponly=True, samesite="strict")
    return page


@router.post("/redaksjon/ferdig")
async def finish(request: Request) -> Response:
    """Takes a line off the review list."""
    reader = Reader(request)
    if refused := shut(reader, form=True):
        return refused
    line = field(await sent(request), "id")
    if line.isascii() and line.isdigit() and len(line) < 16:
        try:
            await asyncio.to_thread(reader.state.store.reviews.finish, int(line))
        except MemoryUnavailable:
            return reader.page("error.html.j2", 503, says="store_off")
    return RedirectResponse("/redaksjon", 303)


def _lists(reader: Reader) -> dict[str, Any]:
    state = reader.state
    if not state.store.off:
        state.store.gaps.write()
    return {
        "lines": [_line(reader, line) for line in state.store.reviews.waiting()],
        "counts": state.store.reviews.count(),
        "gaps": [_gap(reader, gap) for gap in state.store.gaps.most()],
        "stale": stale(state.corpus, state.freshness),
        "days": state.settings.stale_days,
        "storing": not state.store.off,
        "patches": state.proposals.all(),
        "progress": progress(state.evaluations.all()),
        "measuring": state.trials.possible,
        "busy": state.trials.busy,
    }


def _line(reader: Reader, line: Line) -> dict[str, Any]:
    names = [reader.state.offer.record(name) for name in line.feedback.services]
    return {
        "id": line.id,
        "day": line.day,
        "verdict": line.feedback.verdict,
        "note": line.feedback.note,
        "form": line.feedback.form,
        "kommune": _kommune(reader.state, line.feedback.kommune),
        "services": [record.name.of(reader.form) for record in names if record is not None],
    }


def _gap(reader: Reader, gap: Gap) -> dict[str, Any]:
    topic = reader.state.corpus.topic.get(gap.topic)
    return {
        "month": gap.month,
        "kommune": _kommune(reader.state, gap.kommune),
        "topic": topic.name.of(reader.form) if topic else gap.topic,
        "reason": gap.reason,
        "count": gap.count,
    }


def _kommune(state: State, slug: str | None) -> str:
    known = state.corpus.kommune.get(slug or "")
    return known.name if known else ""

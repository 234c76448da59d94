"""A word on an answer: right place, wrong place, or what was missing. By API, and by a form on the page."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from dorinn.errors import MemoryUnavailable
from dorinn.language.form import marked_form
from dorinn.language.private import scrub
from dorinn.memory.feedback import VERDICTS, Feedback
from dorinn.web.ask import unknown
from dorinn.web.faults import error_page
from dorinn.web.fields import field, sent, services_of
from dorinn.web.reader import Reader
from dorinn.web.refusals import refusals
from dorinn.web.schemas import MAX_NOTE, FeedbackRequest, FeedbackResponse
from dorinn.web.state import State, state_of

router = APIRouter(tags=["feedback"])


@router.post("/api/v1/feedback", status_code=201, response_model=FeedbackResponse, responses=refusals(413))
async def feedback(body: FeedbackRequest, request: Request) -> JSONResponse:
    """Takes a word on an answer into the review list, scrubbed."""
    state = state_of(request)
    if body.kommune is not None and body.kommune not in state.corpus.kommune:
        raise unknown("kommune", "body", body.kommune, list(state.corpus.kommune))
    kommune = state.home or body.kommune
    services = tuple(name for name in body.services if state.offer.record(name) is not None)
    form = body.language or marked_form(body.note) or "nb"
    try:
        await _add(state, Feedback(body.verdict, body.note, form, kommune, services))
    except MemoryUnavailable as error:
        raise HTTPException(503, str(error)) from None
    return JSONResponse({"stored": True, "private": scrub(body.note, state.known).kinds}, 201)


@router.get("/tilbakemelding", include_in_schema=False, response_class=HTMLResponse)
async def form(request: Request) -> Response:
    """The empty form."""
    return Reader(request).page("feedback.html.j2", trouble="", verdict="", note="", services="")


@router.post("/tilbakemelding", include_in_schema=False, response_class=HTMLResponse)
async def given(request: Request) -> Response:
    """The form as filled in; shown again where something is missing."""
    reader = Reader(request)
    if not reader.own_site:
        return error_page(request, 403)
    fields = await sent(request)
    note = field(fields, "note").strip()
    verdict = next((known for known in VERDICTS if known == field(fields, "verdict")), None)
    if verdict is None or len(note) > MAX_NOTE:
        trouble = reader.word("feedback_choose" if verdict is None else "feedback_long")
        services, kept = field(fields, "services"), note[:MAX_NOTE]
        return reader.page(
            "feedback.html.j2", 422, trouble=trouble, verdict=verdict or "", note=kept, services=services
        )
    said = Feedback(verdict, note, reader.form, reader.kommune, services_of(reader.state, fields))
    try:
        await _add(reader.state, said)
    except MemoryUnavailable:
        return reader.page("receipt.html.j2", 503, says="store_off", conversation_id="")
    return reader.page("receipt.html.j2", says="feedback_thanks", conversation_id="")


async def _add(state: State, said: Feedback) -> int:
    return await asyncio.to_thread(state.store.reviews.add, said)

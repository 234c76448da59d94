"""Storing a conversation: the yes, the look at what is stored, and the end of it. By API, and by a form on the page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import Field

from dorinn.domain.question import MAX_QUESTION
from dorinn.errors import MemoryUnavailable
from dorinn.memory.consented import Turn
from dorinn.web.faults import error_page
from dorinn.web.fields import field, sent, services_of
from dorinn.web.reader import Reader
from dorinn.web.refusals import refusals
from dorinn.web.schemas import Consent, StoredConversation
from dorinn.web.state import State, state_of

router = APIRouter(tags=["consent"])
Conversation = Annotated[str, Field(max_length=200)]


@router.post(
    "/api/v1/conversations/{conversation_id}/consent",
    response_model=Consent,
    responses=refusals(404, 413),
    tags=["consent"],
)
async def agree(conversation_id: Conversation, request: Request) -> JSONResponse:
    """The asker says yes: questions of this conversation are stored from now on, scrubbed, for 30 days."""
    state = state_of(request)
    if not _known(state, conversation_id):
        raise HTTPException(404, "no such conversation")
    expires = await _try(state.store.consented.agree, conversation_id)
    return JSONResponse({"stored_until": _iso(expires)})


@router.get(
    "/api/v1/conversations/{conversation_id}",
    response_model=StoredConversation,
    responses=refusals(404),
    tags=["consent"],
)
async def stored(conversation_id: Conversation, request: Request) -> JSONResponse:
    """Everything that is stored of a conversation, for whoever has its id."""
    state = state_of(request)
    turns: list[Turn] | None = await _try(state.store.consented.turns, conversation_id)
    if turns and state.home:
        turns = [turn for turn in turns if turn.kommune == state.home] or None
    if turns is None:
        raise HTTPException(404, "nothing is stored of this conversation")
    return JSONResponse({"turns": [_turn(turn) for turn in turns]})


@router.delete("/api/v1/conversations/{conversation_id}", status_code=204, responses=refusals(413))
async def delete(conversation_id: Conversation, request: Request) -> Response:
    """Deletes all that is stored or remembered of a conversation, at once; nothing there is fine."""
    await _delete(state_of(request), conversation_id)
    return Response(status_code=204)


@router.get("/samtykke", include_in_schema=False)
async def about(request: Request) -> Response:
    """What is stored and why is told on one page."""
    return RedirectResponse(Reader(request).link("/personvern"), 303)


@router.post("/samtykke", include_in_schema=False, response_class=HTMLResponse)
async def decided(request: Request) -> Response:
    """The form: `ja` stores the last question and those to come, `slett` deletes everything."""
    reader = Reader(request)
    if not reader.own_site:
        return error_page(request, 403)
    fields = await sent(request)
    conversation, does = field(fields, "conversation_id")[:200], field(fields, "svar")
    known = _known(reader.state, conversation)
    if does not in ("ja", "slett") or not conversation or (does == "ja" and not known):
        return reader.page("receipt.html.j2", 422, says="consent_gone", conversation_id="")
    try:
        if does == "slett":
            await _delete(reader.state, conversation)
            return reader.page("receipt.html.j2", says="consent_deleted", conversation_id="")
        await _try(reader.state.store.consented.agree, conversation)
        question = field(fields, "question").strip()[:MAX_QUESTION]
        if question:
            urgency = "acute" if field(fields, "urgency") == "acute" else "none"
            turn = Turn(0, question, reader.form, reader.kommune, urgency, services_of(reader.state, fields))
            await _try(reader.state.store.consented.keep, conversation, turn)
    except HTTPException:
        return reader.page("receipt.html.j2", 503, says="store_off", conversation_id="")
    return reader.page("receipt.html.j2", says="consent_stored", conversation_id=conversation)


def _known(state: State, conversation_id: str) -> bool:
    return state.assistant is not None and state.assistant.knows(conversation_id)


async def _delete(state: State, conversation_id: str) -> None:
    if state.assistant is not None:
        state.assistant.forget(conversation_id)
    await _try(state.store.consented.delete, conversation_id)


async def _try(work: Any, *values: Any) -> Any:
    """Runs a piece of storing off the event loop; 503 when it cannot be done."""
    try:
        return await asyncio.to_thread(work, *values)
    except MemoryUnavailable as error:
        raise HTTPException(503, str(error)) from None


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "at": _iso(turn.at),
        "question": turn.question,
        "language": turn.form,
        "kommune": turn.kommune,
        "urgency": turn.urgency,
        "services": list(turn.services),
    }


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()

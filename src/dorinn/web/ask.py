"""POST /api/v1/ask: one question, one answer."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.errors import DorinnError
from dorinn.language.form import marked_form
from dorinn.language.private import scrub
from dorinn.render import as_json
from dorinn.web.emergency import refusal_body
from dorinn.web.keeping import keep, note_gap
from dorinn.web.refusals import refusals
from dorinn.web.schemas import AskRequest, AskResponse, Refused
from dorinn.web.state import State, state_of

_NO_INDEX: dict[int | str, dict[str, Any]] = {503: {"model": Refused, "description": "No index is ready"}}
router = APIRouter(prefix="/api/v1", tags=["ask"])


def answer(state: State, question: Question) -> Answer:
    """The assistant's answer; raises IndexUnavailable when there is none to be had. Never logs a text."""
    found = state.answer(question)
    note_gap(state, question, found)
    return found


async def smooth(state: State, question: Question, found: Answer) -> Answer:
    """The answer in the language model's words where one is set and may; off the event loop, within its time."""
    if state.rephraser is None:
        return found
    work = asyncio.to_thread(state.rephraser.rephrase, found, question.text)
    try:
        return await asyncio.wait_for(work, state.settings.llm_seconds + 1)
    except TimeoutError:  # a reply that comes a byte at a time
        state.metrics.rephrasing("slow")
        return found


def unknown(field: str, place: str, value: str, known: list[str], text: str = "") -> RequestValidationError:
    """FastAPI's usual 422 for a code that does not exist; danger in `text` is seen all the same."""
    fault = {
        "type": "enum",
        "loc": (place, field),
        "msg": f"Input should be one of: {', '.join(known)}",
        "input": value,
        "ctx": {"expected": known},
    }
    return RequestValidationError([fault], body=text)


@router.post(
    "/ask",
    response_model=AskResponse,
    responses=refusals(413) | _NO_INDEX,
)
async def ask(body: AskRequest, request: Request) -> JSONResponse:
    """Answers a question. Its text is not logged, and stored only where the asker has said yes to it."""
    state = state_of(request)
    if body.kommune is not None and body.kommune not in state.corpus.kommune:
        raise unknown("kommune", "body", body.kommune, list(state.corpus.kommune), body.question)
    form = body.language or marked_form(body.question) or "nb"
    wait = getattr(request.state, "wait", 0)
    if wait:
        said = refusal_body(state, "too many questions", form, body.question)
        return JSONResponse(said, 429, {"Retry-After": str(wait)})
    question = Question(body.question, state.home or body.kommune, body.language, body.role, body.conversation_id)
    try:
        composed = answer(state, question)
        found = await smooth(state, question, composed)
        stored = await keep(state, question, found, bool(body.consent))
        said = as_json(found, state.corpus.titles, state.freshness) | {
            "stored": stored,
            "private": scrub(body.question, state.known).kinds,
            "rephrased": found.text != composed.text,
        }
        return JSONResponse(said)
    except DorinnError as error:
        said = refusal_body(state, str(error), form, body.question)
        return JSONResponse(said, 503, {"Retry-After": "5"})

"""POST /api/v1/ask: one question, one answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.errors import DorinnError
from dorinn.language.form import marked_form
from dorinn.render import as_json
from dorinn.web.emergency import refusal_body
from dorinn.web.schemas import AskRequest, AskResponse, Refused
from dorinn.web.state import State, state_of

router = APIRouter(prefix="/api/v1", tags=["ask"])


def answer(state: State, question: Question) -> Answer:
    """The assistant's answer; raises IndexUnavailable when there is none to be had. Never logs a text."""
    return state.answer(question)


def unknown(field: str, place: str, value: str, known: list[str]) -> RequestValidationError:
    """FastAPI's usual 422 for a code that does not exist."""
    fault = {
        "type": "enum",
        "loc": (place, field),
        "msg": f"Input should be one of: {', '.join(known)}",
        "input": value,
        "ctx": {"expected": known},
    }
    return RequestValidationError([fault])


_ERRORS: dict[int | str, dict[str, Any]] = {
    413: {"model": Refused, "description": "The body is too large"},
    429: {"model": Refused, "description": "Too many questions; see Retry-After"},
    503: {"model": Refused, "description": "No index is ready"},
}


@router.post("/ask", response_model=AskResponse, responses=_ERRORS)
async def ask(body: AskRequest, request: Request) -> JSONResponse:
    """Answers a question. Its text is neither stored nor logged."""
    state = state_of(request)
    if body.kommune is not None and body.kommune not in state.corpus.kommune:
        raise unknown("kommune", "body", body.kommune, list(state.corpus.kommune))
    form = body.language or marked_form(body.question) or "nb"
    wait = getattr(request.state, "wait", 0)
    if wait:
        said = refusal_body(state, "too many questions", form, body.question)
        return JSONResponse(said, 429, {"Retry-After": str(wait)})
    question = Question(body.question, body.kommune, body.language, body.role, body.conversation_id)
    try:
        return JSONResponse(as_json(answer(state, question), state.corpus.titles))
    except DorinnError as error:
        said = refusal_body(state, str(error), form, body.question)
        return JSONResponse(said, 503, {"Retry-After": "5"})

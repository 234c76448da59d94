"""`POST /v1/chat/completions` and `GET /v1/models`. Nothing of a conversation is kept: the caller sends it whole."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from dorinn.domain.answer import Answer
from dorinn.errors import IndexUnavailable, QuestionError
from dorinn.interop.openai import conversation
from dorinn.interop.openai.conversation import MODEL, Conversation
from dorinn.interop.openai.schemas import ChatCompletion, ChatRequest, Failed, Model, ModelList
from dorinn.interop.served import Responses, Served, served_by
from dorinn.render import as_json, as_markdown

router = APIRouter(prefix="/v1", tags=["openai"])

_LIMITED: Responses = {429: {"model": Failed, "description": "Too many calls; see Retry-After"}}
_UNKNOWN: Responses = {404: {"model": Failed, "description": "There is no such model"}}
_ASKED: Responses = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "With `stream`: chunks"},
    413: {"description": "The body is too large"},
    503: {"model": Failed, "description": "No index is ready"},
}


@router.get("/models", response_model=ModelList, responses=_LIMITED)
async def models(request: Request) -> JSONResponse:
    """`dorinn`, and `dorinn:<slug>` for each municipality."""
    names = [MODEL, *(f"{MODEL}:{slug}" for slug in served_by(request).corpus.kommune)]
    return JSONResponse(ModelList(data=[Model(id=name) for name in names]).model_dump())


@router.get("/models/{model}", response_model=Model, responses=_LIMITED | _UNKNOWN)
async def model(request: Request, model: str) -> JSONResponse:
    """One model."""
    if not conversation.knows(model, served_by(request)):
        return _error(404, "there is no such model", "model_not_found")
    return JSONResponse(Model(id=model).model_dump())


@router.post("/chat/completions", response_model=ChatCompletion, responses=_LIMITED | _UNKNOWN | _ASKED)
async def complete(body: ChatRequest, request: Request) -> Response:
    """Answers the last message of the user, in the light of those before it. Danger comes first, and no limit, wrong
    model or missing index hides it: then the answer is the triage's own."""
    served = served_by(request)
    talk = conversation.read(body, served)
    wait = getattr(request.state, "wait", 0)
    if wait:
        return _refuse(429, "too many questions", "rate_limit_exceeded", body, talk, served, wait)
    if not conversation.knows(body.model, served):
        return _refuse(404, "there is no such model", "model_not_found", body, talk, served)
    try:
        found = served.answer(talk.question, talk.earlier)
    except QuestionError as error:
        return _refuse(422, str(error), "invalid_value", body, talk, served)
    except IndexUnavailable as error:
        return _refuse(503, str(error), "unavailable", body, talk, served, 5)
    return _say(found, body, served)


def _say(found: Answer, body: ChatRequest, served: Served) -> Response:
    text = as_markdown(found, served.corpus.titles, served.settings.address)
    asked, said = sum(len(message.text.split()) for message in body.messages), len(text.split())
    usage = {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
    name = body.model if conversation.knows(body.model, served) else MODEL
    head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": name}
    whole = as_json(found, served.corpus.titles)
    if body.stream:
        counted = usage if body.stream_options and body.stream_options.include_usage else None
        return StreamingResponse(_chunks(head, text, whole, counted), media_type="text/event-stream")
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    kind = {"object": "chat.completion"}
    return JSONResponse(head | kind | {"choices": [choice], "usage": usage, "dorinn": whole})


def _chunks(head: dict[str, Any], text: str, whole: dict[str, Any], usage: dict[str, int] | None) -> Iterator[str]:
    """Server-sent events: the role, the text sentence by sentence, the end with the whole answer, the sizes."""

    def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event(head | {"object": "chat.completion.chunk", "choices": [choice]} | more)

    yield chunk({"role": "assistant", "content": ""})
    for piece in re.split(r"(?<=[.!?:\n])", text):
        if piece:
            yield chunk({"content": piece})
    yield chunk({}, "stop", dorinn=whole)
    if usage is not None:
        yield _event(head | {"object": "chat.completion.chunk", "choices": [], "usage": usage})
    yield "data: [DONE]\n\n"


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


def _refuse(
    status: int, said: str, code: str, body: ChatRequest, talk: Conversation, served: Served, wait: int | None = None
) -> Response:
    alarm = conversation.alarm(talk, served)
    if alarm:
        return _say(alarm, body, served)
    if status in (429, 503):  # a reader may see nothing but this: the numbers belong in it
        said = f"{said}. {served.phrases.say('no_index', talk.form)}"
    return _error(status, said, code, {"Retry-After": str(wait)} if wait else None)


def _error(status: int, said: str, code: str, headers: dict[str, str] | None = None) -> JSONResponse:
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return JSONResponse(
        {"error": {"message": said, "type": kind, "param": None, "code": code}, "detail": said}, status, headers
    )

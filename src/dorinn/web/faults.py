"""What a caller is told when something is wrong: JSON for the API, a page for a reader."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dorinn.web.clean import clean
from dorinn.web.emergency import refusal_body
from dorinn.web.limits import API
from dorinn.web.place import path_of
from dorinn.web.reader import Reader
from dorinn.web.state import state_of

_log = logging.getLogger("dorinn.web")
_FILES = (".vcf", ".svg", ".jsonld", ".atom", ".xml")
_SAYS = {403: "error_403", 404: "error_404", 405: "error_404", 413: "error_413", 422: "error_422", 429: "error_429"}


def wants_json(request: Request) -> bool:
    """Whether a program asks: everything but the pages."""
    path = path_of(request.scope)
    return path.endswith(_FILES) or path.startswith((*API, "/healthz", "/readyz", "/metrics", "/openapi", "/static/"))


def error_page(request: Request, status: int, headers: dict[str, str] | None = None) -> Response:
    """One clear sentence in the reader's form, with the emergency numbers beneath it."""
    reader = Reader(request)
    return reader.page("error.html.j2", status=status, headers=headers, says=_SAYS.get(status, "error_500"))


def missing(request: Request) -> Response:
    """404."""
    if not wants_json(request):
        return error_page(request, 404)
    return JSONResponse({"detail": "Not Found"}, 404)


def too_large(request: Request) -> Response:
    """413."""
    if not wants_json(request):
        return error_page(request, 413)
    return JSONResponse(refusal_body(state_of(request), "the body is too large"), 413)


def too_many(request: Request, wait: int) -> Response:
    """429 for calls that are not questions."""
    headers = {"Retry-After": str(wait)}
    if not wants_json(request):
        return error_page(request, 429, headers)
    return JSONResponse(refusal_body(state_of(request), "too many requests"), 429, headers)


def _unprocessable(request: Request, error: RequestValidationError) -> Response:
    # `input` is left out: it would send the question back, and need not be valid text.
    faults = [{k: v for k, v in fault.items() if k in ("type", "loc", "msg")} for fault in error.errors()]
    if not wants_json(request):
        return error_page(request, 422)
    return JSONResponse(_whole({"detail": jsonable_encoder(faults)} | _alarm(request, error.body)), 422)


def _alarm(request: Request, body: object) -> dict[str, object]:
    """The numbers, where a body that cannot be used (too long, say, or with an unknown code) has danger in it."""
    said = refusal_body(state_of(request), "", text=". ".join(_texts(body)))
    return {"urgency": "acute", "emergency": said["emergency"]} if said["urgency"] == "acute" else {}


def _texts(body: object) -> Iterator[str]:
    """Every text in a body, whatever else is wrong with it; its size has a limit already."""
    if isinstance(body, bytes):
        try:
            yield body.decode("utf-8")
        except UnicodeDecodeError:
            yield body.decode("latin-1")
    elif isinstance(body, str):
        yield str(clean(body))
    elif isinstance(body, dict | list):
        for part in body.values() if isinstance(body, dict) else body:
            yield from _texts(part)


def _whole(value: object) -> object:
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return clean(value)


def _http(request: Request, error: HTTPException) -> Response:
    unreadable = error.status_code == 400 and request.method == "POST"
    status = 422 if unreadable else error.status_code
    headers = dict(error.headers or {})
    if not wants_json(request):
        return error_page(request, status, headers)
    if unreadable:
        fault = {"type": "json_invalid", "loc": ["body"], "msg": "The body cannot be read"}
        return JSONResponse({"detail": [fault]} | _alarm(request, getattr(request.state, "body", b"")), 422)
    return JSONResponse({"detail": error.detail}, status, headers)


class GuardMiddleware:
    """The last net: a fault of ours becomes a clear word, and its kind, never its content, one line in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; answers when nobody else could."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            _log.error("%s failed: %s", getattr(scope.get("route"), "path", "a page"), type(error).__name__)
            request = Request(scope)
            if wants_json(request):
                response: Response = JSONResponse(refusal_body(state_of(request), "something failed"), 503)
            else:
                response = error_page(request, 503)
            await response(scope, receive, send)


def install(app: FastAPI) -> None:
    """Registers the handlers."""

    @app.exception_handler(RequestValidationError)
    async def unprocessable(request: Request, error: RequestValidationError) -> Response:
        return _unprocessable(request, error)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        return _http(request, error)

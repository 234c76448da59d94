"""Two limits: how large a body may be, and how many questions a client may ask in a minute."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dorinn.web.place import path_of

MOST_CLIENTS = 20_000
ASKS = frozenset({"/", "/api/v1/ask", "/v1/chat/completions"})  # POST there is a question
API = ("/api/", "/hsds/", "/v1/", "/mcp")
Refusal = Callable[[Request], Response]


class RateLimit:
    """A bucket of tokens per client address, refilled evenly; addresses stay in memory and are few."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = max(1, per_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """Takes one token; 0 when there was one, else the seconds until the next."""
        now, tokens = self._clock(), self._left(client)
        self._buckets.pop(client, None)
        self._buckets[client] = (tokens - (tokens >= 1), now)
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return self._until(tokens)

    def waits(self, client: str) -> int:
        """The same, but takes no token."""
        return self._until(self._left(client))

    def _left(self, client: str) -> float:
        now = self._clock()
        tokens, then = self._buckets.get(client, (float(self._most), now))
        return min(float(self._most), tokens + (now - then) * self._most / 60)

    def _until(self, tokens: float) -> int:
        return max(1, math.ceil((1 - tokens) * 60 / self._most)) if tokens < 1 else 0


def client_of(scope: Scope) -> str:
    """The address that calls and tries are counted by."""
    client: tuple[str, int] = scope.get("client") or ("unknown", 0)
    return client[0]


class RateMiddleware:
    """Counts calls to the API and everything sent from a page. A question over the limit is passed on with
    `state.wait` set, so that danger in it is still seen; anything else is refused here."""

    def __init__(self, app: ASGIApp, limit: RateLimit, refuse: Callable[[Request, int], Response]) -> None:
        self._app = app
        self._limit = limit
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through, marks or refuses."""
        if scope["type"] == "http":
            path = path_of(scope)
            asks = scope["method"] == "POST" and path in ASKS
            if scope["method"] == "POST" or path.startswith(API):
                wait = self._limit.wait(client_of(scope))
                scope.setdefault("state", {})["wait"] = wait
                if wait and not asks:
                    await self._refuse(Request(scope), wait)(scope, receive, send)
                    return
        await self._app(scope, receive, send)


class BodyMiddleware:
    """Reads the body before anybody else, its length announced or not, and refuses one that is too large."""

    def __init__(self, app: ASGIApp, most: int, refuse: Refusal) -> None:
        self._app = app
        self._most = most
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the read body on, or answers 413."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        body, more = bytearray(), not (length.isdigit() and int(length[:12]) > self._most)
        fits = more
        while more and fits:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more, fits = message.get("more_body", False), len(body) <= self._most
        if not fits:
            await self._refuse(Request(scope))(scope, receive, send)
            return
        scope.setdefault("state", {})["body"] = bytes(body)  # for when nobody else can read it
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": scope["state"]["body"], "more_body": False}

        await self._app(scope, replay, send)

"""Headers that keep the reader safe: nothing foreign loads, nothing is kept, nothing is told to others."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dorinn.settings import Settings
from dorinn.web.place import path_of

_ORIGIN = re.compile(r"https?://[\w.*-]+(:\d+)?", re.ASCII)
_OWN = "/redaksjon"


def security_headers(settings: Settings, embed: bool = True) -> dict[str, str]:
    """The headers of every response; only well-formed `embed_origins` may frame the pages, and without `embed` none."""
    origins = [origin for origin in settings.embed_origins if embed and _ORIGIN.fullmatch(origin)]
    framed_by = " ".join(origins) or "'none'"
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {framed_by}"
    )
    headers = {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()",
        "cross-origin-opener-policy": "same-origin",
    }
    return headers if origins else headers | {"x-frame-options": "DENY"}


class HeadersMiddleware:
    """Adds the headers; whatever does not say otherwise is never stored by browsers or caches."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = security_headers(settings)
        self._own = security_headers(settings, embed=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the response's head."""

        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = path_of(scope).startswith(_OWN)  # an editor's buttons must not be pressed through a frame
                for name, value in (self._own if own else self._headers).items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, completing if scope["type"] == "http" else send)

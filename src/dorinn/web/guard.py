"""The limits and headers of the pages around an app that is not theirs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from dorinn.settings import Settings
from dorinn.web.headers import HeadersMiddleware
from dorinn.web.limits import BodyMiddleware, RateLimit, RateMiddleware


def guarded(app: ASGIApp, settings: Settings) -> ASGIApp:
    """`app` with the body limit, the calls a minute and the security headers of `dorinn serve`."""
    limited = RateMiddleware(
        BodyMiddleware(app, most=settings.max_body, refuse=_too_large),
        limit=RateLimit(settings.rate_per_minute),
        refuse=_too_many,
    )
    return HeadersMiddleware(limited, settings)


def _too_large(_: Request) -> Response:
    return JSONResponse({"detail": "the body is too large"}, 413)


def _too_many(_: Request, wait: int) -> Response:
    return JSONResponse({"detail": "too many calls"}, 429, {"Retry-After": str(wait)})

"""When not even the corpus can be read: the emergency numbers, on every page and in every reply, and nothing else.

The numbers lie in `bundled/emergency.json`, copied from the records of the corpus; a test keeps them equal.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dorinn.errors import DorinnError, SettingsError

NUMBERS = Path(__file__).resolve().parents[1] / "bundled" / "emergency.json"
_SAYS = {
    "nb": "Vi kan ikke svare akkurat nå. Er noen i fare, så ring:",
    "nn": "Vi kan ikkje svare akkurat no. Er nokon i fare, så ring:",
}
_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "retry-after": "60",
}
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def or_last_resort(make: Callable[[], ASGIApp], warn: Callable[[str], None]) -> ASGIApp:
    """The app that `make` gives, or the last resort where it fails; `warn` gets one line that says why. Wrong settings
    are raised: whoever starts the server is there to mend them."""
    try:
        return make()
    except SettingsError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split()) if isinstance(error, DorinnError) else type(error).__name__
        warn(f"{reason}; only the emergency numbers are shown until this is mended")
        return last_resort(reason)


def last_resort(reason: str) -> Starlette:
    """503 with the numbers, whatever is asked for; `/healthz` says that the process is alive."""
    entries: list[dict[str, Any]] = json.loads(NUMBERS.read_text(encoding="utf-8"))

    async def say(request: Request) -> Response:
        path = request.url.path
        if path == "/healthz":
            return JSONResponse({"status": "ok"}, headers=_HEADERS)
        if path == "/readyz":
            return JSONResponse({"status": "unavailable", "index": None, "detail": reason}, 503, _HEADERS)
        if path.startswith("/api/"):
            return JSONResponse(_body(entries, reason), 503, _HEADERS)
        return HTMLResponse(_page(entries), 503, _HEADERS)

    return Starlette(routes=[Route("/{path:path}", say, methods=_METHODS)])


def _body(entries: list[dict[str, Any]], reason: str) -> dict[str, Any]:
    numbers = ", ".join(f"{entry['name']['nb']} ({entry['phone']})" for entry in entries)
    return {
        "detail": reason,
        "answer": {"text": f"{_SAYS['nb']} {numbers}.", "language": "nb"},
        "urgency": "none",
        "emergency": [
            {"name": entry["name"]["nb"], "phone": entry["phone"], "note": entry["note"]["nb"]} for entry in entries
        ],
        "services": [],
        "clarify": None,
        "abstained": True,
        "abstain_reason": "unavailable",
        "conversation_id": "",
    }


def _page(entries: list[dict[str, Any]]) -> str:
    parts = []
    for form, says in _SAYS.items():
        items = "".join(_item(entry, form) for entry in entries)
        parts.append(f'<section lang="{form}"><h1>{says}</h1><ul>{items}</ul></section>')
    return (
        '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>113 112 110</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f"<body><main>{''.join(parts)}</main></body></html>"
    )


def _item(entry: dict[str, Any], form: str) -> str:
    phone = escape(entry["phone"])
    call = f'<a href="tel:{phone.replace(" ", "")}"><strong>{phone}</strong></a>'
    return f"<li>{call} {escape(entry['name'][form])}. {escape(entry['note'][form])}</li>"

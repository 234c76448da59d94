"""Who may enter `/redaksjon`: whoever has the token, or the cookie of eight hours that it was changed into."""

from __future__ import annotations

import hashlib
import hmac
import time

from fastapi import Request
from fastapi.responses import Response

from dorinn.web.faults import error_page
from dorinn.web.limits import client_of
from dorinn.web.reader import Reader

HOURS = 8
COOKIE = "redaksjon"


def shut(reader: Reader, form: bool = False) -> Response | None:
    """The page for somebody who may not enter, None for an editor; a form must also come from this site's own page."""
    token = reader.state.settings.admin_token
    if not token:
        return reader.page("error.html.j2", 404, says="desk_off")
    guesses, client = "authorization" in reader.request.headers, client_of(reader.request.scope)
    if guesses and (wait := reader.state.tries.waits(client)):
        return error_page(reader.request, 429, {"Retry-After": str(wait)})
    if _allowed(reader.request, token):
        return None if reader.own_site or not form else error_page(reader.request, 403)
    if guesses:
        reader.state.tries.wait(client)
    return error_page(reader.request, 403) if form else way_in(reader, 401)


def way_in(reader: Reader, status: int, trouble: str = "") -> Response:
    """The form for the token."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return reader.page("desk_door.html.j2", status, headers, trouble=trouble)


def seal(until: int, token: str) -> str:
    """The cookie's value: until when (seconds since 1970) it opens, and a seal that only the token can make."""
    sealed = hmac.new(token.encode("utf-8", "replace"), f"redaksjon {until}".encode(), hashlib.sha256)
    return f"{until}.{sealed.hexdigest()}"


def same(given: str, wanted: str) -> bool:
    """Compares in a time that tells neither how much is right nor how long the wanted text is."""
    one, other = (hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in (given, wanted))
    return hmac.compare_digest(one, other)


def _allowed(request: Request, token: str) -> bool:
    """Whether the cookie is ours and still holds, or the header carries the token."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return same(given.strip().encode("latin-1", "replace").decode("utf-8", "replace"), token)
    until, _, _ = request.cookies.get(COOKIE, "").partition(".")
    if not (until.isascii() and until.isdigit() and len(until) < 16) or int(until) < time.time():
        return False
    return same(request.cookies[COOKIE], seal(int(until), token))

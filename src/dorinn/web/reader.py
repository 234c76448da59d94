"""Who reads: the form and municipality they chose, remembered in two cookies, and pages made for them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from dorinn.domain.text import Form
from dorinn.web.emergency import ALWAYS, numbers
from dorinn.web.front_desk import front_desk
from dorinn.web.place import path_of
from dorinn.web.renderer import address
from dorinn.web.state import state_of

_YEAR = 365 * 24 * 3600


class Reader:
    """Reads the choices out of a request; `form` follows `?form=`, then the cookie, else Bokmål."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.state = state_of(request)
        self.remembered: dict[str, str] = {}
        asked, kept = request.query_params.get("form"), request.cookies.get("form")
        self.base: str = request.scope.get("root_path", "")
        self.door = self.state.door
        self.chosen: Form | None = _form(asked) or _form(kept)
        self.form: Form = self.chosen or (self.door.kommune.form if self.door else "nb")
        self.speak(asked or "")
        place = request.query_params.get("kommune", request.cookies.get("kommune"))
        self.kommune = place if place in self.state.corpus.kommune else None
        self.kommune = self.state.home or self.kommune

    @property
    def own_site(self) -> bool:
        """Whether a form was sent from this site's own page, as far as the browser says."""
        site = self.request.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = self.request.headers.get("origin", "null")
        own = self.request.scope.get("asked_host", self.request.headers.get("host"))
        try:
            return origin == "null" or urlsplit(origin).netloc == own
        except ValueError:  # an address that is none, such as http://[
            return False

    def remember(self, name: str, value: str) -> None:
        """Sets a cookie on the page to come."""
        self.remembered[name] = value

    def speak(self, form: str) -> None:
        """Takes a written form as chosen; anything else changes nothing."""
        if chosen := _form(form):
            self.chosen = self.form = chosen
            self.remember("form", chosen)

    def choose(self, kommune: str | None) -> None:
        """Takes a municipality as chosen; an unknown one clears the choice. A door's own is not chosen."""
        if self.door:
            return
        self.kommune = kommune if kommune in self.state.corpus.kommune else None
        self.remember("kommune", self.kommune or "")

    def link(self, path: str) -> str:
        """A path of the site as it stands in a link, behind this door."""
        return address(f"{self.base}{path}")

    def word(self, key: str, **values: object) -> str:
        """An interface text in the reader's form."""
        return self.state.renderer.word(key, self.form, **values)

    def page(self, template: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> Response:
        """A filled page with the cookies to remember."""
        renderer, form, other = self.state.renderer, self.form, "nn" if self.form == "nb" else "nb"
        query = [(k, v) for k, v in self.request.query_params.multi_items() if k != "form"]
        html = renderer.render(
            template,
            form=form,
            chosen=self.chosen,
            t=self.word,
            word=renderer.word,
            kommune=self.kommune,
            kommuner=self.state.corpus.kommuner,
            place=self.state.corpus.kommune[self.kommune].name if self.kommune else None,
            types=self.state.corpus.type,
            switch=f"{address(_own(self.request.url.path))}?{_query([*query, ('form', other)])}",
            here=path_of(self.request.scope),
            base=self.base,
            door=self.door,
            desk=front_desk(self.state, form) if self.door else None,
            always=numbers(self.state.corpus, ALWAYS, form),
            **values,
        )
        page = HTMLResponse(html.encode("utf-8", "replace"), status, headers)
        page.headers["content-language"] = form
        page.headers["vary"] = "Cookie"
        secure = self.request.url.scheme == "https"
        for name, value in self.remembered.items():
            if value:
                page.set_cookie(
                    name, value, max_age=_YEAR, path=f"{self.base}/", httponly=True, samesite="lax", secure=secure
                )
            else:
                page.delete_cookie(name, path=f"{self.base}/", httponly=True, samesite="lax", secure=secure)
        return page


def _form(value: str | None) -> Form | None:
    return "nb" if value == "nb" else "nn" if value == "nn" else None


def _own(path: str) -> str:
    """A path with one slash before its first name: two would name another site, and browsers pass over blanks."""
    return re.sub(r"^[/\\\s]+", "/", path)


def _query(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="replace")

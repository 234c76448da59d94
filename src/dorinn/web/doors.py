"""Many municipalities in one installation: which one's door a request came to, by its host or by `/k/<slug>`.

Whatever is behind a door sees that municipality's part of everything (`State.at`). A name in `Host` that nobody has set
leads to the ordinary door and is written nowhere: addresses on the pages are then those of the server itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.kommune import Kommune
from dorinn.errors import CorpusError, SettingsError
from dorinn.web.colours import Colours
from dorinn.web.place import LOOPBACK, path_of

PREFIX = "/k/"
WHOLE = ("/redaksjon", "/metrics")
"""Pages of the whole installation; no municipality's own door has them."""
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_FIELDS = {"kommune", "hosts", "name", "colours"}


@dataclass(frozen=True, slots=True)
class Door:
    """One municipality's door: the name at its top, its colours if it has its own, and the hosts it answers to."""

    kommune: Kommune
    name: str
    colours: Colours | None = None
    hosts: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it is on a host that is not its own."""
        return f"{PREFIX}{self.kommune.slug}"

    @property
    def stamp(self) -> str:
        """Changes when the colours do."""
        return hashlib.sha256(self.colours.css().encode()).hexdigest()[:10] if self.colours else ""


class Doors:
    """The doors of an installation: one for every municipality, with what `file` says of some of them."""

    def __init__(self, kommuner: Iterable[Kommune], file: Path | None = None) -> None:
        """Raises SettingsError with one clear line for a file that cannot be used."""
        self.by_slug = {kommune.slug: Door(kommune, kommune.name) for kommune in kommuner}
        for number, raw in enumerate(_read(file) if file else [], 1):
            where = f"{file}: {raw['kommune'] if isinstance(raw, dict) and 'kommune' in raw else f'entry {number}'}"
            door = _door(raw, {slug: door.kommune for slug, door in self.by_slug.items()}, where)
            self.by_slug[door.kommune.slug] = door
        self.by_host: dict[str, Door] = {}
        for door in self.by_slug.values():
            for host in door.hosts:
                if host in self.by_host:
                    raise SettingsError(f"{file}: {host} is named twice")
                self.by_host[host] = door


def _read(file: Path) -> list[Any]:
    if not file.is_file():
        raise SettingsError(f"DORINN_DOORS: there is no file {file}")
    try:
        found = read_yaml(file)
    except (CorpusError, OSError) as error:
        raise SettingsError(f"DORINN_DOORS: {error}") from error
    if not isinstance(found, list):
        raise SettingsError(f"{file}: a list of municipalities is needed")
    return found


def _door(raw: Any, known: dict[str, Kommune], where: str) -> Door:
    if not isinstance(raw, dict) or not set(raw) <= _FIELDS:
        raise SettingsError(f"{where}: only {', '.join(sorted(_FIELDS))} are known")
    kommune = known.get(str(raw.get("kommune")))
    if kommune is None:
        raise SettingsError(f"{where}: no such kommune; known: {', '.join(known)}")
    hosts, name, colours = raw.get("hosts", []), raw.get("name", kommune.name), raw.get("colours")
    if not isinstance(hosts, list) or not all(isinstance(host, str) and _HOST.fullmatch(host) for host in hosts):
        raise SettingsError(f"{where}: hosts is a list of names such as hjelp.kommune.example, in small letters")
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= 60:
        raise SettingsError(f"{where}: name is a text of 1 to 60 characters")
    if colours is not None and (
        not isinstance(colours, dict) or not {"brand"} <= set(colours) <= {"brand", "ink", "link"}
    ):
        raise SettingsError(f"{where}: colours has brand, and may have ink and link")
    try:
        own = Colours.of(**{key: str(value).lower() for key, value in colours.items()}) if colours else None
    except SettingsError as error:
        raise SettingsError(f"{where}: {error}") from error
    return Door(kommune, name.strip(), own, tuple(hosts))


class DoorMiddleware:
    """Puts the door's state and prefix on the request. `refuse` answers 404 for what no such door has."""

    def __init__(
        self,
        app: ASGIApp,
        doors: Callable[[], Doors],
        enter: Callable[[Door | None], Any],
        refuse: Callable[[Request], Response],
        address: str | None,
    ) -> None:
        self._app = app
        self._doors = doors
        self._enter = enter
        self._refuse = refuse
        self._public = (urlsplit(address or "").hostname or "").lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Finds the door and passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host, port = _host(scope)
        door = self._doors().by_host.get(host)
        if door is None and host not in (self._public, _server(scope)[0], *LOOPBACK):
            _forget_host(scope, b"")
        elif port not in (None, _server(scope)[1]):
            _forget_host(scope, host.encode())
        path: str = scope["path"]
        elsewhere = door is not None and path.startswith(PREFIX)
        if door is None and path.startswith(PREFIX):
            door = self._doors().by_slug.get(path.removeprefix(PREFIX).partition("/")[0])
            if door is not None:
                scope["root_path"] = scope.get("root_path", "") + door.path
                scope["path"] = path if path != door.path else f"{path}/"
        scope.setdefault("state", {})["dorinn"] = self._enter(door)
        if elsewhere or (door is not None and path_of(scope).startswith(WHOLE)):
            await self._refuse(Request(scope))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _host(scope: Scope) -> tuple[str, int | None]:
    """The host's name and port; no name where it is missing, broken or sent twice."""
    found = [value for name, value in scope["headers"] if name == b"host"]
    try:
        parts = urlsplit(f"//{found[0].decode('ascii')}") if len(found) == 1 else urlsplit("")
        return (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return "", None


def _server(scope: Scope) -> tuple[str, int | None]:
    name, port = scope.get("server") or ("", None)
    return str(name).lower(), port


def _forget_host(scope: Scope, host: bytes) -> None:
    """Puts what is ours in the place of a name or port that is not, so that nothing can write it into an address."""
    scope["asked_host"] = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"host"]
    if host:
        scope["headers"].append((b"host", host))

"""`dorinn serve`: the app behind uvicorn."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence

import uvicorn
from fastapi import APIRouter
from starlette.types import ASGIApp

from dorinn.errors import DorinnError
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.last_resort import or_last_resort


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"dorinn: {self._address}", file=sys.stderr, flush=True)


def serve(host: str, port: int, settings: Settings, routers: Sequence[APIRouter] = ()) -> None:
    """Serves until interrupted; raises DorinnError when it cannot listen there."""
    listen(lambda: or_last_resort(lambda: create_app(settings, routers=routers), _warn), host, port)


def listen(make: Callable[[], ASGIApp], host: str, port: int, path: str = "/") -> None:
    """Serves the app that `make` gives, until interrupted, and says its address with `path` on stderr.

    Raises DorinnError when it cannot listen there, before the app is made.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        raise DorinnError(f"cannot listen on {host}:{port}: {error}") from error
    with listening:
        port = listening.getsockname()[1]
        name = f"[{host}]" if family == socket.AF_INET6 else host
        config = uvicorn.Config(
            make(),
            loop="uvloop" if sys.platform != "win32" else "auto",
            http="httptools",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=5,
        )
        _Server(config, f"http://{name}:{port}{path}").run(sockets=[listening])


def _warn(line: str) -> None:
    print(f"dorinn: {line}", file=sys.stderr, flush=True)

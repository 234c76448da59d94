"""Where on the site a request is, whatever prefix its door has."""

from __future__ import annotations

from starlette.types import Scope

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def path_of(scope: Scope) -> str:
    """The path behind the door's prefix."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path.removeprefix(root) if path == root or path.startswith(f"{root}/") else path

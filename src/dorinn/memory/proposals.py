"""Proposed changes of the corpus as patch files, for a person to look at and commit. Nothing here applies them."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dorinn.errors import MemoryUnavailable

FOLDER = "proposals"
NAME = re.compile(r"\d{8}T\d{6}-[a-z0-9-]{1,80}\.patch")


@dataclass(frozen=True, slots=True)
class Patch:
    """A saved proposal: its file name, the day it was saved (ISO, UTC), and its first line."""

    name: str
    day: str
    title: str


class Proposals:
    """The patch files in a folder that dorinn may write to; without one none can be saved."""

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.time) -> None:
        self._folder = folder / FOLDER if folder else None
        self._clock = clock

    def save(self, name: str, text: str) -> str:
        """Writes a patch and gives its file name, made of the moment and `name`. Raises MemoryUnavailable."""
        if self._folder is None:
            raise MemoryUnavailable("nothing is stored here: DORINN_DATA is switched off")
        moment = time.strftime("%Y%m%dT%H%M%S", time.gmtime(self._clock()))
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:70] or "proposal"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for again in range(100):
                path = self._folder / f"{moment}-{slug}{f'-{again}' if again else ''}.patch"
                try:
                    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                except FileExistsError:
                    continue
                with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                return path.name
        except OSError as error:
            raise MemoryUnavailable(f"nothing can be stored now: {error}") from error
        raise MemoryUnavailable("too many proposals at once")

    def all(self) -> list[Patch]:
        """What is saved, newest first."""
        if self._folder is None or not self._folder.is_dir():
            return []
        names = sorted((path.name for path in self._folder.glob("*.patch") if NAME.fullmatch(path.name)), reverse=True)
        return [Patch(name, _day(name), (self.read(name) or "").split("\n")[0]) for name in names]

    def read(self, name: str) -> str | None:
        """A patch by its file name; None where there is none."""
        if self._folder is None or not NAME.fullmatch(name):
            return None
        try:
            return (self._folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise MemoryUnavailable(f"what was stored cannot be read: {error}") from error

    def delete(self, name: str) -> None:
        """Takes a patch away; nothing there is fine."""
        if self._folder is not None and NAME.fullmatch(name):
            try:
                (self._folder / name).unlink(missing_ok=True)
            except OSError as error:
                raise MemoryUnavailable(f"nothing can be changed now: {error}") from error


def _day(name: str) -> str:
    return f"{name[:4]}-{name[4:6]}-{name[6:8]}"

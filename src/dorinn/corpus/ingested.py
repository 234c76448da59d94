"""Plans that were ingested: kept as JSON in a folder that dorinn may write to, beside the hand-written corpus.

<folder>/news                            touched last of all when a plan was taken in or out: running servers watch it
<folder>/<kommune>/kommune.json          a municipality that `corpus/` does not have
<folder>/<kommune>/<document>.json       the edition in force
<folder>/<kommune>/history/0001.json     what stood there before each change, newest last; `undo` takes it back
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from dorinn.corpus.paths import ingested_folder
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import NATIONAL, SHARED, Kommune
from dorinn.domain.source import Document
from dorinn.errors import CorpusError

FORMAT = 1
_T = TypeVar("_T")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HISTORY = 20  # steps that can be undone


class Ingested:
    """Reads and writes editions. Every write is a new file renamed into place."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or ingested_folder()

    @property
    def news(self) -> Path:
        """The file that is new whenever something was taken in or out, and indexed."""
        return self.folder / "news"

    def announce(self) -> None:
        """Lets running servers know, now that all is in place; raises CorpusError."""
        self._write(self.news, time.time_ns())

    def kommuner(self) -> list[Kommune]:
        """Municipalities that were added with a plan; raises CorpusError for a damaged file."""
        return [
            _checked(path, lambda raw: Kommune(**{**raw, "aliases": tuple(raw["aliases"])}))
            for path in sorted(self.folder.glob("*/kommune.json"))
        ]

    def editions(self, kommune: str | None = None) -> list[Edition]:
        """The editions in force, of one municipality or of all; raises CorpusError for a damaged file."""
        return [
            _checked(path, _edition)
            for path in sorted(self.folder.glob(f"{kommune or '*'}/*.json"))
            if path.name != "kommune.json"
        ]

    def add(self, kommune: Kommune) -> None:
        """Makes a municipality known; raises CorpusError for a slug that cannot be one."""
        if not _SLUG.fullmatch(kommune.slug) or kommune.slug in (NATIONAL, SHARED):
            raise CorpusError(f"a municipality's slug is a-z, 0-9 and hyphens, not {kommune.slug!r}")
        self._write(self.folder / kommune.slug / "kommune.json", asdict(kommune))

    def put(self, edition: Edition) -> None:
        """Puts an edition in force and remembers what stood there before."""
        path = self._path(edition.kommune, edition.document.id)
        self._remember(edition.kommune, edition.document.id, _read(path) if path.exists() else None)
        self._write(path, {"format": FORMAT, **asdict(edition)})

    def undo(self, kommune: str) -> tuple[str, bool] | None:
        """Takes the latest change back: the document's id and whether an older edition stands again, or None."""
        steps = self._steps(kommune)
        if not steps:
            return None
        step = _read(steps[-1])
        document, before = str(step["document"]), step["before"]
        path = self._path(kommune, document)
        if before is None:
            path.unlink(missing_ok=True)
        else:
            self._write(path, before)
        steps[-1].unlink()
        if before is None and not self.editions(kommune):
            (self.folder / kommune / "kommune.json").unlink(missing_ok=True)
        return document, before is not None

    def _remember(self, kommune: str, document: str, before: Any) -> None:
        steps = self._steps(kommune)
        number = int(steps[-1].stem) + 1 if steps else 1
        self._write(self.folder / kommune / "history" / f"{number:04}.json", {"document": document, "before": before})
        for old in steps[: -_HISTORY + 1]:
            old.unlink(missing_ok=True)

    def _steps(self, kommune: str) -> list[Path]:
        return sorted((self.folder / kommune / "history").glob("[0-9]*.json"))

    def _path(self, kommune: str, document: str) -> Path:
        if not _SLUG.fullmatch(kommune) or not _SLUG.fullmatch(document):
            raise CorpusError(f"not a name for a document: {kommune}/{document}")
        return self.folder / kommune / f"{document}.json"

    def _write(self, path: Path, content: Any) -> None:
        fresh = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise CorpusError(f"cannot write {path}: {error.strerror}") from error


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: cannot be read ({' '.join(str(error).split())})") from error


def _checked(path: Path, make: Callable[[Any], _T]) -> _T:
    try:
        return make(_read(path))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise CorpusError(f"{path}: not written by this dorinn ({type(error).__name__}: {error})") from error


def _edition(raw: dict[str, Any]) -> Edition:
    if raw["format"] != FORMAT:
        raise ValueError(f"format {raw['format']}, not {FORMAT}")
    quotes: Iterator[Quote] = (
        Quote(str(q["id"]), tuple(map(str, q["path"])), str(q["text"]), q["page"]) for q in raw["quotes"]
    )
    document = Document(**{key: str(value) for key, value in raw["document"].items()})  # type: ignore[arg-type]
    return Edition(document, str(raw["kommune"]), str(raw["file"]), str(raw["digest"]), tuple(quotes))

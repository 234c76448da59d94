"""The YAML files of a corpus folder, with what was parsed last time kept beside the index.

Parsing a megabyte of YAML takes longer than everything else at start; the same as JSON takes a twentieth.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from dorinn.corpus.yaml_file import read_yaml
from dorinn.errors import CorpusError


class Shelf:
    """Reads files by their path in the folder; a file whose bytes have not changed comes from the snapshot."""

    def __init__(self, folder: Path, snapshot: Path | None = None, as_it_was: bool = False) -> None:
        """With `as_it_was`, the folder is not looked at: everything comes from the snapshot."""
        self.folder = folder
        self._as_it_was = as_it_was
        self._snapshot = snapshot
        self._known: dict[str, list[Any]] = {}
        self._kept: dict[str, list[Any]] = {}
        try:
            if snapshot is not None and snapshot.is_file():
                self._known = dict(json.loads(snapshot.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._known = {}  # a damaged snapshot is only slower

    def read(self, name: str) -> Any:
        """The content of a file; a missing file is an empty list. Raises CorpusError."""
        if self._as_it_was:
            return self._known[name][1] if name in self._known else []
        path = self.folder / name
        if not path.exists():
            return []
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise CorpusError(f"{name}: cannot be read ({error})") from error
        found = self._known.get(name)
        if not isinstance(found, list) or len(found) != 2 or found[0] != digest:
            found = [digest, read_yaml(path)]
        self._kept[name] = found
        return found[1]

    def names(self, part: str) -> list[str]:
        """Files of one part of the corpus, in order: `topics/…`."""
        if self._as_it_was:
            return sorted(name for name in self._known if name.startswith(f"{part}/"))
        return [f"{part}/{path.name}" for path in sorted((self.folder / part).glob("*.yaml"))]

    def keep(self) -> None:
        """Writes the snapshot anew when something in it has changed; never an error, only slower next time."""
        if self._snapshot is None or self._kept == self._known:
            return
        fresh = self._snapshot.with_name(f".{self._snapshot.name}-{os.getpid()}")
        try:
            self._snapshot.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._kept, ensure_ascii=False, default=str), encoding="utf-8")
            fresh.replace(self._snapshot)
        except OSError:
            fresh.unlink(missing_ok=True)

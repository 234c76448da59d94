"""An index's folder: written beside the old one, sealed, swapped in, and found again after a crash.

At every moment there is a whole old index or a whole new one: either under its name, or, in the instant between two
renames, under `.<name>-old`, from where the next opener puts it back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # two builders there are the operator's to avoid
    import fcntl

SEAL = "files.json"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder's parent for one process at a time, waiting for another; a killed process lets go of it."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def fresh(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the old one's place at the end; if anything fails, the old one stays.

    To be used inside `alone`. What killed builders left behind is cleared away.
    """
    recover(folder)
    for litter in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(litter, ignore_errors=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield new
        _seal(new)
        old = _old(folder)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        recover(folder)
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Puts an old index back under its name where a builder was killed between the two renames."""
    with suppress(OSError):
        if not folder.exists() and _old(folder).exists():
            _old(folder).rename(folder)


def verify(folder: Path) -> None:
    """Raises ValueError unless every file is as it was when the folder was sealed."""
    digests = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    if not isinstance(digests, dict) or digests != _digests(folder):
        raise ValueError("a file is damaged or missing")


def _seal(folder: Path) -> None:
    digests = _digests(folder)
    (folder / SEAL).write_text(json.dumps(digests, indent=1), encoding="utf-8")
    for path in (*folder.rglob("*"), folder):  # on the disk before the old one goes
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL)
    return {path.relative_to(folder).as_posix(): _digest(path) for path in paths}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-old")

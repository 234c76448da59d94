"""One file with everything an installation would miss: the database, ingested plans, and the built indexes.

A tar file, gzipped. Its first member, `manifest.json`, has the digest of every other; nothing is put back before all of
them have been held against it, and nothing that stood there is deleted: it is set aside.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from dorinn import __version__
from dorinn.errors import BackupError
from dorinn.memory.database import MIGRATIONS, NAME

FORMAT = 1
MANIFEST = "manifest.json"
MOST = 8 * 1024**3  # bytes that are read out of one backup
ASIDE = "before-restore-"
_PARTS = ("data", "indexes")
_DAMAGED = (OSError, tarfile.TarError, zlib.error, EOFError, ValueError, KeyError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Kept:
    """What went into a backup or came out of it: files, and bytes before packing; `aside` holds what stood there."""

    files: int
    size: int
    aside: tuple[Path, ...] = ()


def backup(target: Path, data: Path | None, indexes: Path) -> Kept:
    """Writes a backup, whole or not at all, while others may go on reading and writing; raises BackupError.

    The database is copied with SQLite's own online copy: it is as it was at one moment. Other files are renamed into
    place by whoever writes them, so each is whole.
    """
    if target.exists():
        raise BackupError(f"{target} exists; a backup never writes over another file")
    try:
        with tempfile.TemporaryDirectory(prefix=".dorinn-backup-", dir=target.absolute().parent) as work:
            found: dict[str, Path] = {}
            if data is not None and (data / NAME).is_file():
                found[f"data/{NAME}"] = _copy(data / NAME, Path(work) / NAME)
            for part, folder in (("data", data), ("indexes", indexes)):
                found |= (
                    {f"{part}/{path.relative_to(folder).as_posix()}": path for path in _files(folder)} if folder else {}
                )
            packed = Path(work) / "packed"
            size = _pack(packed, found)
            os.link(packed, target)  # fails where somebody was faster
    except FileExistsError:
        raise BackupError(f"{target} exists; a backup never writes over another file") from None
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"no backup was written to {target}: {error}") from error
    return Kept(len(found), size)


def restore(source: Path, data: Path | None, indexes: Path) -> Kept:
    """Puts a backup back; what stands there is set aside in the same folders. Stop the server first.

    Raises BackupError with one clear line before anything is touched when the file is damaged, not a backup, or made
    by a newer dorinn.
    """
    homes = {"data": data, "indexes": indexes}
    works: dict[str, Path] = {}
    try:
        try:
            manifest, size = _unpack(source, homes, works)
        except (
            OSError,
            tarfile.TarError,
            zlib.error,
            EOFError,
            ValueError,
            KeyError,
            TypeError,
            RecursionError,
        ) as error:
            said = " ".join(str(error).split()) or type(error).__name__
            raise BackupError(f"{source} cannot be restored, nothing was changed: {said}") from error
        aside = tuple(moved for part, work in works.items() if (moved := _swap(work, homes[part])))
    except OSError as error:
        raise BackupError(f"the backup is whole, but cannot be put in place: {error}") from error
    finally:
        for work in works.values():
            shutil.rmtree(work, ignore_errors=True)
    return Kept(len(manifest), size, aside)


def _copy(database: Path, to: Path) -> Path:
    to.touch(mode=0o600)
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as live, closing(sqlite3.connect(to)) as copied:
        live.backup(copied)
        _whole(copied)
    return to


def _whole(database: sqlite3.Connection) -> None:
    (said,) = database.execute("PRAGMA integrity_check").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(f"the database is damaged ({said})")
    if version > len(MIGRATIONS):
        raise sqlite3.DatabaseError(
            f"the database is of version {version}; this dorinn knows {len(MIGRATIONS)} at most"
        )


def _files(folder: Path) -> Iterator[Path]:
    """Everything but the database (which is copied), what is being written, and what was set aside."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        parts = path.relative_to(folder).parts
        skipped = any(part.startswith((".", ASIDE, "damaged-", NAME)) for part in parts)
        if path.is_file() and not path.is_symlink() and not skipped:
            yield path


def _pack(target: Path, found: dict[str, Path]) -> int:
    contents = {name: path.read_bytes() for name, path in found.items()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    head = {"format": FORMAT, "dorinn": __version__, "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    manifest = json.dumps(head | {"files": digests}, indent=1).encode()
    with target.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)  # what people have agreed to have stored is in it
        with tarfile.open(fileobj=file, mode="w:gz") as packed:
            for name, content in ({MANIFEST: manifest} | contents).items():
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode, entry.mtime = len(content), 0o600, int(time.time())
                packed.addfile(entry, io.BytesIO(content))
        file.flush()
        os.fsync(file.fileno())
    return sum(map(len, contents.values()))


def _unpack(source: Path, homes: dict[str, Path | None], works: dict[str, Path]) -> tuple[dict[str, str], int]:
    """Writes the files into new folders beside their homes, each held against its digest."""
    with tarfile.open(source, "r:gz") as packed:
        first = packed.next()
        if first is None or first.name != MANIFEST or first.size > MOST:
            raise ValueError("it is no backup of dorinn")
        head: dict[str, Any] = json.loads(_read(packed, first))
        if head["format"] != FORMAT:
            raise ValueError(f"its format is {head['format']}; this dorinn knows {FORMAT}")
        wanted = dict(head["files"])
        left, size = dict(wanted), 0
        while (entry := packed.next()) is not None:
            part, _, name = entry.name.partition("/")
            if not entry.isreg() or entry.name not in left or part not in _PARTS or not _plain(name):
                raise ValueError(f"{entry.name!r} does not belong in it")
            size += entry.size
            if size > MOST:
                raise ValueError(f"it holds more than {MOST} bytes")
            content = _read(packed, entry)
            if hashlib.sha256(content).hexdigest() != left.pop(entry.name):
                raise ValueError(f"{entry.name} is damaged")
            home = homes[part]
            if home is None:
                raise ValueError("it has stored data, and DORINN_DATA is off")
            if part not in works:
                home.mkdir(mode=0o700, parents=True, exist_ok=True)
                works[part] = Path(tempfile.mkdtemp(prefix=".restore-", dir=home))
            path = works[part] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(content)
    if left:
        raise ValueError(f"{min(left)} is missing")
    if "data" in works and (works["data"] / NAME).is_file():
        try:
            with closing(sqlite3.connect(works["data"] / NAME)) as database:
                _whole(database)
        except sqlite3.Error as error:
            raise ValueError(str(error)) from error
    return wanted, size


def _read(packed: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = packed.extractfile(entry)
    if file is None:
        raise ValueError(f"{entry.name!r} is no file")
    return file.read()


def _plain(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def _swap(work: Path, home: Path | None) -> Path | None:
    """Moves what stands in `home` aside, and what is in `work` to its place; the folder of the former, if any."""
    if home is None:
        return None
    aside = home / f"{ASIDE}{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}"
    names = {path.name for path in work.iterdir()}
    standing = [path for path in home.iterdir() if path.name in names or path.name.startswith(NAME)]
    if standing:
        aside.mkdir(mode=0o700)
    moved: list[Path] = []
    try:
        for path in standing:
            path.rename(aside / path.name)
            moved.append(path)
        for path in work.iterdir():
            path.rename(home / path.name)
    except OSError:
        for path in moved:  # as it was
            if path.exists():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            (aside / path.name).rename(path)
        raise
    return aside if standing else None

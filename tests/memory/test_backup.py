"""Backup under writes, loss of everything, restore; and files that are no backup or are damaged."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dorinn.errors import BackupError
from dorinn.memory.backup import ASIDE, MANIFEST, backup, restore
from dorinn.memory.database import NAME, Database
from dorinn.memory.feedback import Feedback, Reviews

SAID = Feedback("missing", "Noe mangler her", "nb", "donna", ())


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with a little of everything."""
    plan = tmp_path / "data/ingested/donna/plan.json"
    plan.parent.mkdir(parents=True)
    plan.write_text('{"a": "å"}', encoding="utf-8")
    index = tmp_path / "indexes/current/vectors.npy"
    index.parent.mkdir(parents=True)
    index.write_bytes(bytes(range(256)) * 50)
    (tmp_path / "data/.half-written").write_text("no")
    Reviews(Database(tmp_path / "data")).add(SAID)
    return tmp_path


def whole(home: Path) -> tuple[Path, Path, Path]:
    return home / "saved.tar.gz", home / "data", home / "indexes"


def test_what_was_acknowledged_before_a_backup_is_there_after_everything_is_lost(home: Path) -> None:
    file, data, indexes = whole(home)
    reviews, stop, acknowledged = Reviews(Database(data)), threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            reviews.add(SAID)
            acknowledged[0] += 1

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    while acknowledged[0] < 20:
        pass
    before = acknowledged[0]
    backup(file, data, indexes)
    stop.set()
    for writer in writers:
        writer.join()

    plans, built = tree(data / "ingested"), tree(indexes)
    for folder in (data, indexes):
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    kept = restore(file, data, indexes)
    assert kept.aside == ()
    assert tree(data / "ingested") == plans
    assert tree(indexes) == built
    with sqlite3.connect(data / NAME) as database:
        (count,) = database.execute("SELECT count(*) FROM feedback").fetchone()
    assert before + 1 <= count <= acknowledged[0] + 3
    Reviews(Database(data)).add(SAID)
    assert not (data / ".half-written").exists()


def test_a_backup_can_be_read_by_its_owner_only(home: Path) -> None:
    file, data, indexes = whole(home)
    backup(file, data, indexes)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir() if path.name.startswith(".dorinn-backup")] == []


def test_what_stands_there_is_set_aside_and_not_lost(home: Path) -> None:
    file, data, indexes = whole(home)
    backup(file, data, indexes)
    Reviews(Database(data)).add(SAID)
    (data / "ingested/donna/plan.json").write_text("newer")
    (data / "other.txt").write_text("not in the backup")
    kept = restore(file, data, indexes)
    (aside,) = [folder for folder in kept.aside if folder.parent == data]
    with sqlite3.connect(aside / NAME) as database:
        assert database.execute("SELECT count(*) FROM feedback").fetchone() == (2,)
    assert (aside / "ingested/donna/plan.json").read_text() == "newer"
    assert (data / "other.txt").read_text() == "not in the backup"
    assert len(Reviews(Database(data)).waiting()) == 1
    again = home / "again.tar.gz"
    assert backup(again, data, indexes).files == 4  # what was set aside is not packed again


def test_a_backup_without_data_has_the_indexes(home: Path) -> None:
    file, _, indexes = whole(home)
    assert backup(file, None, indexes).files == 1
    assert restore(file, None, indexes).files == 1


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-400])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def other(file: Path) -> None:
    file.write_text("not a backup")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def rewritten(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        with tarfile.open(file) as packed:
            files = {entry.name: packed.extractfile(entry).read() for entry in packed.getmembers()}
        with tarfile.open(file, "w:gz") as packed:
            for name, content in change(files).items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                packed.addfile(entry, io.BytesIO(content))

    return write


def claiming(name: str, content: bytes) -> Callable[[Path], None]:
    """A file that the manifest vouches for."""
    import hashlib

    def change(files: dict[str, bytes]) -> dict[str, bytes]:
        manifest = json.loads(files[MANIFEST])
        manifest["files"][name] = hashlib.sha256(content).hexdigest()
        return files | {MANIFEST: json.dumps(manifest).encode(), name: content}

    return rewritten(change)


@pytest.mark.parametrize(
    "harm",
    [
        cut, flip, other, empty,
        rewritten(lambda files: {k: v for k, v in files.items() if not k.endswith(".npy")}),
        rewritten(lambda files: files | {f"data/{NAME}": b"changed"}),
        rewritten(lambda files: files | {"data/extra": b"x"}),
        rewritten(lambda files: {k: v for k, v in files.items() if k != MANIFEST}),
        rewritten(lambda files: files | {MANIFEST: b'{"format": 99, "files": {}}'}),
        rewritten(lambda files: files | {MANIFEST: b"[]"}),
        rewritten(lambda files: files | {MANIFEST: b"[" * 100_000}),
        claiming("data/../../outside", b"x"), claiming("/etc/outside", b"x"), claiming("other/x", b"x"),
        claiming(f"data/{NAME}", b"SQLite format 3\0" + b"\xff" * 4096),
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_file_is_one_clear_line_and_changes_nothing(
    home: Path, harm: Callable[[Path], None]
) -> None:
    file, data, indexes = whole(home)
    backup(file, data, indexes)
    harm(file)
    before = tree(home)
    with pytest.raises(BackupError, match="nothing was changed") as found:
        restore(file, data, indexes)
    assert "\n" not in str(found.value)
    assert tree(home) == before
    assert not list(home.rglob(f"{ASIDE}*"))


def test_links_in_a_file_are_refused(home: Path) -> None:
    file, data, indexes = whole(home)
    with tarfile.open(file, "w:gz") as packed:
        manifest = json.dumps({"format": 1, "files": {"data/link": "0"}}).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(manifest)
        packed.addfile(entry, io.BytesIO(manifest))
        entry = tarfile.TarInfo("data/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(entry)
    with pytest.raises(BackupError, match="does not belong"):
        restore(file, data, indexes)


def test_a_backup_never_writes_over_a_file_or_leaves_half_of_one(home: Path) -> None:
    file, data, indexes = whole(home)
    file.write_text("precious")
    with pytest.raises(BackupError, match="exists"):
        backup(file, data, indexes)
    assert file.read_text() == "precious"
    with pytest.raises(BackupError, match="no backup was written"):
        backup(home / "nowhere/x.tar.gz", data, indexes)
    (data / NAME).write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(BackupError, match="no backup was written"):
        backup(home / "y.tar.gz", data, indexes)
    assert not (home / "y.tar.gz").exists()


def test_the_commands_say_what_they_did(home: Path) -> None:
    file, data, indexes = whole(home)
    environment = os.environ | {"DORINN_DATA": str(data), "DORINN_INDEXES": str(indexes)}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dorinn.cli", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    assert "3 files" in run("backup", str(file)).stdout
    done = run("restore", str(file))
    assert done.returncode == 0
    assert "what stood there is in" in done.stdout
    cut(file)
    done = run("restore", str(file))
    assert done.returncode == 2
    assert done.stderr.startswith("dorinn: ")
    assert done.stderr.count("\n") == 1

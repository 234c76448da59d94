"""How much a document may be and cost, how its format is told, and how its bytes become text."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from dorinn.errors import IngestError

BYTES = 30 * 2**20  # of a file
UNPACKED = 200 * 2**20  # of all that an archive holds
RATIO = 300  # unpacked to packed, for anything over a megabyte
ENTRIES = 5_000
MEMORY = 2 * 2**30
SECONDS = 120
_SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".docx": "docx",
    ".pdf": "pdf",
}  # fmt: skip


def load(path: Path) -> tuple[str, bytes]:
    """The format and bytes of a file, by its name and by how it begins; raises IngestError."""
    form = _SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise IngestError(f"{path.name}: not a kind of file that can be read ({', '.join(sorted(_SUFFIXES))})")
    try:
        if not path.is_file():
            raise IngestError(f"{path}: no such file")
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except OSError as error:
        raise IngestError(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > BYTES:
        raise IngestError(f"{path.name}: over {BYTES // 2**20} MB; larger files are not read")
    if not data.strip():
        raise IngestError(f"{path.name}: the file is empty")
    begins = {"pdf": b"%PDF-" in data[:1024], "docx": data[:4] == b"PK\x03\x04"}
    if not begins.get(form, True):
        locked = data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        other = f"its name ends in {path.suffix}, but what is in it is something else"
        why = "encrypted, or in the old format of Word" if locked else other
        raise IngestError(f"{path.name}: {why}")
    return form, data


def in_child(form: str, data: bytes, name: str, seconds: int = SECONDS) -> str:
    """What the reading process writes (JSON); it is ended when its time is up. Raises IngestError."""
    command = [sys.executable, "-m", "dorinn.ingest.child", form]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise IngestError(f"{name}: reading it took more than {seconds} seconds, and was stopped") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if done.returncode == 2 and said else "reading it broke off; it asks for too much"
        raise IngestError(f"{name}: {why}")
    return done.stdout.decode("ascii")


def check_archive(data: bytes) -> None:
    """Raises IngestError for an archive that unpacks to too much, before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IngestError("this is not a Word document that can be read; it may be damaged") from error
    whole = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > 2**20 and e.file_size > RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > ENTRIES or whole > UNPACKED or swollen:
        raise IngestError("the file unpacks to far more than a document holds, and is not opened")
    if any(entry.flag_bits & 1 for entry in entries):
        raise IngestError("the document is encrypted; save it without a password first")


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 with their marks, else Windows-1252; raises IngestError."""
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise IngestError("this is not text")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise IngestError("this is not text in an encoding that can be told")
    return "".join(c for c in text if c >= " " or c in "\n\t\f\r")

"""Hostile, broken and unknown files end in one line, soon, and nothing of them is kept."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from dorinn.errors import IngestError
from dorinn.ingest import limits
from dorinn.ingest.limits import in_child, load
from ingest import papers


def _refused(path: Path) -> str:
    with pytest.raises(IngestError) as refused:
        in_child(*load(path), path.name)
    said = str(refused.value)
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    began = time.monotonic()
    assert "unpacks" in _refused(papers.bomb(tmp_path / "x.docx"))
    assert time.monotonic() - began < 20


def test_entities_are_neither_grown_nor_fetched(tmp_path: Path) -> None:
    path = papers.entities(tmp_path / "x.docx")
    began = time.monotonic()
    try:
        said = in_child(*load(path), path.name)
    except IngestError as error:
        said = str(error)
    assert time.monotonic() - began < 20
    assert "root:" not in said
    assert "hahahaha" not in said


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("x.exe", b"MZ", "kind of file"),
        ("x.txt", b"", "empty"),
        ("x.pdf", b"hello", "something else"),
        ("x.pdf", b"%PDF-1.7\n" + b"garbage " * 99, "cannot be read"),
        ("x.docx", b"hello", "something else"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "encrypted"),
        ("x.docx", b"PK\x03\x04 broken", "cannot be read"),
        ("x.txt", b"ab\x00cd", "not text"),
        ("x.html", b"<div>" * 5000 + b"dypt", "deep"),
    ],
)
def test_files_that_are_not_what_they_say(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(IngestError) as refused:
        in_child(*load(tmp_path / name), name)
    assert word in str(refused.value) or "can be read" in str(refused.value)
    assert not re.search(r"[a-z][A-Z]\w+|Error|Exception", str(refused.value))  # «BadZipFile» says nothing to a reader


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    assert "encrypted" in _refused(papers.as_pdf(tmp_path / "x.pdf", password="hemmelig"))


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BYTES", 100)
    (tmp_path / "x.txt").write_text("a" * 101)
    with pytest.raises(IngestError, match="larger files"):
        load(tmp_path / "x.txt")


def test_reading_is_stopped_in_time(tmp_path: Path) -> None:
    path = papers.as_pdf(tmp_path / "x.pdf", pages=30)
    with pytest.raises(IngestError, match="was stopped"):
        in_child(*load(path), path.name, seconds=0)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such file"):
        load(tmp_path / "borte.txt")
    with pytest.raises(IngestError, match="kind of file"):
        load(tmp_path)

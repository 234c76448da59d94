"""Kept evaluations and saved proposals: what is written is read again, damage is passed over, faults are one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dorinn.errors import MemoryUnavailable
from dorinn.memory.evaluations import NAME, Evaluation, Evaluations
from dorinn.memory.proposals import FOLDER, Proposals

ONE = Evaluation("2026-11-26T10:00:00+00:00", "dev", 10, 0.9, 1.0, 1.0, 0.0, None, "abc", "i-1", "0.1.0")


def test_kept_and_read_again(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path / "data")
    assert kept.all() == []
    kept.add(ONE)
    kept.add(replace(ONE, questions="own"))
    assert kept.all() == [ONE, replace(ONE, questions="own")]
    assert kept.all("dev") == [ONE]
    assert (tmp_path / "data" / NAME).stat().st_mode & 0o777 == 0o600


def test_damage_costs_a_line_and_no_more(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path)
    kept.add(ONE)
    for odd in ("[]", "{}", "x", '{"at": 1}', '{"count": "x"}'):
        with (tmp_path / NAME).open("a") as file:
            file.write(odd)  # cut off: no end of line
        kept.add(ONE)
    assert kept.all() == [ONE] * 6
    (tmp_path / NAME).write_bytes(b"\xff\xfe\n")
    assert kept.all() == []


def test_nowhere_to_write_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file"):
        with pytest.raises(MemoryUnavailable):
            Evaluations(folder).add(ONE)
        with pytest.raises(MemoryUnavailable):
            Proposals(folder).save("x", "y")
    assert Evaluations(None).all() == []
    assert Proposals(None).all() == []


def test_proposals_keep_to_their_folder(tmp_path: Path) -> None:
    saved = Proposals(tmp_path, clock=lambda: 0.0)
    first, second = saved.save("../Skole og /æ", "En tittel\n\n--- a"), saved.save("../Skole og /æ", "To\n")
    assert first == "19700101T000000-skole-og.patch"
    assert first != second
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {first, second}
    assert {(patch.title, patch.day) for patch in saved.all()} == {("En tittel", "1970-01-01"), ("To", "1970-01-01")}
    for odd in ("../dorinn.db", "x.patch", f"{first}/..", "", f"{first}\n"):
        assert saved.read(odd) is None
        saved.delete(odd)
    saved.delete(first)
    saved.delete(first)
    assert [patch.name for patch in saved.all()] == [second]

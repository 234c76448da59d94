"""The measure of the repair: what is counted as restored, harmed and left alone."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from dorinn.evals import repair
from dorinn.language.lexicon import Lexicon


def test_it_counts_restored_and_harmed_words() -> None:
    text = [["Vi ønsker å møte alle barn på skolen når de må ha støtte fra oss."] * 3]
    outcome = repair.score(text, Lexicon.load())
    assert outcome.damaged == 7 * 3
    assert outcome.restored >= 18
    assert outcome.harmed == 0
    assert repair.score(text, Lexicon.load(), hurt=False).damaged == 0


def test_only_lines_that_were_held_out_are_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"Dette er linje nummer {number} på norsk." for number in range(400)]
    held = [line for line in lines if zlib.crc32(line.encode()) % repair.HELD == 0]
    assert 0 < len(held) < 40
    path = tmp_path / "text.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(f"x\tnb\t{line}\n" for line in lines))
    assert sorted(line for document in repair.held_out(path, "nb", 9999) for line in document) == sorted(held)
    assert repair.main(["--text", str(path), "--words", "50"]) == 0
    assert "damaged words restored" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        repair.main(["--text", str(tmp_path / "borte.gz")])

"""The counts: what is held out, what is confusable, and that what is written can be read."""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dorinn.evals.repair import HELD, TUNING
from dorinn.language.lexicon import Lexicon, packed_keys, unpacked_keys
from dorinn.training import nynorsk, words


def test_both_rooms_hold_the_same_lines_out() -> None:
    assert words.HELD == HELD
    assert TUNING == words.TUNING
    assert {words.held_out(f"linje {number}") for number in range(500)} == {True, False}
    told = [number for number in range(5000) if words.held_out(f"linje {number}")]
    seen = [number for number in range(5000) if words.held_out(f"linje {number}", tuning=True)]
    assert set(told) < set(seen)
    assert 3 * len(told) < len(seen) < 5 * len(told)


def test_words_that_become_each_other_are_confusable() -> None:
    counts = Counter({"får": 90, "far": 80, "før": 70, "bord": 99, "også": 99, "ogsa": 1})
    assert words.confusable(counts) == {"får", "far", "før"}


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(words, "load_examples", list)
    monkeypatch.setattr(words, "passages", lambda _: [])
    path = tmp_path / "text.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for n in range(200):
            file.write(f"x\tnb\tDa kom far hjem {n} ganger, og da får vi mat av nøkkelbarna.\n")
    return path


def _run(monkeypatch: pytest.MonkeyPatch, main: Callable[[], None], *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["it", *map(str, arguments)])
    main()


def test_what_is_counted_can_be_read(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "words.npz"
    _run(monkeypatch, words.main, "--text", text, "--out", out)
    lexicon = Lexicon.load(out)
    assert 170 < lexicon.count("far", "nb") < 220
    assert lexicon.count("far", "nn") == 0
    assert lexicon.unsure == {"far", "får"}
    before, after = ("da", "kom", "hjem", "7"), ("og", "da", "vi", "mat")
    assert lexicon.fits("far", before) > lexicon.fits("får", before)
    assert lexicon.fits("får", after) > lexicon.fits("far", after)
    assert lexicon.fits("far", ("da", "", "", "")) > lexicon.fits("far", ("vi", "", "", "")), "two words away"
    assert lexicon.fits("mat", after) == 0


def test_the_documented_commands_make_the_same_file_again(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apertium = tmp_path / "apertium"
    apertium.write_text('#!/bin/sh\ncase $2 in *_e) s=e ;; *) s=a ;; esac\nsed "s/barna/borna$s/; s/^mat/mat$s/"\n')
    apertium.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    nynorsk_words = tmp_path / "nn-words.tsv"
    made = []
    for name in ("one.npz", "two.npz"):
        _run(monkeypatch, nynorsk.main, "--text", text, "--out", nynorsk_words)
        _run(monkeypatch, words.main, "--text", text, "--nynorsk", nynorsk_words, "--out", tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    rows = [row.split("\t")[0] for row in nynorsk_words.read_text(encoding="utf-8").splitlines()]
    assert rows == sorted(rows), "words as common as each other stand by the alphabet"
    lexicon = Lexicon.load(tmp_path / "one.npz")
    for word in ("nøkkelbornae", "nøkkelbornaa", "mate", "mata"):
        assert lexicon.count(word, "nn") >= 1.9, word
        assert lexicon.count(word, "nb") == 0, word


def test_without_apertium_there_is_one_line(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        _run(monkeypatch, nynorsk.main, "--text", text, "--out", tmp_path / "nn-words.tsv")
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_keys_come_back_as_they_were_packed() -> None:
    keys = np.array([0, 3, 70_000, 2**31, 2**32 - 1], dtype=np.uint32)
    assert unpacked_keys(packed_keys(keys)).tolist() == keys.tolist()
    assert unpacked_keys(packed_keys(keys[:0])).tolist() == []


def test_forms_of_a_paradigm_that_was_seen_twice_are_added() -> None:
    counts = {"nb": Counter[str](), "nn": Counter({"tråden": 2, "trådar": 3, "båten": 2, "bord": 9, "bordet": 9})}
    found = words.inflected(counts)
    assert "trådane" in found
    assert "båtane" not in found, "one form is no paradigm"
    assert "borda" not in found, "only words with a letter that scans lose"


def test_translated_words_fill_gaps_only() -> None:
    counts, known = Counter({"nøkkelen": 40, "huset": 30}), Counter({"huset": 9})
    pairs = [("nøkkelen", "Nøkkelen"), ("bevilgningene", "løyvingane"), ("huset", "huset")]
    assert nynorsk.new_words(pairs, counts | Counter({"bevilgningene": 7}), known) == {"løyvingane": 7}
    assert nynorsk.chosen(Counter({"nøkkelen": 40, "huset": 30, "rar": 1}), known) == ["nøkkelen"]

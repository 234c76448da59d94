"""The counts: what is held out, what is confusable, and that what is written can be read."""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

import pytest

from dorinn.evals.repair import HELD
from dorinn.language.lexicon import Lexicon
from dorinn.training import nynorsk, words


def test_both_rooms_hold_the_same_lines_out() -> None:
    assert words.HELD == HELD
    assert {words.held_out(f"linje {number}") for number in range(500)} == {True, False}


def test_words_that_become_each_other_are_confusable() -> None:
    counts = Counter({"får": 90, "far": 80, "før": 70, "bord": 99, "også": 99, "ogsa": 1})
    assert words.confusable(counts) == {"får", "far", "før"}


def test_what_is_counted_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, out = tmp_path / "text.tsv.gz", tmp_path / "words.npz"
    with gzip.open(text, "wt", encoding="utf-8") as file:
        file.write("".join(f"x\tnb\tDa kom far hjem {n} ganger, og da får vi mat.\n" for n in range(200)))
    monkeypatch.setattr(words, "load_examples", list)
    monkeypatch.setattr(words, "passages", lambda _: [])
    monkeypatch.setattr(sys, "argv", ["words", "--text", str(text), "--out", str(out)])
    words.main()
    lexicon = Lexicon.load(out)
    assert 170 < lexicon.count("far", "nb") < 220
    assert lexicon.count("far", "nn") == 0
    assert lexicon.unsure == {"far", "får"}
    assert lexicon.fits("far", "kom", "hjem") > lexicon.fits("får", "kom", "hjem")
    assert lexicon.fits("mat", "vi", "") == 0


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

"""The questions about the original plans are well formed, and the command runs on a folder of small plans."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dorinn.evals import plans
from dorinn.evals.sections import read_headings, reread
from dorinn.ingest.sections import Section
from ingest import papers


def test_there_are_forty_for_each_of_five_plans(root: Path) -> None:
    questions = plans.read_questions(root / "evals" / "plans" / "questions.jsonl")
    assert set(Counter(asked.kommune for asked in questions).values()) == {40}
    assert len(questions) == len({asked.id for asked in questions}) == 200
    assert {asked.lang for asked in questions} == {"nb", "nn"}
    assert all(asked.sections and asked.key and len(asked.key.split()) < 9 for asked in questions)


def test_the_new_questions_are_twelve_for_each_plan(root: Path) -> None:
    questions = plans.read_questions(root / "evals" / "plans" / "unseen.jsonl")
    old = {asked.question for asked in plans.read_questions(root / "evals" / "plans" / "questions.jsonl")}
    assert set(Counter(asked.kommune for asked in questions).values()) == {12}
    assert len(questions) == len({asked.id for asked in questions}) == 60
    assert not old & {asked.question for asked in questions}


def _questions(path: Path, key: str) -> Path:
    row = {"id": "x", "kommune": "donna", "question": "Hvor ofte møtes oppvekstforumet?", "lang": "nb"}
    path.write_text(json.dumps({**row, "sections": ["1.1 Formål"], "key": key}) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("key", "found"), [("hver sjette uke", "1 of   1"), ("hver niende uke", "0 of   1")])
def test_recall_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, found: str) -> None:
    (tmp_path / "donna.txt").write_text(papers.TEXT, encoding="utf-8")
    asked = _questions(tmp_path / "q.jsonl", key)
    assert plans.main(["--originals", str(tmp_path), "--questions", str(asked), "--misses"]) == 0
    said = capsys.readouterr().out
    assert f"all                {found}" in said
    assert ("NOT IN ANY PASSAGE" in said) is (found[0] == "0")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (papers.TEXT, "4 of   4"),
        (papers.TEXT.replace("2.1 Team\t5\n", "2.1 Team\t5\n2.2 Gymnastikk\t6\n"), "4 of   5"),
        (papers.TEXT.split("Innhold")[0] + papers.TEXT.split("2.1 Team\t5")[1], "no contents list"),
    ],
)
def test_sections_that_the_contents_list_names_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (tmp_path / "donna.txt").write_text(text, encoding="utf-8")
    asked = _questions(tmp_path / "q.jsonl", "hver sjette uke")
    assert plans.main(["--originals", str(tmp_path), "--questions", str(asked), "--misses"]) == 0
    said = capsys.readouterr().out
    assert told in next(line for line in said.splitlines() if "contents list" in line)
    assert ("missed: gymnastikk" in said) is ("Gymnastikk" in text)


def test_headings_that_a_reader_found_are_compared_by_their_first_words() -> None:
    parts = [Section(("Mål", "1.2 Hva vi skal gjøre sammen for barna i bygda")), Section(("Innhold",))]
    read = reread(("Mal", "Hva vi skal gjøre sammen", "Evaluering"), parts)
    assert (read.missed, read.others) == (("Evaluering",), 1)
    assert read.line("x").split() == "x 2 of 3 headings that a reader found; 1 others".split()


def test_numbers_in_a_heading_must_be_the_same_and_the_number_before_it_is_no_word_of_it() -> None:
    parts = [Section(("Mål nr. 3: God helse",)), Section(("2. Vi skal sikre gode møter",))]
    assert reread(("Mål nr. 4: God helse", "2 . Vi skal sikre"), parts).missed == ("Mål nr. 4: God helse",)


def test_the_readers_headings_are_of_all_five_plans_and_hold_their_first_words_only(root: Path) -> None:
    headings = read_headings(root / "evals" / "plans" / "headings.tsv")
    assert len(headings) == 5
    assert all(len(words.split()) < 6 for found in headings.values() for words in found)


def test_a_folder_without_plans_and_a_broken_file_end_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "q.jsonl"
    broken.write_text("nei\n")
    for asked in (_questions(tmp_path / "ok.jsonl", "x"), broken):
        with pytest.raises(SystemExit) as ended:
            plans.main(["--originals", str(tmp_path), "--questions", str(asked)])
        assert ended.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1

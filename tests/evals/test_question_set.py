from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_examples
from dorinn.errors import EvaluationError
from dorinn.evals.question_set import KINDS, Item, read_items
from dorinn.language.fold import fold, words

GOOD: dict[str, Any] = {"id": "a-1", "question": "Hvem?", "lang": "nb", "kind": "route", "persona": "parent"}
EVALS = Path(__file__).resolve().parents[2] / "evals"
UNSEEN = pytest.mark.parametrize("name", ["test", "blind", "blind-2"])


def _write(folder: Path, *lines: object) -> Path:
    path = folder / "q.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def test_a_good_line_is_read_with_its_defaults(tmp_path: Path) -> None:
    (item,) = read_items(_write(tmp_path, GOOD))
    assert (item.id, item.kommune, item.acute, item.accept, item.must_contain) == ("a-1", None, False, (), ())


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(read_items(_write(tmp_path, GOOD, "", "  ", {**GOOD, "id": "a-2"}))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "tull",
        "[]",
        '"tekst"',
        "null",
        {key: value for key, value in GOOD.items() if key != "id"},
        {key: value for key, value in GOOD.items() if key != "question"},
        {**GOOD, "lang": "en"},
        {**GOOD, "kind": "annet"},
        {**GOOD, "persona": "far"},
        {**GOOD, "question": " "},
        {**GOOD, "accept": 3},
    ],
    ids=str,
)
def test_a_bad_line_is_named(tmp_path: Path, line: object) -> None:
    with pytest.raises(EvaluationError, match=r"q\.jsonl:3: ") as raised:
        read_items(_write(tmp_path, GOOD, GOOD, line))
    assert "\n" not in str(raised.value)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "borte.jsonl", tmp_path, tmp_path / "bytes.jsonl"):
        with pytest.raises(EvaluationError, match="cannot be read"):
            read_items(path)
    with pytest.raises(EvaluationError, match="no questions"):
        read_items(_write(tmp_path, ""))


def test_a_line_separator_inside_a_question_does_not_cut_the_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({**GOOD, "question": "a\u2028b"}, ensure_ascii=False), encoding="utf-8")
    assert read_items(path)[0].question == "a\u2028b"


# -- the committed sets -----------------------------------------------------


@pytest.fixture(scope="module")
def dev() -> list[Item]:
    return read_items(EVALS / "dev.jsonl")


@pytest.fixture(scope="module")
def test() -> list[Item]:
    return read_items(EVALS / "test.jsonl")


def test_the_sets_are_large_enough_and_varied(dev: list[Item], test: list[Item]) -> None:
    assert len(dev) >= 300
    assert len(test) >= 150
    for items in (dev, test):
        assert {item.kind for item in items} == set(KINDS)
        assert {item.lang for item in items} == {"nb", "nn"}
        assert len({item.id for item in items}) == len(items)


def test_their_codes_and_municipalities_are_known(corpus: Corpus, dev: list[Item], test: list[Item]) -> None:
    for item in (*dev, *test):
        assert set(item.accept) | set(item.accept3) <= set(corpus.type), item.id
        assert item.kommune is None or item.kommune in corpus.kommune, item.id


def test_the_two_sets_share_no_id(dev: list[Item], test: list[Item]) -> None:
    assert not {item.id for item in dev} & {item.id for item in test}


@UNSEEN
def test_no_question_is_tested_that_was_taught_or_developed_on(dev: list[Item], name: str) -> None:
    test = read_items(EVALS / f"{name}.jsonl")
    seen: dict[str, str] = {fold(example.text): example.topic for example in load_examples()}
    seen |= {fold(item.question): item.id for item in dev}
    assert [(item.id, seen[fold(item.question)]) for item in test if fold(item.question) in seen] == []


@UNSEEN
def test_no_question_is_tested_that_nearly_was(dev: list[Item], name: str) -> None:
    """Jaccard likeness of words 0.9 or more counts as the same; one or two words are left to the exact test."""
    test = read_items(EVALS / f"{name}.jsonl")
    texts = [(example.topic, example.text) for example in load_examples()] + [(i.id, i.question) for i in dev]
    bags = [(name, frozenset(words(fold(text)))) for name, text in texts]
    by_word: dict[str, list[int]] = {}
    for row, (_, bag) in enumerate(bags):
        for word in bag:
            by_word.setdefault(word, []).append(row)
    near = []
    for item in test:
        own = frozenset(words(fold(item.question)))
        if len(own) < 3:
            continue
        # A likeness of 0.9 leaves out at most a tenth of the words: one of the rarest must be shared.
        rare = sorted(own, key=lambda word: len(by_word.get(word, ())))[: len(own) // 9 + 1]
        rows = {row for word in rare for row in by_word.get(word, ())}
        near += [(item.id, bags[row][0]) for row in rows if len(own & bags[row][1]) >= 0.9 * len(own | bags[row][1])]
    assert near == []

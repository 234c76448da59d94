from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.errors import EvaluationError
from dorinn.evals.groups import as_text, contrasts, main, pairs, read_groups
from dorinn.evals.question_set import KINDS, Item, read_items
from dorinn.evals.run import Outcome
from dorinn.language.fold import fold
from dorinn.language.form import marked_form

Make = Callable[..., Outcome]
EVALS = Path(__file__).resolve().parents[2] / "evals"
LINE: dict[str, Any] = {"question": "Hvem?", "kind": "route", "accept": ["ppt"]}


@pytest.fixture(scope="module")
def twins() -> list[Item]:
    return read_groups(EVALS / "pairs.jsonl", pairs=True)


@pytest.fixture(scope="module")
def sets() -> list[Item]:
    return read_groups(EVALS / "contrasts.jsonl")


# -- the committed sets -----------------------------------------------------


def test_the_sets_are_as_large_and_varied_as_they_say(twins: list[Item], sets: list[Item]) -> None:
    assert len({item.group for item in twins}) == 120
    assert len({item.group for item in sets}) == 60
    for items in (twins, sets):
        assert len({item.id for item in items}) == len(items)
        assert {item.kind for item in items} == set(KINDS)
        assert {item.kommune for item in items} == {None, "nord-odal", "donna", "trysil", "asnes", "vestre-slidre"}
        assert {"parent", "youth", "employee", "frontdesk", "other"} == {item.persona for item in items}


def test_a_pair_tells_one_matter_and_not_word_for_word(twins: list[Item]) -> None:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in twins:
        groups[item.group].append(item)
    for one, other in groups.values():
        assert (one.accept, one.accept3, one.kommune, one.acute) == (
            other.accept,
            other.accept3,
            other.kommune,
            other.acute,
        )
        a, b = (set(fold(item.question).split()) for item in (one, other))
        assert len(a & b) / len(a | b) < 0.6, one.id


def test_a_set_of_contrasts_has_one_form_and_differs_in_what_is_right(sets: list[Item]) -> None:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sets:
        groups[item.group].append(item)
    for name, group in groups.items():
        assert 2 <= len(group) <= 3, name
        assert len({item.lang for item in group}) == 1, name
        assert len({item.note for item in group}) == 1, name
        assert len({(item.accept, item.kind) for item in group}) == len(group), name


def test_codes_are_known_and_no_question_was_taught_or_developed_on(
    corpus: Corpus, twins: list[Item], sets: list[Item]
) -> None:
    seen = {fold(item.question) for item in read_items(EVALS / "dev.jsonl")}
    for path in (EVALS.parent / "corpus" / "examples").glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        seen |= {fold(line.split("\t", 2)[2]) for line in lines}
    for item in (*twins, *sets):
        assert set(item.accept) | set(item.accept3) <= set(corpus.type), item.id
        assert fold(item.question) not in seen, item.id


def test_none_is_written_in_the_other_form(twins: list[Item], sets: list[Item]) -> None:
    other = {"nb": "nn", "nn": "nb"}
    assert [item.id for item in (*twins, *sets) if marked_form(item.question) == other[item.lang]] == []


# -- the measures -----------------------------------------------------------


def test_pairs_agree_when_the_first_code_and_the_alarm_are_the_same(outcome: Make) -> None:
    found = pairs(
        [
            outcome(id="a-nb", group="a"),
            outcome(id="a-nn", group="a", lang="nn", types=("ppt", "skole")),
            outcome(id="b-nb", group="b"),
            outcome(id="b-nn", group="b", lang="nn", types=("skole", "ppt")),
            outcome(id="c-nb", group="c", types=("nav",)),
            outcome(id="c-nn", group="c", lang="nn", types=("nav",), alarmed=True),
        ]
    )
    assert (found["same"]["right"], found["same"]["of"]) == (1, 3)
    assert (found["first_nb"]["right"], found["first_nn"]["right"], found["both_right"]["right"]) == (2, 1, 1)
    assert [[one["id"] for one in pair] for pair in found["parted"]] == [["b-nb", "b-nn"], ["c-nb", "c-nn"]]


def test_a_set_is_right_when_all_of_it_is(outcome: Make) -> None:
    found = contrasts(
        [
            outcome(id="a-a", group="a"),
            outcome(id="a-b", group="a", kind="acute", acute=True, alarmed=True),
            outcome(id="b-a", group="b"),
            outcome(id="b-b", group="b", kind="out_of_scope", abstained=False),
        ]
    )
    assert (found["sets"]["right"], found["sets"]["of"]) == (1, 2)
    assert (found["items"]["right"], found["items"]["of"]) == (3, 4)
    said = as_text({"contrasts": found})
    assert "b-b: q (donna)" in said
    assert "not refused" in said
    assert "a-a" not in said


def _write(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "g.jsonl"
    path.write_text("\n".join(json.dumps({**LINE, **line}) for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "lines",
    [
        [{"id": "a", "lang": "nb"}],
        [{"id": "a", "lang": "nb", "pair": "p"}],
        [{"id": "a", "lang": "nb", "pair": "p"}, {"id": "b", "lang": "nb", "pair": "p"}],
    ],
    ids=["no group", "alone", "one form twice"],
)
def test_a_group_that_is_not_whole_is_named(tmp_path: Path, lines: list[dict[str, Any]]) -> None:
    with pytest.raises(EvaluationError, match=r"g\.jsonl"):
        read_groups(_write(tmp_path, *lines), pairs=True)


def test_the_command_prints_and_writes(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "load", lambda *_, **__: assistant)
    path = _write(
        tmp_path,
        {"id": "a", "lang": "nb", "pair": "p", "question": "Hvem utreder dysleksi?"},
        {"id": "b", "lang": "nn", "pair": "p", "question": "Kven greier ut dysleksi?"},
    )
    assert main(["--pairs", str(path), "--contrasts", str(path), "--out", str(tmp_path / "found.json")]) == 0
    assert "pairs.same" in capsys.readouterr().out
    body = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert body["pairs"]["same"]["of"] == 1
    assert main(["--pairs", str(tmp_path / "missing.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1

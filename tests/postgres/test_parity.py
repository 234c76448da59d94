"""The same answers from the database as from the embedded index, on the whole dev set."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.evals.engines import compare, main
from dorinn.evals.question_set import read_items
from dorinn.postgres.engine import Engine
from dorinn.postgres.index import StoredIndex
from dorinn.postgres.link import Link
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import BY_WORDS, Index


def test_the_first_five_are_the_same_on_the_whole_dev_set(root: Path, whole: Index, stored: StoredIndex) -> None:
    items = read_items(root / "evals" / "dev.jsonl")
    found = compare(items, whole, stored)
    assert found.different == []
    assert found.same + len(found.tied) == len(items) > 1000
    assert len(found.tied) <= len(items) // 200


def test_ranks_and_scores_are_equal_to_the_last_bit(
    root: Path, whole: Index, stored: StoredIndex, encoder: BundledEncoder
) -> None:
    items = read_items(root / "evals" / "dev.jsonl")[::25]
    for item, vector in zip(items, encoder.encode([item.question for item in items]), strict=True):
        for fusion in (BY_WORDS,):
            one, two = (
                [
                    (hit.passage, hit.score, hit.lexical_rank)
                    for hit in index.search(item.question, ("trysil", "felles"), 8, state=vector, fusion=fusion)
                ]
                for index in (whole, stored)
            )
            assert one == two


def test_a_wrong_sum_would_be_seen(
    root: Path, whole: Index, stored: StoredIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dorinn.postgres import search

    worse = search._RANKS.replace("ORDER BY score DESC", "ORDER BY score")
    monkeypatch.setattr(search, "_RANKS", worse)
    found = compare(read_items(root / "evals" / "dev.jsonl")[:20], whole, stored)
    assert len(found.different) > 10


def test_the_command(
    address: str, tmp_path: Path, whole: Index, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "few.jsonl"
    questions.write_text('{"id": "1", "question": "Hva er PPT?", "lang": "nb", "kommune": "donna", "kind": "fact"}\n')
    monkeypatch.delenv("DORINN_STORE", raising=False)
    assert main(["--questions", str(questions)]) == 2
    monkeypatch.setenv("DORINN_STORE", address)
    assert main(["--questions", str(questions)]) == 2
    assert "run `dorinn index`" in capsys.readouterr().err
    from dorinn.postgres.engine import connect
    from dorinn.settings import Settings

    store = Settings.from_environment().store
    assert store is not None
    connect(store).publish("passages", whole)
    assert main(["--questions", str(questions)]) == 0
    assert capsys.readouterr().out.startswith("1 questions: 1 the same, 0 tied, 0 different")
    connect(store).close()
    connect.cache_clear()


def test_a_replica_that_lags_leaves_it_to_the_primary(filled: Engine, engine: Engine, whole: Index) -> None:
    """Here the «replica» is a database without tables."""

    def never(build: bool) -> Index:
        raise AssertionError("the primary has it")

    links: list[Link] = [engine.primary, filled.primary]
    index = StoredIndex(links, "passages", whole.passages, whole.encoder, never)
    assert index.version is not None
    assert index.search("Hva er PPT?", ("donna",))
    assert not engine.primary.lost

"""Filters are exact, odd questions are harmless, and the operator's own search joins words with OR."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Passage
from dorinn.postgres.engine import Engine
from dorinn.postgres.index import StoredIndex
from dorinn.retrieval.index import Index
from postgres.cheap import Cheap

QUESTION = "Jeg er gravid og har angst, hvem kan hjelpe meg med barnehageplass til neste år?"


def test_filters_are_exact(stored: StoredIndex, pieces: list[Passage], kommuner: list[str]) -> None:
    for place in (*kommuner, "felles", "nasjonal"):
        own = {passage.id for passage in pieces if passage.kommune == place}
        found = stored.search("barn", (place,), top=10_000, depth=10_000)
        assert {hit.passage.id for hit in found} == own, "every passage of the place, and none of another"
    assert stored.search("barn", ()) == []
    assert stored.search("barn", ("ingensteds",)) == []


def test_a_rare_place_is_found_among_many(engine: Engine, few: list[Passage]) -> None:
    """What an approximate index with a filter behind it loses: one passage of one place, unlike the question."""
    many = [replace(passage, id=f"{n}:{passage.id}") for n in range(8) for passage in few]
    lone = replace(few[-1], id="alene/plan:1", kommune="alene")
    built = Index.make([*many, lone], Cheap())
    engine.publish("passages", built)
    (hit,) = engine.only("passages", built).search("noe helt annet", ("alene",))
    assert hit.passage.id == "alene/plan:1"


def test_a_database_without_tables_is_told_of_once(
    engine: Engine, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    searched = engine.index("passages", index.passages, index.encoder, lambda build: index)
    for _ in range(3):
        assert searched.search("barnehage", ("felles",))
    assert [record.message for record in caplog.records if record.name == "dorinn.postgres"] == [
        f"{engine.primary.name} refused: UndefinedTable, 42P01"
    ]
    assert searched.source == "embedded"


@pytest.mark.parametrize("question", ["", "\0", "%s %(terms)s", "'; DROP TABLE passage; --", "\\", "🙂", "a" * 4000])
def test_odd_questions_find_what_the_embedded_index_finds(question: str, stored: StoredIndex, whole: Index) -> None:
    one, two = (index.search(question, ("donna", "felles")) for index in (whole, stored))
    assert [hit.passage.id for hit in one][:3] == [hit.passage.id for hit in two][:3]


def test_the_operators_search_joins_with_or_and_ranks(filled: Engine, corpus: Corpus) -> None:
    with filled.primary.connection() as connection:
        both = connection.execute(
            "SELECT count(*) FROM passage WHERE words @@ plainto_tsquery('norwegian', %s)", [QUESTION]
        ).fetchone()
        rows = connection.execute("SELECT id, kommune, rank FROM find(%s, ARRAY['donna'], 20)", [QUESTION]).fetchall()
        unfiltered = connection.execute("SELECT count(*) FROM find(%s, most => 100000)", [QUESTION]).fetchone()
        empty = connection.execute(
            "SELECT (SELECT count(*) FROM find('og i på')) + (SELECT count(*) FROM find(''))"
        ).fetchone()
        hostile = connection.execute("SELECT count(*) FROM find(%s)", ["barn's & !( | 'x"]).fetchone()
    assert both == (0,), "joined with AND, a whole question finds nothing"
    assert len(rows) == 20
    assert {kommune for _, kommune, _ in rows} == {"donna"}
    assert [rank for _, _, rank in rows] == sorted((rank for _, _, rank in rows), reverse=True)
    assert unfiltered is not None
    assert unfiltered[0] > 100
    assert empty == (0,)
    assert hostile is not None

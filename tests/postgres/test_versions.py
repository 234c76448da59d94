"""Versions: written by COPY, switched at one moment under readers, cleared when old, left whole when killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from dorinn.domain.passage import Passage
from dorinn.domain.text import Text
from dorinn.errors import StoreUnavailable
from dorinn.postgres import versions
from dorinn.postgres.engine import Engine
from dorinn.postgres.index import StoredIndex
from dorinn.retrieval.index import Index
from dorinn.settings import StoreAddress
from postgres.cheap import Cheap

TABLES = ("passage", "meaning", "posting")


def never(build: bool) -> Index:
    raise AssertionError("the embedded index was asked for")


@pytest.fixture(scope="module")
def index(few: list[Passage]) -> Index:
    """The few passages, with vectors that cost nothing."""
    return Index.make(few, Cheap())


def changed(few: list[Passage], word: str, index: Index) -> Index:
    """An index of the same passages, one of which has another text."""
    first = replace(few[0], text=Text(f"{word} {few[0].text.nb}", few[0].text.nn))
    return Index.make([first, *few[1:]], index.encoder)


def numbers(engine: Engine, table: str, column: str = "version") -> list[int]:
    with engine.primary.connection() as connection:
        found = connection.execute(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1").fetchall()
    return [number for (number,) in found]


def over(engine: Engine, index: Index) -> StoredIndex:
    return engine.index("passages", index.passages, index.encoder, never)


def test_copy_writes_everything(engine: Engine, index: Index) -> None:
    version = engine.publish("passages", index)
    assert version.fresh
    assert version.passages == len(index.passages)
    with engine.primary.connection() as connection:
        rows = connection.execute(
            """SELECT id, kommune, title, nb, nn, kind, record, services, about, document, section
            FROM passage WHERE version = %s ORDER BY line""",
            [version.number],
        ).fetchall()
        vectors = connection.execute("SELECT line, vector::real[] FROM meaning ORDER BY line").fetchall()
        sums = connection.execute(
            "SELECT sum(cardinality(lines)), sum(cardinality(weights)), count(DISTINCT term) FROM posting"
        ).fetchone()
    assert rows == [
        (
            p.id, p.kommune, p.title, p.text.nb, p.text.nn, p.kind, p.record, list(p.services), list(p.about),
            p.source.document, p.source.section,
        )
        for p in index.passages
    ]  # fmt: skip
    assert [row for row, _ in vectors] == list(range(len(rows)))
    assert np.array_equal(np.array([vector for _, vector in vectors], np.float32), index.vectors())
    lengths = [len(lines) for _, lines, _ in index.postings()]
    assert sums == (sum(lengths), sum(lengths), len(lengths))


def test_only_the_version_made_of_ones_own_texts_is_searched(engine: Engine, few: list[Passage], index: Index) -> None:
    engine.publish("passages", index)
    assert over(engine, index).search("barnehage", ("felles",))
    other = changed(few, "pannekake", index)
    assert over(engine, other).version is None
    with pytest.raises(AssertionError, match="embedded"):
        over(engine, other).search("barnehage", ("felles",))
    unlike = [replace(few[0], source=replace(few[0].source, section="elsewhere")), *few[1:]]
    assert over(engine, Index.make(unlike, index.encoder)).version is None, "the source is part of what is shown"


def test_the_two_newest_texts_stay_and_the_rest_is_cleared(engine: Engine, few: list[Passage], index: Index) -> None:
    one, two, three = index, changed(few, "to", index), changed(few, "tre", index)
    engine.publish("quotes", one)
    for built in (one, one, two, two, three, three):
        engine.publish("passages", built)
    assert over(engine, one).version is None
    assert over(engine, two).version is not None, "whoever holds the texts from before is still served"
    assert over(engine, three).version is not None
    kept = numbers(engine, "version", "number")
    assert len(kept) == 3, "the other shelf is left alone"
    for table in TABLES:
        assert numbers(engine, table) == kept


def test_readers_never_notice_a_switch(engine: Engine, few: list[Passage], index: Index) -> None:
    other = changed(few, "pannekake", index)
    wanted = {}
    for built in (index, other):
        engine.publish("passages", built)
        found = built.search("barnehage og helsestasjon", ("donna", "felles"))
        wanted[built.manifest.version] = [(hit.passage.id, hit.score) for hit in found]
    done, asked, wrong = threading.Event(), [0], list[object]()

    def read(built: Index) -> None:
        searched = over(engine, built)
        while not done.is_set():
            try:
                hits = searched.search("barnehage og helsestasjon", ("donna", "felles"))
                got: object = [(hit.passage.id, hit.score) for hit in hits]
            except BaseException as error:
                got = error
            asked[0] += 1
            if got != wanted[built.manifest.version]:
                wrong.append(got)
                return

    readers = [threading.Thread(target=read, args=(built,)) for built in (index, other, index)]
    for reader in readers:
        reader.start()
    for built in (index, other) * 4:
        engine.publish("passages", built)
    done.set()
    for reader in readers:
        reader.join(20)
    assert wrong == []
    assert asked[0] > 20


def test_a_version_that_goes_between_two_statements_is_looked_for_again(
    engine: Engine, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dorinn.postgres import search

    engine.publish("passages", index)
    known, published = search.known, list[object]()

    def and_publish(*args: object) -> list[str]:
        if not published:
            published.append(engine.publish("passages", index))
        return known(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "known", and_publish)
    found = over(engine, index).search("barnehage", ("felles",))
    assert published
    assert [hit.passage.id for hit in found] == [hit.passage.id for hit in index.search("barnehage", ("felles",))]


def test_a_load_that_is_cut_off_leaves_the_old_version(
    engine: Engine, few: list[Passage], index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = engine.publish("passages", index)
    postings = versions._postings

    def cut(built: Index):  # type: ignore[no-untyped-def]
        for number, row in enumerate(postings(built)):
            if number == 50:
                with engine.primary.connection() as connection:
                    connection.execute(
                        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE query LIKE 'COPY posting%' AND datname = current_database()"""
                    )
                time.sleep(0.2)
            yield row

    monkeypatch.setattr(versions, "_postings", cut)
    with pytest.raises(StoreUnavailable):
        engine.publish("passages", changed(few, "to", index))
    monkeypatch.undo()
    assert numbers(engine, "version", "number") == [old.number]
    assert all(numbers(engine, table) == [old.number] for table in TABLES)
    assert over(engine, index).search("barnehage", ("felles",))
    assert engine.publish("passages", changed(few, "to", index)).fresh


def test_two_writers_at_once_write_once(fresh: Callable[[], str], index: Index) -> None:
    address = StoreAddress(fresh())
    made = list[versions.Version]()

    def write() -> None:
        engine = Engine(address)
        made.append(engine.publish("passages", index, unless_there=True))
        engine.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert sorted(version.fresh for version in made) == [False, False, True]
    assert len({version.number for version in made}) == 1

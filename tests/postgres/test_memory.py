"""What may be stored, on a real server: with consent only, scrubbed, for its time, and gone at a word."""

from __future__ import annotations

import logging

import psycopg
import pytest

from clock import Clock
from dorinn.errors import MemoryUnavailable
from dorinn.memory.consented import KEEP_DAYS, Consented, Turn
from dorinn.memory.feedback import Feedback, Reviews
from dorinn.memory.gaps import Gaps
from dorinn.memory.store import Store
from dorinn.postgres import memory
from dorinn.postgres.engine import Engine
from postgres.node import Node

DAY = 24 * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


def turn(question: str) -> Turn:
    return Turn(0, question, "nb", "donna", "none", ("donna/ppt", "donna/skole"))


def everything(engine: Engine) -> str:
    """All rows of all tables, as text."""
    with engine.primary.connection() as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'dorinn'").fetchall()
        ]
        return " ".join(str(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names)


def test_the_tables_are_made_on_first_use(engine: Engine) -> None:
    assert Consented(engine.memory).turns("a") is None
    assert Reviews(engine.memory).waiting() == []


def test_without_consent_nothing_is_stored(engine: Engine) -> None:
    kept = Consented(engine.memory)
    kept.agree("yes")
    assert kept.keep("no", turn("et hemmelig ord")) is False
    assert kept.turns("no") is None
    assert "hemmelig" not in everything(engine)


def test_with_consent_it_is_stored_scrubbed_and_deleted_at_a_word(engine: Engine) -> None:
    kept = Consented(engine.memory)
    for name in ("a", "b"):
        kept.agree(name)
        assert kept.keep(name, turn(f"Ola heter Ola Nordmann, 99887766, pannekake {name}"))
    (stored,) = kept.turns("a") or []
    assert stored.question == "Ola heter [navn], [telefon], pannekake a"
    assert (stored.form, stored.kommune, stored.services) == ("nb", "donna", ("donna/ppt", "donna/skole"))
    assert "99887766" not in everything(engine)
    kept.delete("a")
    kept.delete("a")
    assert kept.turns("a") is None
    assert kept.keep("a", turn("vaffel")) is False
    left = everything(engine)
    assert "pannekake a" not in left
    assert "pannekake b" in left


def test_thirty_days_and_no_longer(engine: Engine, clock: Clock) -> None:
    kept = Consented(engine.memory, clock=clock)
    assert kept.agree("a") == int(clock.now) + KEEP_DAYS * DAY
    kept.keep("a", turn("pannekake"))
    clock.now += 29 * DAY
    assert kept.agree("a") == int(clock.now) + DAY, "saying yes again makes nothing last longer"
    assert kept.purge() == 0
    clock.now += DAY
    assert kept.turns("a") is None, "even before the purge"
    assert kept.keep("a", turn("vaffel")) is False
    assert kept.purge() == 1
    assert "pannekake" not in everything(engine)


def test_feedback_becomes_a_line_and_the_line_ends(engine: Engine, clock: Clock) -> None:
    reviews = Reviews(engine.memory, clock=clock)
    reviews.add(Feedback("right", "", "nb"))
    said = Feedback("wrong", " Skulle vært PPT. Ring 99887766 ", "nn", "donna", ("donna/skole",))
    first = reviews.add(said)
    reviews.add(Feedback("right", "", "nb"))
    lines = reviews.waiting()
    assert [line.feedback.verdict for line in lines] == ["wrong", "right", "right"]
    assert lines[0].id == first
    assert lines[0].feedback == Feedback("wrong", "Skulle vært PPT. Ring [telefon]", "nn", "donna", ("donna/skole",))
    assert lines[0].day == "2026-09-21"
    reviews.finish(first)
    reviews.finish(999)
    assert len(reviews.waiting()) == 2
    assert reviews.count() == {"right": 2, "wrong": 1}
    assert "PPT" not in everything(engine)
    clock.now += 366 * DAY
    assert reviews.purge() == 3


def test_gaps_are_counts(engine: Engine, clock: Clock) -> None:
    store = Store(engine.memory, clock=clock)
    for _ in range(3):
        store.gaps.add("donna", "skolevegring", "abstained")
    store.gaps.add(None, None, "foreign")
    store.tidy()
    store.gaps.add("donna", "skolevegring", "abstained")
    store.tidy()
    assert [(gap.topic, gap.count) for gap in store.gaps.most()] == [("skolevegring", 4), ("", 1)]
    assert Gaps(engine.memory, clock).most() == store.gaps.most()


def test_odd_characters_are_no_fault(engine: Engine) -> None:
    reviews = Reviews(engine.memory)
    reviews.add(Feedback("wrong", "a\0b \ud800 🙂 %s ? '", "nb"))
    assert reviews.waiting()[0].feedback.note == "ab ? 🙂 %s ? '"


def test_a_refusal_shows_nothing_of_what_was_stored(
    engine: Engine, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    reviews = Reviews(engine.memory)
    reviews.add(Feedback("right", "", "nb"))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER TABLE dorinn.feedback ADD CHECK (note NOT LIKE '%pannekake%')")
    with caplog.at_level(logging.DEBUG), pytest.raises(MemoryUnavailable) as refused:
        reviews.add(Feedback("wrong", "pannekake", "nb"))
    assert str(refused.value).endswith("refused: CheckViolation, 23514")
    assert "pannekake" not in caplog.text
    assert reviews.add(Feedback("wrong", "vaffel", "nb")), "one refusal is no loss of the server"


def test_a_commit_without_its_replica_does_not_wait_for_ever(
    node: Node, engine: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = Reviews(engine.memory)
    reviews.add(Feedback("right", "", "nb"))
    monkeypatch.setattr(memory, "ENOUGH", 0.3)
    with psycopg.connect(node.url(), autocommit=True) as connection:
        try:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
            connection.execute("SELECT pg_reload_conf(), pg_sleep(0.5)")
            with pytest.raises(MemoryUnavailable, match="replica did not confirm"):
                reviews.add(Feedback("wrong", "", "nb"))
        finally:
            connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
            connection.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")
    assert reviews.add(Feedback("right", "", "nb"))

"""Storing for real: a file, other processes, kill -9, a full disk, and time that passes."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clock import Clock
from dorinn.errors import MemoryUnavailable
from dorinn.memory import database
from dorinn.memory.consented import KEEP_DAYS, Consented, Turn
from dorinn.memory.database import MIGRATIONS, NAME, Database
from dorinn.memory.feedback import Feedback, Reviews
from dorinn.memory.gaps import Gaps

DAY = 24 * 3600
SRC = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def turn(question: str) -> Turn:
    return Turn(0, question, "nb", "donna", "none", ("donna/ppt", "donna/skole"))


def bytes_of(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data.iterdir())


def test_nothing_is_made_before_something_is_stored(data: Path, clock: Clock) -> None:
    kept, reviews, gaps = Consented(Database(data)), Reviews(Database(data)), Gaps(Database(data))
    assert kept.keep("a", turn("hei")) is False
    assert kept.turns("a") is None
    kept.delete("a")
    assert (kept.purge(), reviews.purge(), reviews.waiting(), reviews.count(), gaps.most()) == (0, 0, [], {}, [])
    gaps.write()
    assert not data.exists()


def test_without_consent_nothing_is_stored(data: Path) -> None:
    kept = Consented(Database(data))
    kept.agree("yes")
    assert kept.keep("no", turn("et hemmelig ord")) is False
    assert kept.turns("no") is None
    assert b"hemmelig" not in bytes_of(data)


def test_with_consent_it_is_stored_scrubbed(data: Path) -> None:
    kept = Consented(Database(data))
    kept.agree("a")
    assert kept.keep("a", turn("Ola heter Ola Nordmann, 99887766, ola@nordmann.no"))
    (stored,) = kept.turns("a") or []
    assert stored.question == "Ola heter [navn], [telefon], [e-post]"
    assert stored.services == ("donna/ppt", "donna/skole")
    everything = bytes_of(data)
    for secret in (b"99887766", b"nordmann.no", b"Nordmann"):
        assert secret not in everything


def test_the_file_is_for_its_owner_and_holds_no_id(data: Path) -> None:
    Consented(Database(data)).agree("an-unguessable-id")
    assert stat.S_IMODE((data / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert b"an-unguessable-id" not in bytes_of(data)


def test_deleting_takes_it_off_the_disk(data: Path) -> None:
    kept = Consented(Database(data))
    kept.agree("a")
    kept.agree("b")
    kept.keep("a", turn("pannekake"))
    kept.keep("b", turn("vaffel"))
    assert b"pannekake" in bytes_of(data)
    kept.delete("a")
    kept.delete("a")
    assert kept.turns("a") is None
    assert kept.keep("a", turn("pannekake")) is False
    assert b"pannekake" not in bytes_of(data)
    assert [t.question for t in kept.turns("b") or []] == ["vaffel"]


def test_thirty_days_and_no_longer(data: Path, clock: Clock) -> None:
    kept = Consented(Database(data), clock=clock)
    assert kept.agree("a") == int(clock.now) + 30 * DAY
    kept.keep("a", turn("pannekake"))
    clock.now += 29 * DAY
    assert kept.agree("a") == int(clock.now) + DAY, "saying yes again makes nothing last longer"
    assert kept.purge() == 0
    clock.now += DAY
    assert kept.turns("a") is None, "even before the purge"
    assert kept.keep("a", turn("vaffel")) is False
    assert kept.purge() == 1
    assert b"pannekake" not in bytes_of(data)
    assert KEEP_DAYS == 30


def test_feedback_becomes_a_line_and_the_line_ends(data: Path, clock: Clock) -> None:
    reviews = Reviews(Database(data), clock=clock)
    reviews.add(Feedback("right", "", "nb"))
    first = reviews.add(Feedback("wrong", " Skulle vært PPT. Ring 99887766 ", "nn", "donna", ("donna/skole",)))
    reviews.add(Feedback("right", "", "nb"))
    lines = reviews.waiting()
    assert [line.feedback.verdict for line in lines] == ["wrong", "right", "right"]
    assert lines[0].feedback == Feedback("wrong", "Skulle vært PPT. Ring [telefon]", "nn", "donna", ("donna/skole",))
    assert lines[0].day == "2026-09-21"
    reviews.finish(first)
    reviews.finish(999)
    assert len(reviews.waiting()) == 2
    assert reviews.count() == {"right": 2, "wrong": 1}
    assert b"PPT" not in bytes_of(data)
    clock.now += 366 * DAY
    assert reviews.purge() == 3


def test_known_names_are_no_persons(data: Path) -> None:
    reviews = Reviews(Database(data), known={"familiens", "hus"})
    reviews.add(Feedback("missing", "Manglet Familiens Hus", "nb"))
    assert reviews.waiting()[0].feedback.note == "Manglet Familiens Hus"


def test_gaps_are_counts(data: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    gaps = Gaps(Database(data), clock)
    for _ in range(3):
        gaps.add("donna", "skolevegring", "abstained")
    gaps.add(None, None, "foreign")
    gaps.write()
    gaps.add("donna", "skolevegring", "abstained")
    gaps.write()
    assert [(gap.topic, gap.count) for gap in gaps.most()] == [("skolevegring", 4), ("", 1)]
    gaps.add("donna", "skolevegring", "abstained")
    monkeypatch.setattr(gaps, "_database", Database(None))
    with pytest.raises(MemoryUnavailable):
        gaps.write()
    monkeypatch.setattr(gaps, "_database", Database(data))
    gaps.write()
    assert gaps.most()[0].count == 5, "what could not be written is kept"


def test_switched_off_says_so() -> None:
    with pytest.raises(MemoryUnavailable, match="DORINN_DATA"):
        Consented(Database(None)).agree("a")


WRITER = """
import sys
from pathlib import Path
from dorinn.memory.database import Database
from dorinn.memory.feedback import Feedback, Reviews
reviews = Reviews(Database(Path(sys.argv[1])))
while True:
    print(reviews.add(Feedback("missing", "linje " * 200, "nb")), flush=True)
"""


BEGINNERS = """
import multiprocessing, sys
from pathlib import Path
from dorinn.errors import MemoryUnavailable
from dorinn.memory.database import Database

def begin(together, refused):
    count = 0
    for number in range(150):
        together.wait()
        try:
            with Database(Path(sys.argv[1]) / str(number)).open():
                pass
        except MemoryUnavailable:
            count += 1
    refused.put(count)

several = multiprocessing.get_context("fork")
together, refused = several.Barrier(4), several.Queue()
processes = [several.Process(target=begin, args=(together, refused)) for _ in range(4)]
for process in processes:
    process.start()
print(*[refused.get() for _ in processes])
for process in processes:
    process.join()
"""


def writer(data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_nothing_acknowledged_is_lost_by_kill_9(data: Path) -> None:
    acknowledged: list[int] = []
    for after in (1, 40):
        process = writer(data)
        assert process.stdout
        acknowledged += [int(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait(10)
        process.stdout.close()
    stored = {line.id for line in Reviews(Database(data)).waiting(10_000)}
    assert set(acknowledged) <= stored
    with sqlite3.connect(data / NAME) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_many_who_begin_at_once_all_write(tmp_path: Path) -> None:
    """SQLite gives up at once where two turn a new file to WAL in the same moment; one in thirty was refused here."""
    done = subprocess.run(
        [sys.executable, "-c", BEGINNERS, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0"] * 4


def test_two_processes_write_at_once(data: Path) -> None:
    both = [writer(data), writer(data)]
    seen = [[int(process.stdout.readline()) for _ in range(20)] for process in both if process.stdout]
    for process in both:
        process.kill()
        process.wait(10)
        assert process.stdout
        process.stdout.close()
    assert not set(seen[0]) & set(seen[1])


def test_a_damaged_file_is_set_aside_and_deleted_in_time(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    reviews = Reviews(Database(data))
    reviews.add(Feedback("wrong", "før", "nb"))
    (data / NAME).write_bytes(b"not a database at all" * 400)
    reviews.add(Feedback("wrong", "etter", "nb"))
    assert [line.feedback.note for line in reviews.waiting()] == ["etter"]
    (aside,) = data.glob("damaged-*")
    assert "set aside" in caplog.text
    Consented(Database(data)).purge()
    assert aside.exists()
    os.utime(aside, (time.time() - 31 * DAY,) * 2)
    Consented(Database(data)).purge()
    assert not aside.exists()


def test_a_file_that_vanished_is_begun_anew(data: Path) -> None:
    reviews = Reviews(Database(data))
    reviews.add(Feedback("wrong", "før", "nb"))
    for path in data.iterdir():
        path.unlink()
    data.rmdir()
    assert reviews.waiting() == []
    reviews.add(Feedback("wrong", "etter", "nb"))
    assert [line.feedback.note for line in reviews.waiting()] == ["etter"]


def test_a_read_only_place_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MemoryUnavailable, match="nothing can be stored now"):
        Reviews(Database(tmp_path / "file" / "data")).add(Feedback("right", "", "nb"))


def test_a_locked_database_is_one_clear_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = Reviews(Database(data))
    reviews.add(Feedback("right", "", "nb"))
    connect = sqlite3.connect
    monkeypatch.setattr(database.sqlite3, "connect", lambda path, timeout, **k: connect(path, timeout=0.05, **k))
    holding = connect(data / NAME, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    with pytest.raises(MemoryUnavailable, match="locked"):
        reviews.add(Feedback("right", "", "nb"))
    holding.execute("ROLLBACK")
    holding.close()
    reviews.add(Feedback("right", "", "nb"))


FULL = """
import resource, sys
from pathlib import Path
from dorinn.errors import MemoryUnavailable
from dorinn.memory.database import Database
from dorinn.memory.feedback import Feedback, Reviews
reviews = Reviews(Database(Path(sys.argv[1])))
reviews.add(Feedback("right", "", "nb"))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
stored = 1
try:
    while stored < 10_000:
        reviews.add(Feedback("missing", "ord " * 400, "nb"))
        stored += 1
except MemoryUnavailable as error:
    print(stored, error)
"""


def test_a_full_disk_is_one_clear_line_and_loses_nothing(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(data)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stored, said = done.stdout.split(" ", 1)
    assert said.startswith("nothing can be stored now")
    assert len(Reviews(Database(data)).waiting(10_000)) == int(stored)


def test_an_older_file_is_brought_up_to_date(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reviews(Database(data)).add(Feedback("wrong", "gammel", "nb"))
    more = (*MIGRATIONS, ("ALTER TABLE feedback ADD COLUMN extra TEXT NOT NULL DEFAULT 'x'",))
    monkeypatch.setattr(database, "MIGRATIONS", more)
    assert Reviews(Database(data)).waiting()[0].feedback.note == "gammel"
    with sqlite3.connect(data / NAME) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT extra FROM feedback").fetchone() == ("x",)
    connection.close()


def test_a_broken_step_leaves_the_file_as_it_was(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reviews(Database(data)).add(Feedback("wrong", "gammel", "nb"))
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("ALTER TABLE feedback ADD COLUMN a TEXT", "NONSENSE")))
        with pytest.raises(MemoryUnavailable):
            Reviews(Database(data)).waiting()
    assert Reviews(Database(data)).waiting()[0].feedback.note == "gammel"


def test_a_newer_file_is_refused(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reviews(Database(data)).add(Feedback("wrong", "ny", "nb"))
    monkeypatch.setattr(database, "MIGRATIONS", ())
    with pytest.raises(MemoryUnavailable, match="version 1"):
        Reviews(Database(data)).waiting()

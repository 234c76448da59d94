"""What people say of an answer: right place, wrong place, or something missing. Each is a line in a review list."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from dorinn.domain.text import Form
from dorinn.language.private import scrub
from dorinn.memory.work import Kept

Verdict = Literal["right", "wrong", "missing"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "missing")
KEEP_DAYS = 365
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Feedback:
    """One word on an answer. `note` is theirs, `services` the ids that were shown; nothing of the question."""

    verdict: Verdict
    note: str
    form: Form
    kommune: str | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the review list; `day` is an ISO date (UTC)."""

    id: int
    day: str
    feedback: Feedback


class Reviews:
    """The review list. Notes are scrubbed here, and lines are kept until a year has gone."""

    def __init__(self, database: Kept, known: Collection[str] = (), clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._known = known
        self._clock = clock

    def add(self, said: Feedback) -> int:
        """Stores it and gives its number; raises MemoryUnavailable."""
        note = scrub(said.note.strip(), self._known).text
        with self._database.open() as db:
            done = db.execute(
                "INSERT INTO feedback (at, verdict, note, form, kommune, services) VALUES (?, ?, ?, ?, ?, ?)",
                (int(self._clock()), said.verdict, note, said.form, said.kommune, " ".join(said.services)),
            )
        return int(done.lastrowid or 0)

    def waiting(self, most: int = 200) -> list[Line]:
        """Lines nobody has dealt with, what went wrong before what went right, newest first."""
        if not self._database.exists:
            return []
        with self._database.open() as db:
            rows = db.execute(
                """SELECT id, at, verdict, note, form, kommune, services FROM feedback WHERE NOT done
                ORDER BY verdict = 'right' AND note = '', id DESC LIMIT ?""",
                (most,),
            ).fetchall()
        return [_line(*row) for row in rows]

    def count(self) -> dict[str, int]:
        """How many of each verdict there are, dealt with or not."""
        if not self._database.exists:
            return {}
        with self._database.open() as db:
            return dict(db.execute("SELECT verdict, count(*) FROM feedback GROUP BY verdict").fetchall())

    def finish(self, line: int) -> None:
        """Takes a line off the list and its note out of the file; the verdict still counts."""
        if self._database.exists:
            with self._database.open() as db:
                db.execute("UPDATE feedback SET done = TRUE, note = '' WHERE id = ?", (line,))

    def purge(self) -> int:
        """Deletes lines that are a year old; gives their number."""
        if not self._database.exists:
            return 0
        with self._database.open() as db:
            return db.execute("DELETE FROM feedback WHERE at <= ?", (self._clock() - KEEP_DAYS * _DAY,)).rowcount


def _line(number: int, at: int, verdict: Verdict, note: str, form: Form, kommune: str | None, services: str) -> Line:
    said = Feedback(verdict, note, form, kommune, tuple(services.split()))
    return Line(number, time.strftime("%Y-%m-%d", time.gmtime(at)), said)

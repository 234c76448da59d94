"""What dorinn could not answer, as counts by month, municipality, topic and reason; never a word of what was asked."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dorinn.memory.work import Kept

FEW = 5
"""A count below this is not shown as it is: in a small place it might point at somebody."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How often something went unanswered; `kommune` and `topic` are codes, or empty."""

    month: str
    kommune: str
    topic: str
    reason: str
    count: int


class Gaps:
    """Counts in memory, written now and then. A crash loses the last few minutes of counts, and nothing else."""

    def __init__(self, database: Kept, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._fresh: Counter[tuple[str, str, str, str]] = Counter()
        self._lock = threading.Lock()

    def add(self, kommune: str | None, topic: str | None, reason: str) -> None:
        """One more; never touches the disk."""
        month = time.strftime("%Y-%m", time.gmtime(self._clock()))
        with self._lock:
            self._fresh[month, kommune or "", topic or "", reason] += 1

    def write(self) -> None:
        """Adds what is new to the file; what cannot be written is kept for the next time. Raises MemoryUnavailable."""
        with self._lock:
            fresh, self._fresh = self._fresh, Counter()
        if not fresh:
            return
        try:
            with self._database.open() as db:
                db.executemany(
                    """INSERT INTO gap VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (month, kommune, topic, reason) DO UPDATE SET count = gap.count + excluded.count""",
                    [
                        (*key, count) for key, count in sorted(fresh.items())
                    ],  # two writers in one order cannot block each other
                )
        except BaseException:
            with self._lock:
                self._fresh.update(fresh)
            raise

    def most(self, number: int = 50) -> list[Gap]:
        """The newest month first, the most frequent first."""
        if not self._database.exists:
            return []
        with self._database.open() as db:
            rows = db.execute("SELECT * FROM gap ORDER BY month DESC, count DESC, topic LIMIT ?", (number,)).fetchall()
        return [Gap(*row) for row in rows]

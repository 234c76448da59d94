"""Evaluations that were kept, so that one can see how right the answers were over time. No question is in them.

They stand in a file of lines beside the database, not in it: `dorinn evaluate` may run where no door is open, and a
person can read, copy and mend the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from dorinn.errors import MemoryUnavailable

NAME = "evaluations.jsonl"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One run: when (ISO, UTC), which questions and how many, shares from 0 to 1, and what was measured.

    `first` is the right place first, `three` a right one among three, `danger` dangers found, `alarms` false alarms
    (the less the better), `facts` answers that held what they must. None where the set has no such question.
    `corpus` is the digest of the facts, `index` the index's version, `version` dorinn's own.
    """

    at: str
    questions: str
    count: int
    first: float | None
    three: float | None
    danger: float | None
    alarms: float | None
    facts: float | None
    corpus: str
    index: str
    version: str


class Evaluations:
    """The kept evaluations in a folder that dorinn may write to; without one nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def add(self, found: Evaluation) -> None:
        """Adds one at the end, in one write; raises MemoryUnavailable."""
        if self._folder is None:
            raise MemoryUnavailable("nothing is stored here: DORINN_DATA is switched off")
        line = json.dumps(asdict(found), ensure_ascii=False) + "\n"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(self._folder / NAME, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "rb+") as file:
                size = file.seek(0, os.SEEK_END)
                if size and file.seek(size - 1) >= 0 and file.read(1) != b"\n":
                    line = f"\n{line}"  # what was cut off by a fault before must not spoil this one, too
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise MemoryUnavailable(f"nothing can be stored now: {error}") from error

    def all(self, questions: str | None = None, most: int = 100) -> list[Evaluation]:
        """The latest ones, oldest first; of one question set where it is named. A damaged line is passed over."""
        if self._folder is None:
            return []
        try:
            lines = (self._folder / NAME).read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise MemoryUnavailable(f"what was stored cannot be read: {error}") from error
        found = [read for line in lines if line.strip() and (read := _read(line))]
        return [one for one in found if questions in (None, one.questions)][-most:]


def _read(line: str) -> Evaluation | None:
    try:
        found = Evaluation(**json.loads(line))
    except (ValueError, TypeError):
        return None
    shares = (found.first, found.three, found.danger, found.alarms, found.facts)
    sound = all(share is None or (isinstance(share, float | int) and 0 <= share <= 1) for share in shares)
    words = all(isinstance(w, str) for w in (found.at, found.questions, found.corpus, found.index, found.version))
    return found if sound and words and isinstance(found.count, int) else None

"""Workplace: where an employee works, so that nobody is sent to themselves."""

from __future__ import annotations

from dorinn.assistant.case import Case
from dorinn.assistant.offer import Record
from dorinn.corpus.cues import Cues
from dorinn.language.fold import fold

_KNOWN = ("barnehage", "skole", "skolehelsetjeneste")  # kinds of records that have a cue «at_…»


class Workplace:
    """Knows by what employees write whether a record is their own place."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def at(self, record: Record, case: Case) -> bool:
        """Whether that is where the writer works."""
        known = case.asker.role == "employee" and record.type in _KNOWN
        return known and self._cues.has(f"at_{record.type}", fold(case.text))

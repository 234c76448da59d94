"""Conversations whose asker said yes to keeping them: scrubbed, for 30 days, and gone at a word."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from dorinn.domain.text import Form
from dorinn.language.private import scrub
from dorinn.memory.work import Kept

KEEP_DAYS = 30
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Turn:
    """One stored question: its scrubbed text, and codes of what was answered. `at` is in seconds since 1970."""

    at: int
    question: str
    form: Form
    kommune: str | None
    urgency: str
    services: tuple[str, ...]


class Consented:
    """Stores nothing for a conversation without consent. Ids are kept as digests: the file opens nobody's door."""

    def __init__(self, database: Kept, known: Collection[str] = (), clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._known = known
        self._clock = clock

    def agree(self, conversation_id: str) -> int:
        """Notes the consent; gives the moment (seconds since 1970) when all of it is deleted by itself."""
        now = int(self._clock())
        with self._database.open() as db:
            db.execute(
                "INSERT INTO conversation VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (_key(conversation_id), now, now + KEEP_DAYS * _DAY),
            )
            (expires,) = db.execute(
                "SELECT expires FROM conversation WHERE key = ?", (_key(conversation_id),)
            ).fetchone()
        return int(expires)

    def keep(self, conversation_id: str, turn: Turn) -> bool:
        """Stores a turn, scrubbed here, if there is a consent that still runs; says whether it did."""
        if not self._database.exists:
            return False
        question, now = scrub(turn.question, self._known).text, self._clock()
        said = (int(now), question, turn.form, turn.kommune, turn.urgency, " ".join(turn.services))
        with self._database.open() as db:
            done = db.execute(
                """INSERT INTO turn (conversation, at, question, form, kommune, urgency, services)
                SELECT key, ?, ?, ?, ?, ?, ? FROM conversation WHERE key = ? AND expires > ?""",
                (*said, _key(conversation_id), now),
            )
        return done.rowcount > 0

    def turns(self, conversation_id: str) -> list[Turn] | None:
        """What is stored, oldest first; None where there is no consent."""
        if not self._database.exists:
            return None
        with self._database.open() as db:
            known = db.execute(
                "SELECT 1 FROM conversation WHERE key = ? AND expires > ?", (_key(conversation_id), self._clock())
            ).fetchone()
            rows = db.execute(
                "SELECT at, question, form, kommune, urgency, services FROM turn WHERE conversation = ? ORDER BY id",
                (_key(conversation_id),),
            ).fetchall()
        return [_turn(*row) for row in rows] if known else None

    def delete(self, conversation_id: str) -> None:
        """Deletes the consent and everything stored under it; nothing there is fine."""
        if self._database.exists:
            with self._database.open() as db:
                db.execute("DELETE FROM conversation WHERE key = ?", (_key(conversation_id),))

    def purge(self) -> int:
        """Deletes what is past its time, and damaged files as old; gives the number of conversations."""
        if not self._database.exists:
            return 0
        with self._database.open() as db:
            done = db.execute("DELETE FROM conversation WHERE expires <= ?", (self._clock(),))
        self._database.sweep(self._clock() - KEEP_DAYS * _DAY)
        return done.rowcount


def _key(conversation_id: str) -> bytes:
    return hashlib.sha256(conversation_id.encode("utf-8", "replace")).digest()


def _turn(at: int, question: str, form: Form, kommune: str | None, urgency: str, services: str) -> Turn:
    return Turn(at, question, form, kommune, urgency, tuple(services.split()))

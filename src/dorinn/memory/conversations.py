"""Conversations, so that «og hvis hun er 16?» is understood. Kept in memory only, for an hour, without any text."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict

from dorinn.domain.question import Understanding

KEEP_SECONDS = 3600
MOST = 10_000


class Conversations:
    """Maps an unguessable id to what was understood so far: topics, age, role, municipality."""

    def __init__(self, keep_seconds: float = KEEP_SECONDS, most: int = MOST) -> None:
        self._keep = keep_seconds
        self._most = most
        self._turns: OrderedDict[str, tuple[float, Understanding]] = OrderedDict()
        self._lock = threading.Lock()

    def before(self, conversation_id: str | None) -> Understanding | None:
        """The understanding of earlier turns, or None when unknown or too old."""
        with self._lock:
            found = self._turns.get(conversation_id or "")
        return found[1] if found and time.monotonic() - found[0] < self._keep else None

    def remember(self, conversation_id: str | None, understanding: Understanding) -> str:
        """Stores the latest understanding and returns the id: the known one, or a fresh one."""
        with self._lock:
            known = conversation_id in self._turns if conversation_id else False
            name = conversation_id if known and conversation_id else secrets.token_urlsafe(16)
            self._turns[name] = (time.monotonic(), understanding)
            self._turns.move_to_end(name)
            while self._turns and self._stale():
                self._turns.popitem(last=False)
        return name

    def _stale(self) -> bool:
        """Whether the oldest conversation must go: too many are kept, or it is past its hour."""
        oldest, _ = next(iter(self._turns.values()))
        return len(self._turns) > self._most or time.monotonic() - oldest >= self._keep

    def forget(self, conversation_id: str) -> None:
        """Drops a conversation at once."""
        with self._lock:
            self._turns.pop(conversation_id, None)

"""Everything that may be stored, over one database."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from dorinn.memory.consented import Consented
from dorinn.memory.feedback import Reviews
from dorinn.memory.gaps import Gaps
from dorinn.memory.work import Kept


class Store:
    """Consented conversations, the review list and the counts, in a database of either kind.

    `known` are folded words of public names, which scrubbing leaves alone.
    """

    def __init__(self, database: Kept, known: Collection[str] = (), clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self.consented = Consented(self._database, known, clock)
        self.reviews = Reviews(self._database, known, clock)
        self.gaps = Gaps(self._database, clock)

    @property
    def empty(self) -> bool:
        """Whether nothing was ever stored."""
        return not self._database.exists

    @property
    def off(self) -> bool:
        """Whether storing is switched off."""
        return self._database.off

    def tidy(self) -> None:
        """Writes fresh counts and deletes what is past its time, now and then. Raises MemoryUnavailable."""
        self.consented.purge()
        self.reviews.purge()
        if not self.off:
            self.gaps.write()

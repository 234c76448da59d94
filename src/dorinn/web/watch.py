"""Sees from the running server that a plan was taken in or out, and goes on with it; no restart is needed."""

from __future__ import annotations

import asyncio
import gc
import logging
from pathlib import Path

from dorinn.errors import DorinnError
from dorinn.web.state import State

_log = logging.getLogger("dorinn.web")
EVERY = 1.0
"""Seconds between two looks at one file."""


Stamp = tuple[int, int] | None


async def watch(state: State, news: Path, seen: Stamp, every: float = EVERY) -> None:
    """Renews the state whenever `news` is not as `seen` any more, for as long as the server runs.

    What cannot be read is told in the log once, and the server goes on with what it has until the next change.
    """
    while True:
        await asyncio.sleep(every)
        now = stamp(news)
        if now == seen or state.assistant is None:  # while the first one is loading, the change is kept in mind
            continue
        seen = now
        try:
            await state.renew()
        except DorinnError as error:
            _log.error("the plans are used as they were before: %s", error)
        except Exception as error:  # whatever is wrong with a file, the old plans answer
            _log.error("the plans are used as they were before: %s", type(error).__name__)
        else:
            _log.info("a plan was taken in or out: %s plans now", len(state.corpus.editions))
            # What was loaded at start is frozen for the collector; what is out of use now must go.
            gc.unfreeze()
            gc.collect()
            gc.freeze()


def stamp(path: Path) -> Stamp:
    """What changes when a file is written anew; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino

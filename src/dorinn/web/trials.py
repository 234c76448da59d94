"""Trials behind the door: the question set run in a process of its own, one at a time, with a limit."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dorinn.corpus.paths import corpus_folder, data_folder
from dorinn.corpus.proposal import Proposal
from dorinn.errors import CorpusError, DorinnError, ProposalError

LIMIT = 600.0
"""Seconds after which a trial is ended."""
_CHECK_LIMIT = 120


@dataclass(slots=True)
class Trial:
    """One trial, running or over. `proposal` is None where only the figures of today were asked for.

    `result` is what `dorinn.evals.trial` told last; `trouble` a key of `web/texts.yaml`, with what was said.
    """

    proposal: Proposal | None
    stage: Literal["waiting", "before", "after"] = "waiting"
    done: int = 0
    of: int = 0
    result: dict[str, Any] | None = None
    trouble: tuple[str, str] | None = None
    over: threading.Event = field(default_factory=threading.Event)


class Trials:
    """Starts trials, and remembers the latest. The door's own corpus, index and threads are not touched by them."""

    def __init__(self, indexes: Path, limit: float = LIMIT) -> None:
        self._indexes = indexes
        self._limit = limit
        self._lock = threading.Lock()
        self._checking = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.latest: Trial | None = None

    @property
    def busy(self) -> bool:
        """Whether one is running."""
        return self.latest is not None and not self.latest.over.is_set()

    @property
    def possible(self) -> bool:
        """Whether the question set is here; an installed wheel has none."""
        try:
            return _questions().is_file()
        except CorpusError:
            return False

    def check(self, proposal: Proposal) -> list[str]:
        """What `dorinn check` says of the corpus with the change made; empty when it is sound. Takes seconds."""
        with self._checking, tempfile.TemporaryDirectory(prefix="dorinn-proposal-") as work:
            try:
                copy = proposal.copy(corpus_folder(), Path(work) / "corpus")
                done = subprocess.run(
                    [sys.executable, "-m", "dorinn.cli", "check"],
                    env=_environment(DORINN_CORPUS=str(copy)),
                    capture_output=True, text=True, timeout=_CHECK_LIMIT, check=False,
                )  # fmt: skip
            except (OSError, subprocess.TimeoutExpired) as error:
                raise ProposalError(f"the change could not be checked: {type(error).__name__}") from error
        return [] if done.returncode == 0 else (done.stderr.strip() or "dorinn check failed").split("\n")

    def start(self, proposal: Proposal | None, then: Callable[[dict[str, Any]], None] | None = None) -> bool:
        """Starts one unless one is running; says whether it did. `then` gets the result, in the trial's thread."""
        with self._lock:
            if self.busy:
                return False
            trial = self.latest = Trial(proposal)
        threading.Thread(target=self._run, args=(trial, then), name="dorinn-trial", daemon=True).start()
        return True

    async def stop(self) -> None:
        """Ends the one that runs, if any, and waits until it is gone."""
        trial, process = self.latest, self._process
        if trial and process and not trial.over.is_set():
            process.kill()
            await asyncio.to_thread(trial.over.wait, 10)

    def _run(self, trial: Trial, then: Callable[[dict[str, Any]], None] | None) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="dorinn-proposal-") as work:
                self._follow(trial, Path(work))
            if trial.result is not None and then is not None:
                then(trial.result)
        except (OSError, DorinnError) as error:
            trial.trouble = ("trial_failed", str(error) if isinstance(error, DorinnError) else type(error).__name__)
        finally:
            if trial.result is None and trial.trouble is None:
                trial.trouble = ("trial_failed", "")
            self._process = None
            trial.over.set()

    def _follow(self, trial: Trial, work: Path) -> None:
        command = [sys.executable, "-m", "dorinn.evals.trial", "--questions", str(_questions())]
        command += ["--indexes", str(self._indexes)]
        if trial.proposal is not None:
            command += ["--changed", str(trial.proposal.copy(corpus_folder(), work / "corpus"))]
        environment = _environment(OMP_NUM_THREADS="1", TMPDIR=str(work))
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            self._process = process
            clock = threading.Timer(self._limit, self._too_long, (trial, process))
            clock.start()
            try:
                for line in process.stdout or ():
                    self._heard(trial, line)
            finally:
                clock.cancel()
                if trial.result is None:
                    process.kill()

    def _heard(self, trial: Trial, line: str) -> None:
        said = json.loads(line)
        if "stage" in said:
            trial.stage, trial.done, trial.of = said["stage"], int(said["done"]), int(said["of"])
        elif "trouble" in said:
            trial.trouble = ("trial_failed", str(said["trouble"]))
        else:
            trial.result = said["result"]

    @staticmethod
    def _too_long(trial: Trial, process: subprocess.Popen[str]) -> None:
        trial.trouble = ("trial_slow", "")
        process.kill()


def _questions() -> Path:
    return data_folder("evals", "DORINN_EVALS") / "dev.jsonl"


def _environment(**more: str) -> dict[str, str]:
    """The door's own environment without its keys."""
    return {name: value for name, value in os.environ.items() if not name.endswith(("_TOKEN", "_KEY"))} | more

"""Real servers: how long until they are ready, what they hold, and how many questions a second they answer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import processor_seconds, resident

PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running `dorinn serve`, its port, and the seconds until `/readyz` said yes."""

    process: int
    port: int
    ready: float
    cpu: float


@contextmanager
def served(indexes: Path) -> Iterator[Server]:
    """Starts a server over a built index and stops it afterwards."""
    environment = {
        **os.environ,
        "DORINN_INDEXES": str(indexes),
        "DORINN_DATA": "off",
        "DORINN_RATE_PER_MINUTE": "1000000000",
        "OMP_NUM_THREADS": "1",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start is measured as it is where nobody forbids the cache
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        began = time.perf_counter()
        with log.open("wb") as writing:
            command = [sys.executable, "-m", "dorinn.cli", "serve", "--port", "0"]
            process = subprocess.Popen(command, env=environment, stdout=writing, stderr=writing)
        try:
            port = _port(process, log, began)
            while not _ready(port):
                if time.perf_counter() - began > PATIENCE:
                    raise RuntimeError("the server is not ready")
                time.sleep(0.005)
            yield Server(process.pid, port, time.perf_counter() - began, processor_seconds(process.pid))
        finally:
            process.terminate()
            process.wait(20)


def start(indexes: Path, times: int) -> dict[str, object]:
    """The least of several starts, with the index built and the files in the system's cache."""
    ready, cpu, memory = [], [], []
    for _ in range(times):
        with served(indexes) as server:
            ready.append(server.ready)
            cpu.append(server.cpu)
            memory.append(resident(server.process))
    return {
        "ready seconds": round(min(ready), 2),
        "processor seconds": round(min(cpu), 2),
        "MB when ready": min(memory),
    }


def load(indexes: Path, workers: int, seconds: float, connections: int) -> dict[str, object]:
    """Questions a second over HTTP: so many servers, asked by a client in a process of its own on the same cores."""
    with _several(indexes, workers) as servers:
        before = [processor_seconds(server.process) for server in servers]
        ports = [str(server.port) for server in servers]
        command = [sys.executable, "-m", "benchmarks.client", str(seconds), str(connections), *ports]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, object] = json.loads(done.stdout)
        used = sum(processor_seconds(server.process) - b for server, b in zip(servers, before, strict=True))
        answered = int(str(found["answered"]))
        found["processor ms a question"] = round(1000 * used / max(1, answered), 2)
        found["MB each"] = [resident(server.process) for server in servers]
    return found


@contextmanager
def _several(indexes: Path, number: int) -> Iterator[Sequence[Server]]:
    if not number:
        yield ()
        return
    with served(indexes) as server, _several(indexes, number - 1) as others:
        yield (server, *others)


def _port(process: subprocess.Popen[bytes], log: Path, began: float) -> int:
    while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8"))):
        if process.poll() is not None or time.perf_counter() - began > PATIENCE:
            raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8')}")
        time.sleep(0.005)
    return int(found[1])


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False

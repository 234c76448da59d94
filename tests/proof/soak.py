"""A server under load for a long time: no fault, and memory that stays flat. `make soak`; Linux only.

    python tests/proof/soak.py [--minutes 20] [--warm 11000] [--threads 4] [--conversations 0]

It starts `dorinn serve`, fills what may be filled (the server remembers ten thousand conversations), measures the
greatest load, and then asks at half of it. Ends with 0 if no reply was wrong and memory grew by five per cent at most.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLAT = 0.05
QUESTIONS = [
    (item["question"], item.get("kommune"))
    for item in map(json.loads, (ROOT / "evals/dev.jsonl").read_text(encoding="utf-8").splitlines())
]


@dataclass
class Load:
    """What the askers share: how many questions, how long each took (seconds), and what went wrong."""

    port: int
    conversations: int
    every: float = 0.0
    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    numbers: count[int] = field(default_factory=count)
    ids: dict[int, str] = field(default_factory=dict)

    def ask_on(self) -> None:
        """Asks until told to stop, one question each `every` seconds, or without a pause."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        due = time.perf_counter()
        while not self.stop.is_set():
            number = next(self.numbers)
            question, kommune = QUESTIONS[number % len(QUESTIONS)]
            slot = number % self.conversations if self.conversations else -1
            body = {"question": question, "kommune": kommune, "conversation_id": self.ids.get(slot)}
            start = time.perf_counter()
            try:
                connection.request("POST", "/api/v1/ask", json.dumps(body), {"content-type": "application/json"})
                reply = connection.getresponse()
                found = reply.read()
                if reply.status != 200:
                    self.wrong.append(str(reply.status))
                elif slot >= 0:
                    self.ids[slot] = json.loads(found)["conversation_id"]
            except OSError as error:
                self.wrong.append(type(error).__name__)
                connection.close()
            self.times.append(time.perf_counter() - start)
            due += self.every
            time.sleep(max(0.0, due - time.perf_counter()) if self.every else 0)
        connection.close()


def run(load: Load, threads: int, until: float, memory: list[int] | None = None, process: int = 0) -> float:
    """Asks from several threads until a time (perf_counter); gives the questions a second."""
    load.times.clear()
    load.stop.clear()
    askers = [threading.Thread(target=load.ask_on, daemon=True) for _ in range(threads)]
    start = time.perf_counter()
    for asker in askers:
        asker.start()
    while (left := until - time.perf_counter()) > 0:
        time.sleep(min(1.0, left))
        if memory is not None:
            memory.append(resident(process))
    load.stop.set()
    for asker in askers:
        asker.join(60)
    return len(load.times) / (time.perf_counter() - start)


def resident(process: int) -> int:
    """Memory of a process in KiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]


def soak(seconds: float, warm: int, threads: int, conversations: int) -> int:
    """The whole of it; prints the figures and gives the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DORINN_RATE_PER_MINUTE": "100000000", "DORINN_DATA": f"{folder}/data"}
        environment["PYTHONPATH"] = str(ROOT / "src")
        log = Path(folder) / "log"
        with log.open("wb") as writing:
            process = subprocess.Popen(
                [sys.executable, "-m", "dorinn.cli", "serve", "--port", "0"],
                env=environment, stdout=writing, stderr=writing,
            )  # fmt: skip
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text())):
                if process.poll() is not None:
                    print(log.read_text(), file=sys.stderr)
                    return 2
                time.sleep(0.1)
            load = Load(int(found[1]), conversations)
            while len(load.times) < 1 or next(load.numbers) < warm:
                run(load, threads, time.perf_counter() + 3)
            greatest = run(load, threads, time.perf_counter() + min(10.0, seconds / 2))
            load.every = threads / (greatest / 2)
            memory: list[int] = []
            rate = run(load, threads, time.perf_counter() + seconds, memory, process.pid)
        finally:
            process.kill()
            process.wait(20)
    tenth = max(1, len(memory) // 10)
    first, last = statistics.median(memory[:tenth]), statistics.median(memory[-tenth:])
    grown = last / first - 1
    times = sorted(load.times)
    print(f"greatest load {greatest:.0f} questions a second; asked at {rate:.0f} for {seconds / 60:.1f} minutes")
    print(f"{len(times)} questions, {len(load.wrong)} wrong replies {sorted(set(load.wrong))}")
    print(f"median {times[len(times) // 2] * 1000:.1f} ms, 99th {times[int(len(times) * 0.99)] * 1000:.1f} ms")
    print(f"memory {first / 1024:.1f} MiB at first, {last / 1024:.1f} MiB at last, {grown:+.1%}")
    return 0 if not load.wrong and grown <= FLAT else 1


def main() -> int:
    """Reads the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--warm", type=int, default=11_000, help="questions before anything is measured")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--conversations", type=int, default=0, help="ask in so many conversations; 0: always new ones")
    chosen = parser.parse_args()
    return soak(chosen.minutes * 60, chosen.warm, chosen.threads, chosen.conversations)


if __name__ == "__main__":
    sys.exit(main())

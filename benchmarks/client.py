"""`python -m benchmarks.client SECONDS CONNECTIONS PORT …`: asks without a pause over kept connections, as JSON lines.

Written for little processor time of its own, since it shares the cores with the servers it asks.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from functools import partial

import numpy as np

from benchmarks.questions import questions

WARM = 2.0  # seconds that are not counted


class Asker(asyncio.Protocol):
    """One connection with one question under way at a time; shares `times` and `wrong` with the others."""

    def __init__(self, requests: Sequence[bytes], place: int, times: list[float], wrong: list[str]) -> None:
        self._requests = requests
        self._place = place
        self._times = times
        self._wrong = wrong
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._place = (self._place + 1) % len(self._requests)
        self._began = time.perf_counter()
        self._transport.write(self._requests[self._place])  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, mark, body = self._got.partition(b"\r\n\r\n")
        if not mark:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        now = time.perf_counter()
        self._times.append(now - self._began)
        if not head.startswith(b"HTTP/1.1 200"):
            self._wrong.append(head.split(b"\r\n", 1)[0].decode())
        self._got = b""
        self._ask()


async def run(ports: Sequence[int], seconds: float, connections: int) -> dict[str, object]:
    """Asks for so long, after a warming that is not counted."""
    times: list[float] = []
    wrong: list[str] = []
    loop = asyncio.get_running_loop()
    transports = []
    for number in range(connections):
        port = ports[number % len(ports)]
        requests = [_request(port, q.text, q.kommune) for q in questions()]
        place = number * len(requests) // connections
        made = await loop.create_connection(partial(Asker, requests, place, times, wrong), "127.0.0.1", port)
        transports.append(made[0])
    await asyncio.sleep(WARM)
    first = len(times)
    await asyncio.sleep(seconds)
    counted = times[first:]
    for transport in transports:
        transport.abort()
    await asyncio.sleep(0.05)
    found = np.percentile(counted, (50, 95, 99)) * 1000 if counted else (0.0, 0.0, 0.0)
    return {
        "questions a second": round(len(counted) / seconds, 1),
        "answered": len(times),
        "wrong": len(wrong),
        "connections": connections,
        **{name: round(float(value), 2) for name, value in zip(("p50", "p95", "p99"), found, strict=True)},
    }


def _request(port: int, question: str, kommune: str | None) -> bytes:
    body = json.dumps({"question": question, "kommune": kommune}).encode()
    head = (
        f"POST /api/v1/ask HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def main() -> int:
    """Prints what came of it."""
    seconds, connections, *ports = sys.argv[1:]
    if sys.platform != "win32":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    print(json.dumps(asyncio.run(run([int(port) for port in ports], float(seconds), int(connections)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

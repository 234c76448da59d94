"""Counts and latencies in Prometheus' text format; by route and code only, never by what was asked."""

from __future__ import annotations

import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._rephrasings: Counter[str] = Counter()
        self._answers: Counter[tuple[str, str, bool]] = Counter()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One finished request."""
        self._requests[method if method in _METHODS else "other", route, status] += 1
        self._seconds[route] += seconds  # type: ignore[assignment]  # Counter adds floats as well
        for bound in BUCKETS:
            if seconds <= bound:
                self._buckets[route, bound] += 1

    def answer(self, urgency: str, language: str, abstained: bool) -> None:
        """One answered question, by codes."""
        self._answers[urgency, language, abstained] += 1

    def rephrasing(self, outcome: str) -> None:
        """What came of an answer at the language model, by code."""
        self._rephrasings[outcome] += 1

    def text(self, ready: bool, searched_in: str | None = None) -> str:
        """Everything counted so far."""
        lines = ["# TYPE dorinn_ready gauge", f"dorinn_ready {int(ready)}", "# TYPE dorinn_requests_total counter"]
        for (method, route, status), count in sorted(self._requests.items()):
            lines.append(f'dorinn_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}')
        lines.append("# TYPE dorinn_request_seconds histogram")
        totals: Counter[str] = Counter()
        for (_, route, _), count in self._requests.items():
            totals[route] += count
        for route, total in sorted(totals.items()):
            for bound in BUCKETS:
                count = self._buckets[route, bound]
                lines.append(f'dorinn_request_seconds_bucket{{route="{route}",le="{bound}"}} {count}')
            lines.append(f'dorinn_request_seconds_bucket{{route="{route}",le="+Inf"}} {total}')
            lines.append(f'dorinn_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'dorinn_request_seconds_count{{route="{route}"}} {total}')
        if searched_in:
            up = int(searched_in == "database")
            lines += ["# TYPE dorinn_store_up gauge", f"dorinn_store_up {up}"]
        lines.append("# TYPE dorinn_answers_total counter")
        for (urgency, language, abstained), count in sorted(self._answers.items()):
            labels = f'urgency="{urgency}",language="{language}",abstained="{str(abstained).lower()}"'
            lines.append(f"dorinn_answers_total{{{labels}}} {count}")
        lines.append("# TYPE dorinn_rephrasings_total counter")
        lines += [f'dorinn_rephrasings_total{{outcome="{o}"}} {n}' for o, n in sorted(self._rephrasings.items())]
        return "\n".join(lines) + "\n"


class MetricsMiddleware:
    """Times each request under its route's template; an address without a route counts as `other`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and notes its status."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", None) or "other"
            self._metrics.request(scope["method"], route, status, time.perf_counter() - start)

"""What this process uses, in Prometheus' own names for it; what the system does not tell is left out."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_STARTED = time.time()


def text() -> str:
    """Processor time since the start (seconds), memory held now (bytes), and when it started (seconds since 1970)."""
    used = os.times()
    lines = [
        "# TYPE process_cpu_seconds_total counter",
        f"process_cpu_seconds_total {used.user + used.system:.2f}",
        "# TYPE process_start_time_seconds gauge",
        f"process_start_time_seconds {_STARTED:.2f}",
    ]
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        lines.append("# TYPE process_resident_memory_bytes gauge")
        lines.append(f"process_resident_memory_bytes {pages * os.sysconf('SC_PAGE_SIZE')}")
    return "\n".join(lines) + "\n"

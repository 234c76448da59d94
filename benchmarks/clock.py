"""Time, memory and the machine they were measured on."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds by the clock and of this thread's processor time, which other programs disturb less."""

    wall: float
    cpu: float


def spent(work: Callable[..., object], *given: object, times: int = 1) -> Spent:
    """The least of several runs: whatever else the machine does only ever adds."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.thread_time()
        work(*given)
        cpus.append(time.thread_time() - cpu)
        walls.append(time.perf_counter() - wall)
    return Spent(1000 * min(walls), 1000 * min(cpus))


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of milliseconds."""
    found = np.percentile(values, (50, 95, 99)) if len(values) else (0.0, 0.0, 0.0)
    return {name: round(float(value), 3) for name, value in zip(("p50", "p95", "p99"), found, strict=True)}


def both(times: Sequence[Spent]) -> dict[str, dict[str, float]]:
    """The percentiles by the clock and of processor time."""
    return {"wall": percentiles([one.wall for one in times]), "cpu": percentiles([one.cpu for one in times])}


def resident(process: int | None = None) -> float:
    """Memory of a process in MB (Linux; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{process or os.getpid()}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return round(int(found[1]) / 1024, 1) if found else 0.0


def processor_seconds(process: int) -> float:
    """Processor time that a process has used so far (Linux; 0 elsewhere)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, object]:
    """What it ran on, and how busy that was."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": cores,
        "load at start": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "date": datetime.now(UTC).date().isoformat(),
    }


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor()

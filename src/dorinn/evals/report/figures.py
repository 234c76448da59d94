"""Figures as rows and as lines for a terminal."""

from __future__ import annotations

from typing import Any

from dorinn.evals.measures import Measures


def flat(measures: Measures) -> list[tuple[str, Measures]]:
    """Every share with a dotted name, in order."""
    rows: list[tuple[str, Measures]] = []

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, dict) and "share" in value:
            rows.append((prefix, value))
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{prefix}.{key}" if prefix else key, inner)

    walk("", measures)
    return rows


def as_text(measures: Measures) -> str:
    """The figures as lines for a terminal."""
    lines = [f"{measures['questions']} questions"]
    for key, value in flat(measures):
        if value["of"]:
            said = f"{100 * value['share']:5.1f} %  {value['right']}/{value['of']}"
            lines.append(f"{key:45} {said:20} [{100 * value['low']:.0f}–{100 * value['high']:.0f}]")
    lines.append(f"{'calibration_error':45} {measures['calibration_error']:.3f}")
    times = measures["milliseconds"]
    lines.append(f"{'milliseconds p50 p95 p99':45} {times['p50']:.1f} {times['p95']:.1f} {times['p99']:.1f}")
    return "\n".join(lines)

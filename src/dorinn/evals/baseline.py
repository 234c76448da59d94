"""The committed floor: `evals/baseline.json` names measures and the least (or most) each may be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dorinn.errors import EvaluationError
from dorinn.evals.measures import Measures


def read_baseline(path: Path) -> dict[str, dict[str, float]]:
    """`{"least": {measure: share}, "most": {measure: share}}`; raises EvaluationError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {key: {str(k): float(v) for k, v in raw.get(key, {}).items()} for key in ("least", "most")}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise EvaluationError(f"{path}: not a baseline ({error})") from error


def below(measures: Measures, baseline: dict[str, dict[str, float]]) -> list[str]:
    """One line for each measure that fell short; a measure without questions is passed over."""
    faults = []
    for bound, limits in baseline.items():
        for name, limit in limits.items():
            value = _value(measures, name)
            if value is None:
                continue
            if (bound == "least" and value < limit - 1e-9) or (bound == "most" and value > limit + 1e-9):
                faults.append(f"{name}: {value:.3f}; the baseline says {bound} {limit:.3f}")
    return faults


def _value(measures: Measures, name: str) -> float | None:
    found: Any = measures
    for part in name.split("."):
        if not isinstance(found, dict) or part not in found:
            return None
        found = found[part]
    if isinstance(found, dict):
        found = found.get("share")
    return None if found is None else float(found)

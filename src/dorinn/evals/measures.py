"""Measures over a run, each with its count, so that small groups are seen to be small."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from dorinn.evals.run import Outcome

Measures = dict[str, Any]
ROUTED = ("route", "fact", "learn", "acute")


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share, z = right / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def share(outcomes: Sequence[Outcome], right: Callable[[Outcome], bool]) -> Measures:
    """How many are right: count, total, share and interval; the share of nothing is None."""
    count, total = sum(map(right, outcomes)), len(outcomes)
    low, high = wilson(count, total)
    return {"right": count, "of": total, "share": count / total if total else None, "low": low, "high": high}


def measure(outcomes: Sequence[Outcome]) -> Measures:
    """All measures of a run."""
    routed = [o for o in outcomes if o.item.kind in ROUTED]
    clear = [o for o in outcomes if o.item.kind in ("route", "fact", "learn")]
    outside = [o for o in outcomes if o.item.kind == "out_of_scope"]
    unclear = [o for o in outcomes if o.item.kind == "ambiguous"]
    acute = [o for o in outcomes if o.item.acute]
    calm = [o for o in outcomes if not o.item.acute]
    facts = [o for o in outcomes if o.item.must_contain]
    times = sorted(o.milliseconds for o in outcomes)
    return {
        "questions": len(outcomes),
        "first": share(routed, lambda o: o.first_right),
        "three_strict": share(routed, lambda o: o.three_strict),
        "three_lenient": share(routed, lambda o: o.three_lenient),
        "first_by": {
            "form": _by(routed, lambda o: o.item.lang),
            "kommune": _by(routed, lambda o: o.item.kommune or "null"),
            "role": _by(routed, lambda o: o.item.persona),
            "kind": _by(routed, lambda o: o.item.kind),
        },
        "recall_by_service": _recall(routed),
        "acute_recall": share(acute, lambda o: o.acute),
        "acute_false_alarms": share(calm, lambda o: o.acute),
        "refused_outside": share(outside, lambda o: o.abstained),
        "refused_wrongly": share(clear, lambda o: o.abstained),
        "asked_back_unclear": share(unclear, lambda o: o.asked_back),
        "asked_back_clear": share(clear, lambda o: o.asked_back),
        "must": share(facts, lambda o: o.must_held),
        "must_in_text": share(facts, lambda o: o.must_said),
        "must_not_broken": share([o for o in outcomes if o.item.must_not_contain], lambda o: not o.must_not_held),
        "form": share(outcomes, lambda o: o.form == o.item.lang),
        "calibration_error": calibration_error(routed),
        "milliseconds": {
            "p50": median(times) if times else 0.0,
            "p95": quantiles(times, n=20)[-1] if len(times) > 1 else 0.0,
            "p99": quantiles(times, n=100)[-1] if len(times) > 1 else 0.0,
        },
    }


def calibration_error(outcomes: Sequence[Outcome], bins: int = 10) -> float:
    """Expected calibration error of the first place: mean gap between confidence and share right, by bin."""
    groups: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[min(bins - 1, int(outcome.confidence * bins))].append(outcome)
    gaps = (
        len(g) * abs(sum(o.confidence for o in g) / len(g) - sum(o.first_right for o in g) / len(g))
        for g in groups.values()
    )
    return sum(gaps) / len(outcomes) if outcomes else 0.0


def confusion(outcomes: Sequence[Outcome]) -> Counter[tuple[str, str]]:
    """Counts of (the first accepted code, the code that came first) over routed questions."""
    pairs: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        if outcome.item.accept and outcome.item.kind in ROUTED:
            came = outcome.types[0] if outcome.types else "none"
            pairs[outcome.item.accept[0] if came not in outcome.item.accept else came, came] += 1
    return pairs


def _by(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> dict[str, Measures]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome)].append(outcome)
    return {name: share(groups[name], lambda o: o.first_right) for name in sorted(groups)}


def _recall(outcomes: Sequence[Outcome]) -> dict[str, Measures]:
    """Recall per service: of the questions whose only accepted code, or first listed one, it is."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.item.accept:
            groups[outcome.item.accept[0]].append(outcome)
    return {code: share(groups[code], lambda o: o.first_right) for code in sorted(groups)}

"""Misses: which outcomes are one, in what they failed, and what is written of them."""

from __future__ import annotations

from typing import Any

from dorinn.evals.run import Outcome
from dorinn.evals.seen import Seen


def faults(outcome: Outcome) -> list[str]:
    """What is wrong with an outcome, in words; nothing when all of it is right."""
    item, found = outcome.item, []
    if item.kind == "out_of_scope":
        if not outcome.abstained:
            found.append("not refused")
    elif item.kind == "ambiguous":
        if not outcome.asked_back:
            found.append("not asked back")
    elif outcome.abstained:
        found.append("refused")
    elif not outcome.first_right:
        found.append("right among three" if outcome.three_lenient else "not among three")
    if outcome.acute != item.acute:
        found.append("danger missed" if item.acute else "false alarm")
    if not outcome.must_held:
        found.append("something that must stand is missing")
    if not outcome.must_not_held:
        found.append("something forbidden stands in it")
    return found


def entry(outcome: Outcome, seen: Seen | None) -> dict[str, Any]:
    """A miss as it stands in the JSON report."""
    item = outcome.item
    return {
        "id": item.id,
        "question": item.question,
        "kommune": item.kommune,
        "lang": item.lang,
        "persona": item.persona,
        "kind": item.kind,
        "faults": faults(outcome),
        "accept": item.accept,
        "came": outcome.types,
        "confidence": outcome.confidence,
        "acute": [item.acute, outcome.acute],
        "abstained": outcome.abstained,
        "asked_back": outcome.asked_back,
        "form": outcome.form,
        "must_missing": list(item.must_contain) if not outcome.must_held else [],
        "topics": outcome.topics,
        "seen": seen.as_dict() if seen else None,
    }

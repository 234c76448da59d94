"""`python -m dorinn.evals.groups`: questions that are measured together.

Pairs tell one worry in both written forms and should come to the same place. Sets differ in one decisive thing and
should come to places that differ as their labels do.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.paths import data_folder
from dorinn.errors import DorinnError, EvaluationError
from dorinn.evals.measures import wilson
from dorinn.evals.question_set import Item, read_items
from dorinn.evals.report import faults
from dorinn.evals.run import Outcome, run
from dorinn.settings import Settings

Groups = dict[str, list[Outcome]]


def read_groups(path: Path, pairs: bool = False) -> list[Item]:
    """The items of a file of pairs or sets; raises EvaluationError where a group is not whole."""
    items = read_items(path)
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if not item.group:
            raise EvaluationError(f"{path.name}: {item.id} has neither pair nor set")
        groups[item.group].append(item)
    for name, group in groups.items():
        if len(group) < 2 or (pairs and sorted(item.lang for item in group) != ["nb", "nn"]):
            raise EvaluationError(f"{path.name}: {name} is not whole")
    return items


def grouped(outcomes: Sequence[Outcome]) -> Groups:
    """Outcomes by their group, in the file's order."""
    groups: Groups = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.item.group].append(outcome)
    return dict(groups)


def same(pair: Sequence[Outcome]) -> bool:
    """Whether all of a group came to the same code first, with the same word on danger."""
    return len({(outcome.types[:1], outcome.acute) for outcome in pair}) == 1


def right(outcome: Outcome) -> bool:
    """Whether an item came out as its kind asks: routed right, refused or asked back, with or without an alarm."""
    return not faults(outcome)


def pairs(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many pairs agree, and how many come first right in each form."""
    groups = grouped(outcomes)
    forms = {form: [o for o in outcomes if o.item.lang == form] for form in ("nb", "nn")}
    return {
        "same": _count([same(pair) for pair in groups.values()]),
        **{f"first_{form}": _count([o.first_right for o in some]) for form, some in forms.items()},
        "both_right": _count([all(o.first_right for o in pair) for pair in groups.values()]),
        "parted": [[_told(o) for o in pair] for pair in groups.values() if not same(pair)],
    }


def contrasts(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many sets are wholly right, and how many items."""
    groups = grouped(outcomes)
    return {
        "sets": _count([all(map(right, group)) for group in groups.values()]),
        "items": _count([right(outcome) for outcome in outcomes]),
        "missed": [[_told(o) for o in group] for group in groups.values() if not all(map(right, group))],
    }


def _count(hits: Sequence[bool]) -> dict[str, Any]:
    low, high = wilson(sum(hits), len(hits))
    share = round(sum(hits) / len(hits), 4) if hits else None
    return {"right": sum(hits), "of": len(hits), "share": share, "low": round(low, 4), "high": round(high, 4)}


def _told(outcome: Outcome) -> dict[str, Any]:
    item = outcome.item
    said = {"id": item.id, "question": item.question, "kommune": item.kommune, "accept": item.accept}
    return {**said, "came": outcome.types[:3], "faults": faults(outcome)}


def as_text(found: dict[str, dict[str, Any]]) -> str:
    """The figures, then the groups that fell apart."""
    lines = []
    for name, measures in found.items():
        for key, value in measures.items():
            if isinstance(value, dict):
                lines.append(
                    f"{name}.{key:14} {100 * (value['share'] or 0):5.1f} %  {value['right']}/{value['of']}"
                    f"  [{100 * value['low']:.0f}–{100 * value['high']:.0f}]"
                )
    for measures in found.values():
        for key in ("parted", "missed"):
            for group in measures.get(key, ()):
                lines.append("")
                lines += [
                    f"{one['id']}: {one['question']} ({one['kommune'] or 'no municipality'})\n"
                    f"    accepts {', '.join(one['accept']) or 'nothing'}; came {', '.join(one['came']) or 'nothing'}"
                    f"{'; ' + ', '.join(one['faults']) if one['faults'] else ''}"
                    for one in group
                ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures and the groups that fell apart, and writes them with `--out`; 2 when a file is unreadable."""
    folder = data_folder("evals", "DORINN_EVALS")
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.groups", description=__doc__)
    parser.add_argument("--pairs", type=Path, default=folder / "pairs.jsonl")
    parser.add_argument("--contrasts", type=Path, default=folder / "contrasts.jsonl")
    parser.add_argument("--out", type=Path, help="a JSON file")
    chosen = parser.parse_args(arguments)
    try:
        twins, sets = read_groups(chosen.pairs, pairs=True), read_groups(chosen.contrasts)
        assistant = Assistant.load(Settings.from_environment().indexes, build=True)
    except DorinnError as error:
        print(f"dorinn: {error}", file=sys.stderr)
        return 2
    found = {"pairs": pairs(run(twins, assistant.ask)), "contrasts": contrasts(run(sets, assistant.ask))}
    print(as_text(found))
    if chosen.out:
        chosen.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

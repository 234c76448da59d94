"""One thing that two plans of a municipality propose: it stands in one file of drafts, and is left out of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dorinn.corpus.drafts import VERIFIED, head_of, proposed_in
from dorinn.corpus.yaml_file import read_yaml
from dorinn.survey.records import SAYS, Record
from dorinn.survey.standing import is_same

Left = dict[str, Path]  # ids of records, and the file in which each stands


def left_to_others(proposed: Mapping[Path, Sequence[Record]]) -> dict[Path, Left]:
    """For each file what is left to another: to one where it stands already, else to the plan that says more of it."""
    left: dict[Path, Left] = {path: {} for path in proposed}
    groups: list[list[tuple[Path, Record]]] = []
    for path, records in proposed.items():
        for record in records:
            same = (
                group for group in groups if path not in dict(group) and any(is_same(one, record) for _, one in group)
            )
            if (group := next(same, None)) is None:
                groups.append(group := [])
            group.append((path, record))
    standing = {path: _standing(path) for path in proposed}
    for group in groups:
        home = max(group, key=lambda one: (_stands(one[1], *standing[one[0]]), _says(one[1])))[0]
        left_here = [(path, record) for path, record in group if path != home]
        for path, record in left_here:
            left[path][str(record["id"])] = home
    return left


def _standing(path: Path) -> tuple[list[Record], frozenset[str]]:
    """The records of a file, and all ids that were ever proposed there."""
    if not path.exists():
        return [], frozenset()
    found = read_yaml(path)
    return (found if isinstance(found, list) else []), proposed_in(head_of(path))


def _stands(record: Record, found: Sequence[Record], ever: frozenset[str]) -> int:
    """How firmly it stands there: confirmed, as a draft, or taken out by a person."""
    old = next((one for one in found if isinstance(one, dict) and is_same(one, record)), None)
    return (3 if old.get("draft") == VERIFIED else 2) if old else int(record["id"] in ever)


def _says(record: Record) -> int:
    return sum(key in record for key in SAYS)

"""Drafts: records from elsewhere that a person must read, complete and move before dorinn knows them.

They lie in `drafts/` of the corpus, or in any other folder. Nothing reads them when a question is answered.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from dorinn.corpus.yaml_file import read_yaml
from dorinn.errors import CorpusError

FOLDER = "drafts"
_PROPOSED = "# proposed: "
MARK = "draft, not verified"
VERIFIED = "verified"  # what a person writes instead of the mark; `corpus/accept.py` takes such records in


def write_drafts(records: Sequence[dict[str, Any]], path: Path, origin: str) -> None:
    """Writes a new file of drafts, each marked; raises CorpusError where one stands already or cannot be written."""
    body = dumped([{"draft": MARK, **record} for record in records])
    head = (
        f"# {MARK}: from {' '.join(origin.split())}. Complete both forms, check every fact, say `draft: {VERIFIED}`\n"
        "# where a record holds, then: dorinn draft --accept FILE (or move it to services/ or teams/ yourself).\n"
        "# `passages` are there to judge by and are not kept. Which worries lead to a record follows from its type.\n"
        "# What you delete here is not proposed again.\n"
        f"{proposed_lines(str(record['id']) for record in records)}"
    )
    if path.exists():
        raise CorpusError(f"{path}: stands there already; move or remove it first")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(head + body)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror})") from error


def count_drafts(folder: Path) -> int:
    """How many drafts lie in a corpus folder; raises CorpusError for a file that is not a list of marked records."""
    count = 0
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        found = read_yaml(path)
        if not isinstance(found, list) or not all(
            isinstance(r, dict) and r.get("draft") in (MARK, VERIFIED) for r in found
        ):
            raise CorpusError(f"{FOLDER}/{path.name}: every record needs `draft: {MARK}`")
        count += len(found)
    return count


def dumped(records: Sequence[dict[str, Any]]) -> str:
    """Records as YAML, fields in their order."""
    return str(yaml.safe_dump(list(records), allow_unicode=True, sort_keys=False, width=110))


def proposed_lines(ids: Iterable[str]) -> str:
    """Comment lines that remember which records were proposed."""
    lines = textwrap.wrap(" ".join(ids), 100, break_long_words=False, break_on_hyphens=False)
    return "".join(f"{_PROPOSED}{line}\n" for line in lines)


def proposed_in(head: str) -> frozenset[str]:
    """The records that a file's comment lines remember."""
    lines = (line for line in head.splitlines() if line.startswith(_PROPOSED))
    return frozenset(name for line in lines for name in line.removeprefix(_PROPOSED).split())


def head_of(path: Path) -> str:
    """The comment lines that a file begins with."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[: next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))])

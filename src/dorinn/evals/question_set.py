"""Question files: JSON lines in the format of the contract."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dorinn.domain.topic import ROLES
from dorinn.errors import EvaluationError

KINDS = ("route", "fact", "learn", "acute", "out_of_scope", "ambiguous")


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its right answers. `accept` must be first, `accept3` is also right among the first three.

    `group` names the pair or set of questions that it is measured together with, if any.
    """

    id: str
    question: str
    lang: str
    kommune: str | None
    persona: str
    kind: str
    accept: tuple[str, ...]
    accept3: tuple[str, ...]
    acute: bool
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]
    note: str
    group: str = ""


def read_items(path: Path) -> list[Item]:
    """All items of a file; raises EvaluationError naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read ({error})") from error
    items = [_item(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not items:
        raise EvaluationError(f"{path}: no questions")
    return items


def _item(line: str, where: str) -> Item:
    try:
        raw: dict[str, Any] = json.loads(line)
        if not isinstance(raw, dict):
            raise TypeError("an object is needed")
        item = Item(
            id=str(raw["id"]),
            question=str(raw["question"]),
            lang=str(raw["lang"]),
            kommune=raw.get("kommune"),
            persona=str(raw.get("persona", "other")),
            kind=str(raw["kind"]),
            accept=tuple(raw.get("accept") or ()),
            accept3=tuple(raw.get("accept3") or ()),
            acute=bool(raw.get("acute", False)),
            must_contain=tuple(map(str, raw.get("must_contain") or ())),
            must_not_contain=tuple(map(str, raw.get("must_not_contain") or ())),
            note=str(raw.get("note", "")),
            group=str(raw.get("pair") or raw.get("set") or ""),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{where}: not a question ({error})") from error
    if (
        item.kind not in KINDS
        or item.lang not in ("nb", "nn")
        or item.persona not in ROLES
        or not item.question.strip()
    ):
        raise EvaluationError(f"{where}: unknown kind, lang or persona, or an empty question")
    return item

"""A file of drafts that stands already, and what a newer edition of the plan adds to it.

What a person has written is never changed. New proposals come at the end; a draft that nobody has verified gets the
passages of the new edition, and under `now` what the plan says there that the draft does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dorinn.corpus.drafts import MARK, VERIFIED, dumped, head_of, proposed_in, proposed_lines
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.text import FORMS
from dorinn.errors import CorpusError
from dorinn.survey.names import key_of
from dorinn.survey.records import SAYS, Record

_BLOCK = re.compile(r"^(?=- )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Merged:
    """Ids of records: `added` at the end, `read` anew from the new edition, `gone` from it and kept all the same,
    `deleted` by a person before and so left out, `dropped` because they stand elsewhere. `kept` stood there, `verified`
    of them are confirmed; `otherwise` tells what the plan now says that a record does not."""

    kept: int
    verified: int
    added: tuple[str, ...]
    read: tuple[str, ...]
    gone: tuple[str, ...]
    deleted: tuple[str, ...]
    dropped: tuple[str, ...]
    otherwise: tuple[str, ...]


def merge(
    path: Path,
    proposed: Sequence[Record],
    known: frozenset[str],
    everything: bool = False,
    there: frozenset[str] = frozenset(),
) -> Merged:
    """Adds proposals to a file of drafts; those of `known` ids are the corpus' own and only tell what is not gone.

    Drafts with an id of `there` are records already, or stand in another file: those in which nobody has written are
    taken out, and none is added.

    `everything` brings back what a person deleted. Raises CorpusError for what is no file of drafts, and for one that
    cannot be written.
    """
    found = read_yaml(path)
    if not isinstance(found, list) or not all(isinstance(record, dict) and record.get("draft") for record in found):
        raise CorpusError(f"{path}: is no file of drafts")
    head = head_of(path)
    blocks = _BLOCK.split(path.read_text(encoding="utf-8").removeprefix(head))
    whole = len(blocks) == len(found) + 1  # else somebody has indented it otherwise: then nothing there is touched
    standing = {id(record): place for place, record in enumerate(found)}
    seen: set[int] = set()
    added: list[Record] = []
    read: list[str] = []
    deleted: list[str] = []
    otherwise: list[str] = []
    dropped = {
        place for place, record in enumerate(found) if whole and record.get("id") in there and _untouched(record)
    }
    for place in dropped:
        blocks[place + 1] = ""
    for fresh in proposed:
        old = next((record for record in found if is_same(record, fresh)), None)
        if old is None:
            if fresh["id"] in there:
                continue
            if fresh["id"] in proposed_in(head) and not everything and fresh["id"] not in known:
                deleted.append(str(fresh["id"]))
            elif fresh["id"] not in known or everything:
                added.append(fresh)
            continue
        place = standing[id(old)]
        seen.add(place)
        if place in dropped:
            continue
        if _passages(old) == _passages(fresh):
            continue
        now = {key: fresh[key] for key in SAYS if key in fresh and not _says(old.get(key), fresh[key])}
        otherwise += [
            f"{old['id']}: {key}: {_told(old.get(key))} stands; the plan now says {_told(now[key])}" for key in now
        ]
        if old["draft"] != VERIFIED and whole and "#" not in blocks[place + 1]:
            blocks[place + 1] = dumped([_anew(old, fresh, now)])
            read.append(str(old["id"]))
    if added or read or dropped:
        names = [str(record["id"]) for record in added]
        body = "".join(blocks)
        body += "" if body.endswith("\n") or not body else "\n"
        new = dumped([{"draft": MARK, **record} for record in added]) if added else ""
        try:
            path.write_text(head + proposed_lines(names) + body + new, encoding="utf-8")
        except OSError as error:
            raise CorpusError(f"{path}: cannot be written ({error.strerror})") from error
    gone = [str(record.get("id")) for place, record in enumerate(found) if place not in seen | dropped]
    return Merged(
        len(found) - len(dropped),
        sum(record["draft"] == VERIFIED for record in found),
        tuple(str(record["id"]) for record in added),
        tuple(read),
        tuple(gone),
        tuple(deleted),
        tuple(str(found[place]["id"]) for place in sorted(dropped)),
        tuple(otherwise),
    )


def is_same(old: Record, fresh: Record) -> bool:
    """Whether two records are of one thing: by id, else by kind and name, however it is inflected."""
    if old.get("id") == fresh["id"]:
        return True
    return ("purpose" in old) == ("purpose" in fresh) and bool(_keys(old) & _keys(fresh))


def _untouched(record: Record) -> bool:
    """Whether it is as it was proposed: no description or purpose yet, and not confirmed."""
    text = record.get("purpose") or record.get("description") or {}
    return record.get("draft") == MARK and isinstance(text, dict) and not any(text.values())


def _keys(record: Record) -> set[str]:
    name = record.get("name")
    return {key_of(str(name[form])) for form in FORMS if name.get(form)} if isinstance(name, dict) else set()


def _passages(record: Record) -> list[tuple[str, str]]:
    """Where a record was read, and what stood there."""
    return [(str(one.get("section")), str(one.get("text"))) for one in record.get("passages") or ()]


def _anew(old: Record, fresh: Record, now: Record) -> Record:
    """A draft with the passages of the new edition; its source too, where that was the first of the old ones."""
    passages = _passages(old)
    moved = passages and old.get("source", {}).get("section") == passages[0][0]
    changed = {"source": fresh["source"]} if moved else {}
    kept = {key: value for key, value in old.items() if key not in ("now", "passages")}
    return kept | changed | ({"now": now} if now else {}) | {"passages": fresh["passages"]}


def _says(old: Any, fresh: Any) -> bool:
    """Whether a value says what the plan says, in the form that the plan is written in."""
    if isinstance(fresh, list) and isinstance(old, list):
        return len(old) == len(fresh) and all(map(_says, old, fresh))
    if isinstance(fresh, dict) and isinstance(old, dict):
        return all(old.get(form) == fresh[form] for form in FORMS if fresh[form])
    return bool(old == fresh)


def _told(value: Any) -> str:
    if isinstance(value, list):
        return "–".join(map(str, value)) if all(isinstance(one, int) for one in value) else ", ".join(map(_told, value))
    if isinstance(value, dict):
        return f"«{next((value[form] for form in FORMS if value.get(form)), '')}»"
    return "nothing" if value is None else str(value)

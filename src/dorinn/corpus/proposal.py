"""A proposed change of one corpus file: what the file would say, and the difference as `git apply` takes it.

The corpus itself is never written to. What a change may be: an example question, the order of help for a topic, a
text, another name, a contact, a way of asking for a section of a guide. Each is checked by reading the changed file
back: nothing but what was meant may differ.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any

from dorinn.corpus import splice
from dorinn.corpus.change import Change, NewAlias, NewAsking, NewContact, NewExample, NewOrder, NewText
from dorinn.corpus.yaml_file import parse_yaml, read_yaml
from dorinn.domain.text import FORMS
from dorinn.domain.topic import ROLES
from dorinn.errors import ProposalError

_FOLDERS = ("services", "teams", "guides", "topics")
_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`path` is the file's in the corpus folder; `at_once` is false for what is only learned from in a training."""

    change: Change
    path: str
    before: str = field(repr=False)
    after: str = field(repr=False)

    @property
    def at_once(self) -> bool:
        """Whether answers change without a training."""
        return not isinstance(self.change, NewExample)

    @property
    def diff(self) -> str:
        """The unified difference, from the root of the repository."""
        old, new = (text.split("\n") for text in (self.before, self.after))
        lines = unified_diff(old[:-1], new[:-1], f"a/corpus/{self.path}", f"b/corpus/{self.path}", lineterm="")
        return "".join(f"{line}\n" for line in lines)

    @property
    def digest(self) -> str:
        """A short name that changes with the difference."""
        return hashlib.sha256(self.diff.encode()).hexdigest()[:12]

    def copy(self, folder: Path, to: Path) -> Path:
        """The corpus in `folder` copied to `to` with the change made; gives `to`."""
        shutil.copytree(folder, to)
        (to / self.path).write_text(self.after, encoding="utf-8", newline="")
        return to


def propose(folder: Path, change: Change) -> Proposal:
    """What a change makes of the corpus in `folder`; raises ProposalError with one line for the person."""
    if isinstance(change, NewExample):
        return _example(folder, change)
    if isinstance(change, NewAsking):
        return _asking(folder, change)
    record = change.topic if isinstance(change, NewOrder) else change.record
    path, now = _find(folder, record)
    before = _read(folder / path)
    if isinstance(change, NewOrder):
        after, meant = _order(before, now, change)
    elif isinstance(change, NewText):
        after, meant = _text(before, now, change)
    elif isinstance(change, NewAlias):
        after, meant = _alias(before, now, change)
    else:
        after, meant = _contact(before, now, change)
    if after == before:
        raise ProposalError("nothing is changed", "same")
    old, new = (parse_yaml(text) for text in (before, after))
    if new != [meant if item.get("id") == record else item for item in old]:
        raise ProposalError(f"{path}: the change cannot be made without touching something else")
    return Proposal(change, path, before, after)


def _example(folder: Path, change: NewExample) -> Proposal:
    said = " ".join(change.text.split())
    path = f"examples/{change.topic}.tsv"
    if not _ID.fullmatch(change.topic) or not (folder / path).is_file():
        raise ProposalError(f"{change.topic} is no topic with examples")
    if not said or change.form not in FORMS or change.role not in ROLES:
        raise ProposalError("an example needs form, role and text", "empty")
    before = _read(folder / path)
    if said.lower() in (line.split("\t")[-1].lower() for line in before.split("\n")):
        raise ProposalError("this example stands there already", "twice")
    return Proposal(change, path, before, f"{before}{change.form}\t{change.role}\t{said}\n")


def _asking(folder: Path, change: NewAsking) -> Proposal:
    said = " ".join(change.text.split())
    if not said or change.form not in FORMS:
        raise ProposalError("a way of asking needs form and text", "empty")
    for path in sorted((folder / "asked").glob("*.yaml")):
        before = _read(path)
        now = parse_yaml(before)
        ways = now.get(change.record, {}).get(change.section)
        if ways is None:
            continue
        if said.lower() in (str(way).lower() for form in FORMS for way in ways[form]):
            raise ProposalError("this way of asking stands there already", "twice")
        after = splice.add_line(before, (change.record, change.section, change.form), said)
        ways[change.form].append(said)
        if parse_yaml(after) != now:
            raise ProposalError(f"{path.name}: the change cannot be made without touching something else")
        return Proposal(change, f"asked/{path.name}", before, after)
    raise ProposalError("there is no such section, or nobody has written how it is asked for")


def _order(before: str, now: dict[str, Any], change: NewOrder) -> tuple[str, dict[str, Any]]:
    if not change.help or len(set(change.help)) < len(change.help):
        raise ProposalError("each kind of help stands once, and there is at least one", "order")
    codes = list(change.help)
    if change.place is None:
        return splice.set_list(before, change.topic, ("help",), codes), now | {"help": codes}
    kept = list(now.get("when") or ())
    if change.place >= len(kept):
        raise ProposalError(f"{change.topic}: there is no preference {change.place}")
    kept[change.place] = kept[change.place] | {"help": codes}
    return splice.set_list(before, change.topic, ("when", change.place, "help"), codes), now | {"when": kept}


def _text(before: str, now: dict[str, Any], change: NewText) -> tuple[str, dict[str, Any]]:
    said = {form: " ".join(change.text.of(form).split()) for form in FORMS}
    if not all(said.values()):
        raise ProposalError("both forms are needed", "empty")
    old, after = now.get(change.field), before
    if old is None:
        lines = "".join(f"\n  {form}: {json.dumps(words, ensure_ascii=False)}" for form, words in said.items())
        below = "help" if change.field.startswith("advice") else "source"  # topics have no source
        return splice.add_key(before, change.record, change.field, lines, below), now | {change.field: said}
    for form, words in said.items():
        if " ".join(str(old.get(form, "")).split()) != words:
            after = splice.set_text(after, change.record, (change.field, form), words)
        else:
            said[form] = old[form]
    return after, now | {change.field: said}


def _alias(before: str, now: dict[str, Any], change: NewAlias) -> tuple[str, dict[str, Any]]:
    alias = " ".join(change.alias.split())
    known = [str(name) for name in now.get("aliases") or ()]
    if not alias or alias.lower() in (name.lower() for name in known):
        raise ProposalError("this name stands there already", "twice") if alias else ProposalError("no name", "empty")
    names = [*known, alias]
    if "aliases" in now:
        after = splice.set_list(before, change.record, ("aliases",), names)
    else:
        after = splice.add_key(
            before, change.record, "aliases", f" [{json.dumps(alias, ensure_ascii=False)}]", "source"
        )
    return after, now | {"aliases": names}


def _contact(before: str, now: dict[str, Any], change: NewContact) -> tuple[str, dict[str, Any]]:
    given = change.contact
    if not _day(given.checked):
        raise ProposalError(f"{given.checked!r} is no day; it is written as 2026-11-30", "day")
    line = (
        f"{{kind: {_quoted(given.kind)}, value: {_quoted(given.value)}, "
        f"label: {{nb: {_quoted(given.label.nb)}, nn: {_quoted(given.label.nn)}}}, "
        f"verified: {'true' if given.verified else 'false'}, checked: {given.checked}, "
        f"source: {{document: {_quoted(given.source.document)}, section: {_quoted(given.source.section)}}}}}"
    )
    added = parse_yaml(line)
    if now.get("contacts"):
        after = splice.add_item(before, change.record, "contacts", line)
    else:
        after = splice.add_key(before, change.record, "contacts", f"\n  - {line}", "source")
    return after, now | {"contacts": [*(now.get("contacts") or ()), added]}


def _day(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _quoted(value: str) -> str:
    said = " ".join(value.split())
    return said if re.fullmatch(r"[a-z][a-z-]*", said) else json.dumps(said, ensure_ascii=False)


def _find(folder: Path, record: str) -> tuple[str, dict[str, Any]]:
    """The file of a record, and what stands there now."""
    if not _ID.fullmatch(record):
        raise ProposalError("there is no such record")
    place = record.split("/", 1)[0]
    for name in _FOLDERS:
        for path in sorted((folder / name).glob("*.yaml")):
            if name in ("services", "teams") and path.stem != place:
                continue
            for item in read_yaml(path):
                if isinstance(item, dict) and item.get("id") == record:
                    return f"{name}/{path.name}", item
    raise ProposalError("there is no such record")


def _read(path: Path) -> str:
    text = path.read_bytes().decode("utf-8")
    return text if text.endswith("\n") or not text else f"{text}\n"

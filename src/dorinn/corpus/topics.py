"""From one YAML record to one topic, with its advice and the lives that it is for."""

from __future__ import annotations

from typing import Any

from dorinn.corpus.fields import Record, maybe, need, strings, text, years
from dorinn.domain.topic import ROLES, Preference, Role, Topic, Variant
from dorinn.errors import CorpusError

_VARIANT = frozenset(("nb", "nn", "role", "own", "friend", "age", "said"))


def _variant(record: Record, where: str) -> Variant:
    """Advice with conditions; `role` and `said` are one name or several."""
    words = text(record, where)
    where = f"{where}: «{words.nb[:30]}»"
    if unknown := sorted(set(map(str, record)) - _VARIANT):
        raise CorpusError(f"{where}: unknown condition {unknown[0]}")
    found = Variant(
        words,
        tuple(_role(name, where) for name in _names(record.get("role"))),
        record.get("own") is True,
        record.get("friend") is True,
        years(record.get("age"), where),
        _names(record.get("said")),
    )
    if not found.conditional:
        raise CorpusError(f"{where}: a condition is needed (role, own, friend, age or said)")
    return found


def _role(name: str, where: str) -> Role:
    for role in ROLES:
        if role == name:
            return role
    raise CorpusError(f"{where}: unknown role {name}")


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else strings(value)


def topic(record: Record, area: str) -> Topic:
    """A topic of the area whose file it stands in."""
    where = f"topics/{area}.yaml: {record.get('id')}"
    return Topic(
        id=str(need(record, "id", where)),
        area=area,
        name=text(record.get("name"), f"{where}: name"),
        help=strings(record.get("help")),
        preferences=tuple(
            Preference(
                help=strings(item.get("help")),
                role=item.get("role"),
                age=years(item.get("age"), where),
                adult=item.get("subject") == "adult",
            )
            for item in record.get("when") or ()
        ),
        unlike=strings(record.get("unlike")),
        rules=strings(record.get("rules")),
        advice=maybe(record.get("advice"), f"{where}: advice"),
        advice_adult=maybe(record.get("advice_adult"), f"{where}: advice_adult"),
        advice_youth=maybe(record.get("advice_youth"), f"{where}: advice_youth"),
        advice_employee=maybe(record.get("advice_employee"), f"{where}: advice_employee"),
        advice_for=tuple(_variant(item, f"{where}: advice_for") for item in record.get("advice_for") or ()),
        signs=tuple(text(item, f"{where}: signs") for item in record.get("signs") or ()),
        urgent=bool(record.get("urgent", False)),
        los=record.get("los"),
        said=record.get("said"),
        otherwise=record.get("otherwise"),
        scope=str(record.get("scope") or ""),
    )

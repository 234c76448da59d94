"""Who works with whom: the teams of a municipality and who sits in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dorinn.domain.service import Service
from dorinn.domain.text import Form, Text

ROW, COLUMN, HEAD = 26, 34, 168
_LETTER = 7.2


@dataclass(frozen=True, slots=True)
class Member:
    """A kind of help, or a role that is none, and the places of the teams it sits in (from 0)."""

    name: str
    teams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """Teams as columns, members as rows, the busiest first. `silent` are teams whose members the plan leaves out."""

    teams: tuple[Service, ...]
    members: tuple[Member, ...]
    silent: tuple[Service, ...]
    left: float
    width: float
    height: float


def company(teams: Sequence[Service], kind: Callable[[str], Text | None], form: Form) -> Company:
    """The map of the teams that exist. `kind` names the kind of help that a member's own name stands for, if any."""
    alive = [team for team in teams if team.exists]
    shown = tuple(team for team in alive if team.members)
    seats: dict[str, dict[int, None]] = {}
    for place, team in enumerate(shown):
        for member in team.members:
            known = kind(member.nb)
            seats.setdefault((known or member).of(form), {})[place] = None
    members = [Member(name[:1].upper() + name[1:], tuple(places)) for name, places in seats.items()]
    members.sort(key=lambda member: -len(member.teams))
    left = min(300.0, max((len(member.name) for member in members), default=0) * _LETTER + 16)
    slant = HEAD * 0.75
    return Company(
        teams=shown,
        members=tuple(members),
        silent=tuple(team for team in alive if not team.members),
        left=left,
        width=left + COLUMN * len(shown) + slant,
        height=HEAD + ROW * len(members) + 8,
    )

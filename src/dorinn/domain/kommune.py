"""Municipalities."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.text import Form

NATIONAL = "nasjonal"
SHARED = "felles"


@dataclass(frozen=True, slots=True)
class Kommune:
    """A municipality: its slug in ids and addresses, its name, its written form, its county (empty where it is not
    known), other names people use."""

    slug: str
    name: str
    form: Form
    county: str
    aliases: tuple[str, ...]

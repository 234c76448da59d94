"""Proposals as records in the corpus' own format, with everything that a person must still say left open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dorinn.domain.kommune import Kommune
from dorinn.domain.text import FORMS, Form
from dorinn.survey.gathered import Proposal

Record = dict[str, Any]
SAYS = ("members", "convener", "frequency", "age", "access")
"""What a plan may say of a record beside its name; it may say otherwise in a new edition."""
_SHOWN = 3  # passages of each record


def records(proposals: Iterable[Proposal], kommune: Kommune, document: str, form: Form) -> list[Record]:
    """Records of services and teams in their order. A text stands in the plan's form; the other form is left open.

    `passages` are for the reader: they are taken off when the record is accepted.
    """
    taken: set[str] = set()
    return [_record(proposal, kommune, document, form, taken) for proposal in proposals]


def _record(proposal: Proposal, kommune: Kommune, document: str, form: Form, taken: set[str]) -> Record:
    team = proposal.kind == "team"
    found: Record = {
        "id": _id(kommune.slug, proposal.name, taken),
        "type": proposal.type,
        "form": proposal.form,
        "name": _open(proposal.name, form),
        "purpose" if team else "description": _open(None, form),
        "members": [_open(member, form) for member in proposal.members],
        "convener": _open(proposal.convener, form) if proposal.convener else None,
        "frequency": _open(proposal.frequency, form) if proposal.frequency else None,
        "age": list(proposal.age) if proposal.age else None,
        "access": _open(proposal.access, form) if proposal.access else None,
        "status": "planned" if proposal.planned else "active",
        "source": {"document": document, "section": proposal.passages[0].section},
        "passages": [
            {"id": quote.id, "section": quote.section, "page": quote.page, "text": quote.text}
            for quote in proposal.passages[:_SHOWN]
        ],
    }
    return {key: value for key, value in found.items() if value or key == "type"}


def _open(text: str | None, form: Form) -> dict[str, str | None]:
    return {each: text if each == form else None for each in FORMS}


def _id(kommune: str, name: str, taken: set[str]) -> str:
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "uten-navn"
    number = 1
    while (found := f"{kommune}/{slug}" if number == 1 else f"{kommune}/{slug}-{number}") in taken:
        number += 1
    taken.add(found)
    return found

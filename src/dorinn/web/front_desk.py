"""The front desk of a municipality, for its own door: a human to speak to, as far as the records say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dorinn.domain.text import Form
from dorinn.web.catalogue import contact_of
from dorinn.web.state import State


@dataclass(frozen=True, slots=True)
class FrontDesk:
    """Its record's id and name, and its contacts with their provenance; none where no record has one."""

    id: str
    name: str
    contacts: list[dict[str, Any]]


def front_desk(state: State, form: Form) -> FrontDesk | None:
    """The door's own front desk that exists today; None where its records name none."""
    found = (s for s in state.corpus.services if s.kommune == state.home and s.type == "servicetorg" and s.exists)
    item = next(found, None)
    if item is None:
        return None
    return FrontDesk(item.id, item.name.of(form), [contact_of(state, contact, form) for contact in item.contacts])

"""Fields of a form that was sent from a page."""

from __future__ import annotations

from starlette.datastructures import FormData

from dorinn.web.clean import clean
from dorinn.web.state import State


def field(fields: FormData, name: str) -> str:
    """A text; empty where it is missing or a file."""
    value = fields.get(name)
    return str(clean(value)) if isinstance(value, str) else ""


def services_of(state: State, fields: FormData) -> tuple[str, ...]:
    """The ids in `services` that are records, at most five; anything else was not shown by us."""
    return tuple(name for name in field(fields, "services").split()[:5] if state.offer.record(name) is not None)

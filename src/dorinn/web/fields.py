"""Fields of a form that was sent from a page."""

from __future__ import annotations

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

from dorinn.web.clean import clean
from dorinn.web.state import State


async def sent(request: Request) -> FormData:
    """The fields of a request; 422 where they are in an encoding that cannot be read."""
    try:
        return await request.form()
    except (UnicodeError, LookupError) as error:
        raise HTTPException(422) from error


def field(fields: FormData, name: str) -> str:
    """A text; empty where it is missing or a file."""
    value = fields.get(name)
    return str(clean(value)) if isinstance(value, str) else ""


def services_of(state: State, fields: FormData) -> tuple[str, ...]:
    """The ids in `services` that are records, at most five; anything else was not shown by us."""
    return tuple(name for name in field(fields, "services").split()[:5] if state.offer.record(name) is not None)

"""`/oversikt`: pictures of a municipality's help, each with its data as a table."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dorinn.domain.text import Text
from dorinn.web.pictures import company, coverage, pyramid
from dorinn.web.pictures.stair import stairs
from dorinn.web.reader import Reader
from dorinn.web.state import State

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/oversikt")
async def overview(request: Request) -> Response:
    """The pictures of one municipality, and what all of them cover."""
    reader = Reader(request)
    state = reader.state
    if "kommune" in request.query_params:
        reader.choose(request.query_params["kommune"] or None)
    own = [r for r in state.corpus.services if r.kommune == reader.kommune] if reader.kommune else []
    guides = [g for g in state.corpus.guides if g.kommune == reader.kommune and g.steps] if reader.kommune else []
    steps = [step.of(reader.form) for guide in guides[:1] for step in guide.steps]
    return reader.page(
        "overview.html.j2",
        pyramid=pyramid.pyramid(own) if own else None,
        stairs=stairs(steps),
        steps=steps,
        guide=guides[0] if guides else None,
        company=company.company([r for r in own if r.kind == "team"], _kinds(state), reader.form) if own else None,
        sizes=company,
        coverage=coverage.coverage(state.corpus, state.offer),
        states=coverage.STATES,
        grid=coverage,
    )


def _kinds(state: State) -> Callable[[str], Text | None]:
    """The kind of help that a member's name stands for: «helsesykepleier» is the school health service."""

    def kind(name: str) -> Text | None:
        codes = {code for mention in state.names.mentions(name) for code in mention.types}
        # «Kommunen» sits in many teams, but that is not its front desk.
        return state.corpus.type[codes.pop()].name if len(codes) == 1 and "servicetorg" not in codes else None

    return kind

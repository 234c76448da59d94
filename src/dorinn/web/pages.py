"""`/lær`, `/personvern` and `/tilgjengelighet`: the pages to read."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dorinn.domain.guide import Guide
from dorinn.web.catalogue import full
from dorinn.web.course import Course
from dorinn.web.pictures.stair import stairs
from dorinn.web.reader import Reader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/lær")
@router.get("/laer")
async def learn(request: Request) -> Response:
    """The guides: the municipality's own steps first."""
    reader = Reader(request)
    if "kommune" in request.query_params:
        reader.choose(request.query_params["kommune"] or None)
    guides = reader.state.corpus.guides
    own = [guide for guide in guides if guide.kommune == reader.kommune]
    other = [guide for guide in guides if guide.kommune not in ("felles", reader.kommune)]
    shared = [guide for guide in guides if guide.kommune == "felles"]

    def entries(found: list[Guide]) -> list[dict[str, Any]]:
        return [full(reader.state, guide, reader.form) for guide in found]

    return reader.page(
        "learn.html.j2",
        own=entries(own),
        shared=entries(shared),
        other=entries(other),
        climb=stairs([step.of(reader.form) for step in own[0].steps]) if own else (),
        training=Course.of(reader.state.corpus, None, reader.kommune),
    )


@router.get("/lær/{guide_id:path}")
@router.get("/laer/{guide_id:path}")
async def guide(request: Request, guide_id: str) -> Response:
    """One guide: what to do, step by step, then each question with its paragraph, and scenarios that train it."""
    reader = Reader(request)
    found = reader.state.corpus.guide.get(guide_id)
    if found is None:
        raise HTTPException(404)
    home = reader.state.corpus.kommune.get(found.kommune)
    practice = {
        scenario.id: scenario
        for right_only in (True, False)
        for scenario in reader.state.corpus.scenario.values()
        for choice in scenario.choices
        if choice.guide.startswith(f"{found.id}#") and (choice.judgement == "right" or not right_only)
    }
    return reader.page(
        "guide.html.j2",
        guide=full(reader.state, found, reader.form),
        home=home,
        climb=stairs([step.of(reader.form) for step in found.steps]) if home else (),
        practice=list(practice.values())[:8],
    )


@router.get("/personvern")
async def privacy(request: Request) -> Response:
    """What is kept of a reader: next to nothing."""
    reader = Reader(request)
    settings = reader.state.settings
    model = bool(settings.llm_url)
    return reader.page("privacy.html.j2", model=model, sent=model and settings.llm_question)


@router.get("/tilgjengelighet")
async def statement(request: Request) -> Response:
    """The accessibility statement, with the address that the deployment has set for reports, and the form."""
    reader = Reader(request)
    return reader.page("statement.html.j2", contact=reader.state.settings.contact, storing=not reader.state.store.off)

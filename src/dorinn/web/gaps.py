"""`/hull`, `/hull/{kommune}` and `/api/v1/gaps/{kommune}`: what plan and records of a municipality do not say."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dorinn.survey.gaps import SILENT, Gaps, duties, gaps
from dorinn.web.reader import Reader
from dorinn.web.refusals import refusals
from dorinn.web.schemas import OptionalLanguage
from dorinn.web.state import state_of

router = APIRouter(tags=["directory"])


# Not `async`: reading a whole plan takes some tenths of a second, which other readers need not wait for.
@router.get("/api/v1/gaps/{kommune}", response_model=Gaps, responses=refusals(404))
def report(request: Request, kommune: str, language: OptionalLanguage = None) -> JSONResponse:
    """Duties the plan does not speak of; kinds of help and worries with a record, without one but in the plan, and in
    neither; records that leave much open. That a plan is silent does not prove that the municipality has nothing."""
    state = state_of(request)
    if kommune not in state.corpus.kommune:
        raise HTTPException(404, "no such municipality")
    return JSONResponse(gaps(state.corpus, kommune, language or state.corpus.kommune[kommune].form).as_json())


@router.get("/hull", include_in_schema=False, response_class=HTMLResponse)
async def places(request: Request) -> Response:
    """The municipalities, each with its page; at a municipality's own door straight to its page."""
    reader = Reader(request)
    if reader.door:
        return RedirectResponse(reader.link(f"/hull/{reader.door.kommune.slug}"), 303)
    return reader.page("gaps_places.html.j2")


@router.get("/hull/{kommune}", include_in_schema=False, response_class=HTMLResponse)
def page(request: Request, kommune: str) -> Response:
    """The same as a page, each duty with its paragraph and with where the plan speaks of it."""
    reader = Reader(request)
    corpus = reader.state.corpus
    if kommune not in corpus.kommune:
        raise HTTPException(404)
    reader.choose(kommune)
    if reader.chosen is None:
        reader.form = corpus.kommune[kommune].form
    found = gaps(corpus, kommune, reader.form)
    silent = {what: [corpus.service[name] for name in getattr(found, f"without_{what}")] for what in SILENT}
    return reader.page(
        "gaps.html.j2",
        gaps=found,
        duties=duties(corpus, kommune),
        silent=silent,
        records=reader.state.offer.record,
        topics=corpus.topic,
        titles=corpus.titles,
    )

"""`/hull/{kommune}` and `/api/v1/gaps/{kommune}`: what the plan and the records of a municipality do not say."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from dorinn.survey.gaps import Gaps, duties, gaps
from dorinn.web.reader import Reader
from dorinn.web.refusals import refusals
from dorinn.web.schemas import OptionalLanguage
from dorinn.web.state import state_of

router = APIRouter(tags=["directory"])

SILENT = ("contact", "form", "access", "age", "organization")
"""What a record may leave open, as in `Gaps.without_…`."""


# Not `async`: reading a whole plan takes tens of milliseconds, which other readers need not wait for.
@router.get("/api/v1/gaps/{kommune}", response_model=Gaps, responses=refusals(404))
def report(request: Request, kommune: str, language: OptionalLanguage = None) -> JSONResponse:
    """Duties the plan does not speak of, worries and kinds of help without a service, and records that leave much
    open. That a plan is silent does not prove that the municipality has nothing."""
    state = state_of(request)
    if kommune not in state.corpus.kommune:
        raise HTTPException(404, "no such municipality")
    return JSONResponse(gaps(state.corpus, kommune, language or state.corpus.kommune[kommune].form).as_json())


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

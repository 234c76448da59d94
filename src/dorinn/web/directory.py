"""GET /api/v1/services, /api/v1/services/{id} and /api/v1/kommuner."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BeforeValidator, Field

from dorinn.web.ask import unknown
from dorinn.web.catalogue import Wanted, entry, full, search
from dorinn.web.clean import blank_to_none
from dorinn.web.refusals import refusals
from dorinn.web.schemas import DirectoryList, DirectoryRecord, KommuneList, OptionalCode, OptionalLanguage
from dorinn.web.state import State, state_of

router = APIRouter(prefix="/api/v1", tags=["directory"])

Age = Annotated[Annotated[int, Field(ge=0, le=120)] | None, BeforeValidator(blank_to_none)]


LEVELS = ("universal", "selective", "indicated")
"""Levels of prevention: for all, for groups at risk, for children who struggle."""


def check(state: State, wanted: Wanted) -> None:
    """Raises the usual 422 for a municipality, type or topic that does not exist."""
    known: dict[str, dict[str, Any]] = {
        "kommune": dict(state.corpus.kommune),
        "type": dict(state.corpus.type),
        "topic": dict(state.corpus.topic),
        "level": dict.fromkeys(LEVELS),
    }
    for field, codes in known.items():
        value = getattr(wanted, field)
        if value is not None and value not in codes:
            raise unknown(field, "query", value, list(codes))


@router.get("/services", response_model=DirectoryList, responses=refusals())
async def services(
    request: Request,
    kommune: OptionalCode = None,
    q: OptionalCode = None,
    type: OptionalCode = None,
    topic: OptionalCode = None,
    age: Age = None,
    level: OptionalCode = None,
    language: OptionalLanguage = None,
) -> JSONResponse:
    """Services, teams and guides that fit; without a municipality those of all of them."""
    state, wanted = state_of(request), Wanted(kommune, q, type, topic, age, level)
    check(state, wanted)
    found = [entry(state, record, language or "nb") for record in search(state, wanted)]
    return JSONResponse({"count": len(found), "services": found})


@router.get("/services/{record_id:path}", response_model=DirectoryRecord, responses=refusals(404))
async def service(request: Request, record_id: str, language: OptionalLanguage = None) -> JSONResponse:
    """One record with everything known of it."""
    state = state_of(request)
    record = state.offer.record(record_id)
    if record is None:
        raise HTTPException(404, "no such service, team or guide")
    return JSONResponse(full(state, record, language or "nb"))


@router.get("/kommuner", response_model=KommuneList, responses=refusals())
async def kommuner(request: Request) -> JSONResponse:
    """The municipalities whose plans are known."""
    corpus = state_of(request).corpus
    counts = Counter(record.kommune for record in corpus.services)
    return JSONResponse(
        {
            "kommuner": [
                {"slug": k.slug, "name": k.name, "language": k.form, "county": k.county, "services": counts[k.slug]}
                for k in corpus.kommuner
            ]
        }
    )

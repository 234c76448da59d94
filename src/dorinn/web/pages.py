"""`/tjenester`, `/lær` and `/personvern`: the pages to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.web.catalogue import Wanted, entry, full, search
from dorinn.web.clean import clean
from dorinn.web.reader import Reader
from dorinn.web.renderer import address

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/tjenester")
async def directory(request: Request) -> Response:
    """The directory with its filters."""
    reader = Reader(request)
    state, asked = reader.state, request.query_params
    if "kommune" in asked:
        reader.choose(asked["kommune"] or None)
    q = str(clean(asked.get("q", ""))).strip()[:200]
    kind = asked.get("type") if asked.get("type") in state.corpus.type else None
    age = int(asked["age"]) if asked.get("age", "").isascii() and asked.get("age", "").isdigit() else None
    age = age if age is None or age <= 120 else None
    filtered = bool(q or kind or age is not None)
    found = search(state, Wanted(reader.kommune, q or None, kind, None, age)) if filtered or reader.kommune else []
    own = [record for record in found if record.kommune != "nasjonal" and isinstance(record, Service)]
    national = [record for record in found if record.kommune == "nasjonal"]
    guides = [record for record in found if isinstance(record, Guide)] if filtered else []
    if not (filtered or reader.kommune):
        national = [record for record in state.corpus.services if record.kommune == "nasjonal"]
    groups: list[tuple[str, Sequence[Record]]] = [("own", own), ("national", national), ("guides", guides)]
    return reader.page(
        "directory.html.j2",
        headers={"link": '</tjenester.atom>; rel="alternate"; type="application/atom+xml"'},
        q=q,
        type=kind,
        age=age,
        filtered=filtered,
        used={record.type for record in state.corpus.services},
        count=sum(len(records) for _, records in groups),
        groups=[(name, [entry(state, r, reader.form) for r in records]) for name, records in groups if records],
        names={kommune.slug: kommune.name for kommune in state.corpus.kommuner},
    )


@router.get("/tjenester/{record_id:path}")
async def record(request: Request, record_id: str) -> Response:
    """A permalink with everything known of a service or team; a guide lives under `/lær`."""
    reader = Reader(request)
    found = reader.state.offer.record(record_id)
    if isinstance(found, Guide):
        return RedirectResponse(address(f"/lær/{found.id}"), 308)
    if found is None:
        raise HTTPException(404)
    alike = [r for r in reader.state.corpus.services if r.type == found.type and r.id != found.id and r.exists]
    alike = [r for r in alike if r.kommune == found.kommune]
    data = f'<{address(f"/tjenester/{found.id}")}.jsonld>; rel="alternate"; type="application/ld+json"'
    return reader.page(
        "record.html.j2",
        headers={"link": data} if found.exists else None,
        record=full(reader.state, found, reader.form),
        home=reader.state.corpus.kommune.get(found.kommune),
        alike=[entry(reader.state, r, reader.form) for r in alike[:6]],
    )


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

    return reader.page("learn.html.j2", own=entries(own), shared=entries(shared), other=entries(other))


@router.get("/lær/{guide_id:path}")
@router.get("/laer/{guide_id:path}")
async def guide(request: Request, guide_id: str) -> Response:
    """One guide: what to do, step by step, then each question with its paragraph."""
    reader = Reader(request)
    found = reader.state.corpus.guide.get(guide_id)
    if found is None:
        raise HTTPException(404)
    home = reader.state.corpus.kommune.get(found.kommune)
    return reader.page("guide.html.j2", guide=full(reader.state, found, reader.form), home=home)


@router.get("/personvern")
async def privacy(request: Request) -> Response:
    """What is kept of a reader: next to nothing."""
    return Reader(request).page("privacy.html.j2")

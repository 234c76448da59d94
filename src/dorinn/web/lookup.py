"""`/tjenester` and `/sammenlign`: the directory for those who look something up."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.web.catalogue import Wanted, entry, full, gaps, search, suggest
from dorinn.web.clean import clean
from dorinn.web.directory import LEVELS
from dorinn.web.reader import Reader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def _wanted(reader: Reader) -> Wanted:
    """The search in the address; what does not exist is left out."""
    asked, corpus = reader.request.query_params, reader.state.corpus
    q = str(clean(asked.get("q", ""))).strip()[:200]
    age = asked.get("age", "")
    return Wanted(
        kommune=reader.kommune,
        q=q or None,
        type=asked.get("type") if asked.get("type") in corpus.type else None,
        topic=asked.get("topic") if asked.get("topic") in corpus.topic else None,
        age=int(age) if age.isascii() and age.isdigit() and len(age) < 4 and int(age) <= 120 else None,
        level=asked.get("level") if asked.get("level") in LEVELS else None,
    )


@router.get("/tjenester")
async def directory(request: Request) -> Response:
    """The directory with its filters; without any, the national services and a choice of municipality."""
    reader = Reader(request)
    state = reader.state
    if "kommune" in request.query_params:
        reader.choose(request.query_params["kommune"] or None)
    wanted = _wanted(reader)
    filtered = any((wanted.q, wanted.type, wanted.topic, wanted.age is not None, wanted.level))
    found = search(state, wanted) if filtered or reader.kommune else []
    own = [r for r in found if r.kommune != "nasjonal" and isinstance(r, Service)]
    groups: dict[str, Sequence[Record]] = {
        "own": [r for r in own if r.kind != "team"],
        "team": [r for r in own if r.kind == "team"],
        "national": [r for r in found if r.kommune == "nasjonal"],
        "guides": [r for r in found if isinstance(r, Guide)] if filtered else [],
    }
    if not (filtered or reader.kommune):
        groups["national"] = [r for r in state.corpus.services if r.kommune == "nasjonal"]
    return reader.page(
        "directory.html.j2",
        headers={"link": f'<{reader.link("/tjenester.atom")}>; rel="alternate"; type="application/atom+xml"'},
        wanted=wanted,
        filtered=filtered,
        topic=state.corpus.topic[wanted.topic].name.of(reader.form) if wanted.topic else None,
        levels=LEVELS,
        used={r.type for r in state.corpus.services},
        count=sum(len(records) for records in groups.values()),
        groups=[
            (name, [entry(state, r, reader.form) | _team(r, reader) for r in records])
            for name, records in groups.items()
            if records
        ],
        meant=suggest(state, wanted.q) if wanted.q and not found else [],
        names={kommune.slug: kommune.name for kommune in state.corpus.kommuner},
    )


def _team(record: Record, reader: Reader) -> dict[str, object]:
    """What a line says of a team besides: who convenes it, who is in it, how often, who may bring a case."""
    if not isinstance(record, Service) or record.kind != "team":
        return {}
    fields = {"convener": record.convener, "frequency": record.frequency, "brings": record.brings}
    said: dict[str, object] = {name: text.of(reader.form) if text else None for name, text in fields.items()}
    return said | {"members": [member.of(reader.form) for member in record.members]}


@router.get("/sammenlign")
async def compare(request: Request) -> Response:
    """The same kind of help in several municipalities, side by side."""
    reader = Reader(request)
    if reader.door:
        raise HTTPException(404)
    state, asked = reader.state, request.query_params
    code = asked.get("type") if asked.get("type") in state.corpus.type else None
    chosen = [k for k in state.corpus.kommuner if k.slug in asked.getlist("med")] or list(state.corpus.kommuner)
    rows = []
    for kommune in chosen if code else []:
        own = [r for r in state.corpus.services if r.kommune == kommune.slug and r.type == code]
        own.sort(key=lambda record: not record.exists)
        rows.append((kommune, [full(state, r, reader.form) for r in own]))
    found = [record for _, records in rows for record in records]
    return reader.page(
        "compare.html.j2",
        type=code,
        among={kommune.slug for kommune in chosen},
        rows=rows,
        teams=any(record["kind"] == "team" for record in found),
        numbered=any(record["contacts"] for record in found),
        used={r.type for r in state.corpus.services if r.kommune in state.corpus.kommune},
    )


@router.get("/tjenester/{record_id:path}")
async def record(request: Request, record_id: str) -> Response:
    """A permalink with everything known of a service or team; a guide lives under `/lær`."""
    reader = Reader(request)
    found = reader.state.offer.record(record_id)
    if isinstance(found, Guide):
        return RedirectResponse(reader.link(f"/lær/{found.id}"), 308)
    if found is None:
        raise HTTPException(404)
    services = reader.state.corpus.services
    alike = [r for r in services if r.type == found.type and r.id != found.id and r.exists]
    here = [r for r in alike if r.kommune == found.kommune]
    data = f'<{reader.link(f"/tjenester/{found.id}")}.jsonld>; rel="alternate"; type="application/ld+json"'
    return reader.page(
        "record.html.j2",
        headers={"link": data} if found.exists else None,
        record=full(reader.state, found, reader.form),
        gaps=gaps(found),
        home=reader.state.corpus.kommune.get(found.kommune),
        alike=[entry(reader.state, r, reader.form) for r in here[:6]],
        elsewhere=not reader.door and any(r.kommune in reader.state.corpus.kommune and r not in here for r in alike),
    )

"""`/hsds/v3`: the HSDS API, read only. A list may be searched and paged; an object is given whole."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from dorinn.domain.service import Service
from dorinn.interop.hsds import models
from dorinn.interop.hsds.mapping import LOS, TYPES, Mapping
from dorinn.interop.register import Register
from dorinn.interop.served import LIMITED, MISSING, served_by
from dorinn.language.fold import fold

VERSION = "3.0"
MOST = 100  # records on a page

router = APIRouter(prefix="/hsds/v3", tags=["hsds"], responses=LIMITED)
Item = TypeVar("Item", bound=BaseModel)

Search = Annotated[str, Query(max_length=200, description="Words that must all stand in the record")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
PerPage = Annotated[int, Query(ge=1, le=MOST)]
Language = Annotated[Literal["nb", "nn"] | None, Query(description="The form to write in; else each municipality's")]


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int = Field(description="Records on this page")
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Item]


class About(BaseModel):
    """Which version of HSDS this is."""

    version: str
    profile: str
    openapi_url: str


class _Exchange:
    """The register and its mapping, made once for a corpus."""

    def __init__(self, request: Request) -> None:
        served = served_by(request)
        self.corpus = served.corpus
        self.register = Register(served.corpus)
        self.mapping = Mapping(self.register, served.phrases)


def _exchange(request: Request) -> _Exchange:
    held = vars(served_by(request))  # each door has its own
    if "hsds" not in held:
        held["hsds"] = _Exchange(request)
    kept: _Exchange = held["hsds"]
    return kept


@router.get("/", response_model=About)
async def about(request: Request) -> JSONResponse:
    """The version of HSDS and where this API is described."""
    base = str(request.base_url)
    return JSONResponse({"version": VERSION, "profile": f"{base}openapi.json", "openapi_url": f"{base}openapi.json"})


@router.get("/services", response_model=Page[models.Service | models.ServiceSummary | models.ServiceStamp])
async def services(
    request: Request,
    search: Search = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    kommune: Annotated[str | None, Query(max_length=100, description="A municipality's slug")] = None,
    taxonomy_term_id: UUID | None = None,
    taxonomy_id: UUID | None = None,
    organization_id: UUID | None = None,
    modified_after: Annotated[
        datetime.date | None, Query(description="Only records whose source was checked on that day or later")
    ] = None,
    minimal: Annotated[bool, Query(description="Only id and assured_date")] = False,
    full: Annotated[bool, Query(description="With everything that hangs on each service")] = False,
    language: Language = None,
) -> JSONResponse:
    """Services and teams, planned ones with the status `inactive`."""
    exchange = _exchange(request)
    found: Sequence[Service] = [
        item
        for item in exchange.register.services
        if (kommune is None or item.kommune == kommune)
        and (organization_id is None or exchange.mapping.summary(item).organization_id == organization_id)
        and (taxonomy_term_id is None or taxonomy_term_id in exchange.mapping.term_ids(item))
        and (taxonomy_id is None or taxonomy_id in exchange.mapping.taxonomy_ids(item))
        and (modified_after is None or (exchange.corpus.checked(item) or "") >= modified_after.isoformat())
        and _holds(search, item.name.nb, item.name.nn, *item.aliases, item.description.nb, item.description.nn)
    ]

    def shown(item: Service) -> BaseModel:
        if minimal:
            summary = exchange.mapping.summary(item)
            return models.ServiceStamp(id=summary.id, assured_date=summary.assured_date)
        return exchange.mapping.service(item, language) if full else exchange.mapping.summary(item, language)

    return _page(found, page, per_page, shown)


@router.get("/services/{id}", response_model=models.Service, responses=MISSING)
async def service(request: Request, id: UUID, language: Language = None) -> JSONResponse:
    """One service with everything known of it."""
    exchange = _exchange(request)
    return _one(exchange.register.service.get(id), lambda item: exchange.mapping.service(item, language))


@router.get("/organizations", response_model=Page[models.Organization | models.OrganizationSummary])
async def organizations(
    request: Request,
    search: Search = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    full: Annotated[bool, Query(description="With the services of each")] = False,
    language: Language = None,
) -> JSONResponse:
    """Those who run services, as the sources name them."""
    exchange = _exchange(request)
    found = [owner for owner in exchange.register.organizations.values() if _holds(search, owner.name)]
    show = exchange.mapping.organization if full else exchange.mapping.organization_summary
    return _page(found, page, per_page, lambda owner: show(owner, language))


@router.get("/organizations/{id}", response_model=models.Organization, responses=MISSING)
async def organization(request: Request, id: UUID, language: Language = None) -> JSONResponse:
    """One organization with its services."""
    exchange = _exchange(request)
    return _one(exchange.register.organizations.get(id), lambda owner: exchange.mapping.organization(owner, language))


@router.get("/taxonomies", response_model=Page[models.Taxonomy])
async def taxonomies(search: Search = "", page: PageNumber = 1, per_page: PerPage = 50) -> JSONResponse:
    """The kinds of help, and the themes of Los."""
    return _page([kind for kind in (TYPES, LOS) if _holds(search, kind.name)], page, per_page, lambda kind: kind)


@router.get("/taxonomies/{id}", response_model=models.Taxonomy, responses=MISSING)
async def taxonomy(id: UUID) -> JSONResponse:
    """One taxonomy."""
    return _one({kind.id: kind for kind in (TYPES, LOS)}.get(id), lambda kind: kind)


@router.get("/taxonomy_terms", response_model=Page[models.TaxonomyTerm])
async def taxonomy_terms(
    request: Request,
    search: Search = "",
    page: PageNumber = 1,
    per_page: PerPage = 50,
    taxonomy_id: UUID | None = None,
    language: Language = None,
) -> JSONResponse:
    """The terms of both taxonomies."""
    terms = _exchange(request).mapping.terms(language or "nb")
    found = [
        term
        for term in terms
        if taxonomy_id in (None, term.taxonomy_id) and _holds(search, term.name, term.description)
    ]
    return _page(found, page, per_page, lambda term: term)


@router.get("/taxonomy_terms/{id}", response_model=models.TaxonomyTerm, responses=MISSING)
async def taxonomy_term(request: Request, id: UUID, language: Language = None) -> JSONResponse:
    """One term."""
    terms = {term.id: term for term in _exchange(request).mapping.terms(language or "nb")}
    return _one(terms.get(id), lambda term: term)


def _holds(search: str, *texts: str) -> bool:
    whole = fold(" ".join(texts)) if search.strip() else ""
    return all(word in whole for word in fold(search).split())


def _one(found: Any, show: Any) -> JSONResponse:
    if found is None:
        raise HTTPException(404, "there is no such record")
    return JSONResponse(show(found).model_dump(mode="json", exclude_none=True))


def _page(found: Sequence[Any], page: int, per_page: int, show: Any) -> JSONResponse:
    pages = math.ceil(len(found) / per_page)
    shown = [show(item) for item in found[(page - 1) * per_page : page * per_page]]
    return JSONResponse(
        {
            "total_items": len(found),
            "total_pages": pages,
            "page_number": page,
            "size": len(shown),
            "first_page": page == 1,
            "last_page": page >= pages,
            "empty": not shown,
            "contents": [item.model_dump(mode="json", exclude_none=True) for item in shown],
        }
    )

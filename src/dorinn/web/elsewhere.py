"""A service in other shapes, beside its page: `.vcf`, `.svg` (a card to print), `.qr.svg` and `.jsonld`.

What is only planned has none of them: nobody should save or pin up a service that does not exist.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response

from dorinn.domain.kommune import SHARED
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.web.card import card, qr
from dorinn.web.reader import Reader
from dorinn.web.renderer import day
from dorinn.web.schema_org import json_ld
from dorinn.web.site import page_of
from dorinn.web.vcard import vcard

router = APIRouter(prefix="/tjenester", tags=["site"])

_Form = Annotated[Literal["nb", "nn"] | None, Query(alias="form", description="The form to write in")]


def _responses(kind: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"content": {kind: {}}},
        404: {"description": "There is no such service, it is only planned, or it has no contact", "content": {}},
    }


@router.get("/{record_id:path}.vcf", response_class=Response, responses=_responses("text/vcard"))
async def contact_card(request: Request, record_id: str, _: _Form = None) -> Response:
    """The contacts of a service, to save on a phone."""
    reader, item = Reader(request), _service(request, record_id)
    if not item.contacts:
        raise HTTPException(404)
    text = vcard(reader.state.corpus, item, page_of(request, item.id), _provenance(reader, item), reader.form)
    name = quote(f"{item.id.replace('/', '-')}.vcf")
    return Response(
        text.encode(),
        media_type="text/vcard; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/{record_id:path}.qr.svg", response_class=Response, responses=_responses("image/svg+xml"))
async def code(request: Request, record_id: str) -> Response:
    """A QR code that leads to the service's page."""
    return _svg(qr(page_of(request, _service(request, record_id).id)))


@router.get("/{record_id:path}.svg", response_class=Response, responses=_responses("image/svg+xml"))
async def printed_card(request: Request, record_id: str, _: _Form = None) -> Response:
    """A card to print: name, numbers, when they were checked, and the QR code."""
    reader, item = Reader(request), _service(request, record_id)
    numbers = [(contact.label.of(reader.form), contact.value) for contact in item.contacts if contact.kind == "phone"]
    small = _provenance(reader, item) if numbers else [reader.word("no_number")]
    area = _area(reader, item, reader.form)
    return _svg(card(item.name.of(reader.form), area, numbers, small, page_of(request, item.id)))


@router.get("/{record_id:path}.jsonld", response_class=JSONResponse, responses=_responses("application/ld+json"))
async def linked_data(request: Request, record_id: str, _: _Form = None) -> Response:
    """The service in the words of schema.org."""
    reader, item = Reader(request), _service(request, record_id)
    area = _area(reader, item, reader.form)
    found = json_ld(reader.state.corpus, item, page_of(request, item.id), area, reader.form)
    return JSONResponse(found, media_type="application/ld+json")


def _service(request: Request, record_id: str) -> Service:
    item = Reader(request).state.corpus.service.get(record_id)
    if item is None or not item.exists or item.kommune == SHARED:
        raise HTTPException(404)
    return item


def _area(reader: Reader, item: Service, form: Form) -> str:
    home = reader.state.corpus.kommune.get(item.kommune)
    return home.name if home else reader.state.phrases.say("country", form)


def _provenance(reader: Reader, item: Service) -> list[str]:
    """When the contacts were checked and where they stand, each thing said once."""
    lines = []
    for contact in item.contacts:
        place = reader.state.corpus.titles.get(contact.source.document, contact.source.document)
        mark = "" if contact.verified else f" ({reader.word('unverified')})"
        checked = reader.word("checked", day=day(contact.checked))
        said = f"{checked[:1].upper()}{checked[1:]}{mark}. {reader.word('source')}: {place}, {contact.source.section}."
        lines.append(said)
    return list(dict.fromkeys(lines))


def _svg(text: str) -> Response:
    return Response(text.encode(), media_type="image/svg+xml; charset=utf-8")

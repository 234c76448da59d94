"""`/sitemap.xml`, `/robots.txt`, and the Atom feed of services by the day they were last checked."""

from __future__ import annotations

from typing import Annotated, Literal
from xml.etree import ElementTree

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from dorinn.domain.ids import identifier
from dorinn.domain.kommune import SHARED
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.web.ask import unknown
from dorinn.web.renderer import address, day
from dorinn.web.site import page_of, site
from dorinn.web.state import State, state_of

router = APIRouter(tags=["site"])

MOST = 100  # entries in the feed
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
_PAGES = ("/", "/tjenester", "/lær", "/personvern")


@router.get("/sitemap.xml", response_class=Response, responses={200: {"content": {"application/xml": {}}}})
async def sitemap(request: Request) -> Response:
    """Every page that is the same for all readers; with the day its record was last checked, where that is known."""
    corpus, home = state_of(request).corpus, site(request)
    root = ElementTree.Element("urlset", xmlns=_SITEMAP)
    for path in _PAGES:
        _child(_child(root, "url"), "loc", home + address(path))
    for item in _services(state_of(request), None):
        entry = _child(root, "url")
        _child(entry, "loc", page_of(request, item.id))
        if checked := corpus.checked(item):
            _child(entry, "lastmod", checked)
    for guide in corpus.guides:
        _child(_child(root, "url"), "loc", f"{home}{address(f'/lær/{guide.id}')}")
    return _xml(root, "application/xml")


@router.get("/robots.txt", response_class=PlainTextResponse)
async def robots(request: Request) -> str:
    """Everything may be read; the sitemap says where it is."""
    return f"User-agent: *\nAllow: /\nSitemap: {site(request)}/sitemap.xml\n"


@router.get("/tjenester.atom", response_class=Response, responses={200: {"content": {"application/atom+xml": {}}}})
async def feed(
    request: Request,
    kommune: Annotated[str | None, Query(max_length=100, description="A municipality's slug; else all")] = None,
    form: Annotated[Literal["nb", "nn"] | None, Query(description="The form to write in")] = None,
) -> Response:
    """Services by the day their source or contact was last checked, newest first; of no known day: left out."""
    state = state_of(request)
    corpus, home = state.corpus, site(request)
    if kommune is not None and kommune not in corpus.kommune:
        raise unknown("kommune", "query", kommune, list(corpus.kommune))
    written: Form = form or (corpus.kommune[kommune].form if kommune else "nb")
    place = corpus.kommune[kommune].name if kommune else state.phrases.say("country", written)
    dated = [(checked, item) for item in _services(state, kommune) if item.exists and (checked := corpus.checked(item))]
    dated.sort(key=lambda pair: pair[0], reverse=True)

    root = ElementTree.Element("feed", xmlns=_ATOM, attrib={"xml:lang": written})
    _child(root, "id", identifier("feed", kommune or "").urn)
    _child(root, "title", state.renderer.word("feed_title", written, place=place))
    # Only the day is known: midnight stands for it.
    _child(root, "updated", f"{dated[0][0] if dated else '1970-01-01'}T00:00:00Z")
    _child(
        root, "link", rel="self", href=f"{home}/tjenester.atom" + (f"?{request.url.query}" if request.url.query else "")
    )
    _child(root, "link", href=f"{home}/tjenester" + (f"?kommune={kommune}" if kommune else ""))
    _child(_child(root, "author"), "name", state.renderer.word("site", written))
    for checked, item in dated[:MOST]:
        entry = _child(root, "entry")
        _child(entry, "id", identifier("service", item.id).urn)
        _child(entry, "title", item.name.of(written))
        _child(entry, "updated", f"{checked}T00:00:00Z")
        _child(entry, "link", href=page_of(request, item.id))
        source = corpus.titles.get(item.source.document, item.source.document)
        _child(entry, "summary", state.renderer.word("feed_entry", written, day=day(checked), source=source))
    return _xml(root, "application/atom+xml")


def _services(state: State, kommune: str | None) -> list[Service]:
    return [s for s in state.corpus.services if s.kommune != SHARED and kommune in (None, s.kommune)]


def _child(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _xml(root: ElementTree.Element, kind: str) -> Response:
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type=f"{kind}; charset=utf-8")

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from dorinn.corpus.corpus import Corpus

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_names_pages_that_are_there(client: TestClient, corpus: Corpus) -> None:
    reply = client.get("/sitemap.xml")
    assert reply.headers["content-type"].startswith("application/xml")
    entries = list(ElementTree.fromstring(reply.content).iter(f"{MAP}url"))
    addresses = [entry.findtext(f"{MAP}loc", "") for entry in entries]
    assert len(set(addresses)) == len(addresses) > 310
    for address in addresses[:4] + addresses[4::40] + addresses[-2:]:
        assert client.get(address).status_code == 200, address
    for entry in entries:
        name = entry.findtext(f"{MAP}loc", "").partition("/tjenester/")[2]
        if name:
            assert entry.findtext(f"{MAP}lastmod") == corpus.checked(corpus.service[name])
    assert client.get("/robots.txt").text.endswith("Sitemap: http://testserver/sitemap.xml\n")


@pytest.mark.parametrize("query", ["", "?kommune=donna", "?kommune=vestre-slidre", "?form=nn"])
def test_the_feed_tells_when_records_were_checked(client: TestClient, corpus: Corpus, query: str) -> None:
    reply = client.get(f"/tjenester.atom{query}")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(reply.content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    days = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry, day in zip(entries, days, strict=True):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        item = corpus.service[link.attrib["href"].partition("/tjenester/")[2]]
        assert item.exists
        assert day == f"{corpus.checked(item)}T00:00:00Z"
    nynorsk = query in ("?kommune=vestre-slidre", "?form=nn")
    assert ("tenester" in feed.findtext(f"{ATOM}title", "")) is nynorsk


@pytest.mark.parametrize("query", ["kommune=oslo", "form=en", "kommune=%ff"])
def test_a_wrong_query_is_422(client: TestClient, query: str) -> None:
    reply = client.get(f"/tjenester.atom?{query}")
    assert reply.status_code == 422
    assert reply.json()["detail"]


def test_the_directory_points_to_the_feed(client: TestClient) -> None:
    assert client.get("/tjenester").headers["link"].startswith("</tjenester.atom>")

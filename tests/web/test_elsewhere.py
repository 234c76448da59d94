"""A service beside its page: vCard, card to print, QR code, JSON-LD. Only what exists, and only what a record says."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.card import card, qr
from dorinn.web.vcard import vcard

PATH = "/tjenester/donna/barneverntjenesten"
SITE = "https://dorinn.example.no"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def public(settings: Settings, assistant: Assistant) -> TestClient:
    """The app when it knows its public address."""
    return TestClient(create_app(dataclasses.replace(settings, address=SITE), assistant))


def _lines(text: str) -> list[str]:
    """The unfolded lines of a vCard."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_vcard_has_the_records_numbers_and_their_source(public: TestClient, corpus: Corpus) -> None:
    reply = public.get(f"{PATH}.vcf")
    assert reply.headers["content-type"] == "text/vcard; charset=utf-8"
    assert 'filename="donna-barneverntjenesten.vcf"' in reply.headers["content-disposition"]
    lines = _lines(reply.text)
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-1] == "END:VCARD"
    numbers = [contact.value for contact in corpus.service["donna/barneverntjenesten"].contacts]
    assert [line.split(":", 1)[1] for line in lines if "TEL" in line] == numbers
    assert f"URL:{SITE}{PATH}" in lines
    (note,) = [line for line in lines if line.startswith("NOTE:")]
    assert "22. november 2026" in note
    assert "Vedlegg 1" in note
    assert "FN:Barnevernstenesta Ytre Helgeland" in _lines(public.get(f"{PATH}.vcf?form=nn").text)


def test_long_lines_are_folded_by_octets(corpus: Corpus) -> None:
    item = corpus.service["donna/barneverntjenesten"]
    for note in ("å" * 200, "a" + "å" * 200, "🚪" * 60, "a" * 300):
        lines = _lines(vcard(corpus, item, "https://x.no", [note], "nb"))
        assert f"NOTE:{note}" in lines


def test_every_contact_that_exists_can_be_saved(public: TestClient, corpus: Corpus) -> None:
    for item in corpus.services:
        expected = 200 if item.contacts and item.exists and item.kommune != "felles" else 404
        assert public.get(f"/tjenester/{item.id}.vcf").status_code == expected, item.id


def test_a_number_nobody_checked_says_so(public: TestClient) -> None:
    assert "ikke kontrollert" in "".join(_lines(public.get("/tjenester/nasjonal/alarmtelefonen.vcf").text))
    assert "ikke kontrollert" in re.sub(r"<[^>]*>", " ", public.get("/tjenester/nasjonal/alarmtelefonen.svg").text)


def test_the_card_shows_numbers_and_leads_to_the_page(public: TestClient) -> None:
    reply = public.get(f"{PATH}.svg")
    assert reply.headers["content-type"].startswith("image/svg+xml")
    said = [element.text for element in ElementTree.fromstring(reply.text).iter(f"{SVG}text")]
    assert {"750 74100", "48058814", "Dønna"} <= set(said)
    assert any("22. november 2026" in (line or "") for line in said)
    assert "style" not in reply.text
    alone = public.get(f"{PATH}.qr.svg").text
    assert alone == qr(SITE + PATH)
    assert qr(SITE + PATH) != qr(SITE)


def test_a_card_without_a_number_says_so(public: TestClient) -> None:
    assert "Planen oppgir ikke noe nummer." in public.get("/tjenester/donna/fravaersteam.svg").text
    assert "Planen oppgir ikkje noko nummer." in public.get("/tjenester/donna/fravaersteam.svg?form=nn").text


def test_a_cards_text_is_escaped_and_fits() -> None:
    text = card("<b>&" + "navn " * 40, "A&B", [("l", "1")] * 9, ["x " * 400], "https://x.no")
    lines = [(float(e.attrib["y"]), e.text) for e in ElementTree.fromstring(text).iter(f"{SVG}text")]
    assert all(0 < y < 540 for y, _ in lines)
    assert len({y for y, _ in lines}) == len(lines)


def test_json_ld_holds_what_the_record_says(public: TestClient) -> None:
    reply = public.get(f"{PATH}.jsonld")
    assert reply.headers["content-type"] == "application/ld+json"
    found = reply.json()
    assert found["@type"] == "GovernmentService"
    assert found["url"] == SITE + PATH
    phones = [channel["servicePhone"]["telephone"] for channel in found["availableChannel"]]
    assert phones == ["750 74100", "48058814"]
    assert None not in found.values()


def test_the_page_points_to_them_and_has_no_inline_script(public: TestClient) -> None:
    reply = public.get(PATH)
    assert reply.headers["link"] == f'<{PATH}.jsonld>; rel="alternate"; type="application/ld+json"'
    assert "script-src 'self';" in reply.headers["content-security-policy"]
    assert not re.search(r"<script(?! src=)", reply.text)
    for address in re.findall(rf'href="({PATH}\.[^"]+)"', reply.text):
        assert public.get(address).status_code == 200


def test_what_is_planned_or_unknown_has_none(public: TestClient, corpus: Corpus) -> None:
    planned = next(item.id for item in corpus.services if not item.exists)
    assert "elsewhere" not in public.get(f"/tjenester/{planned}").text
    for record in (planned, "donna/nei", "felles/barnevern", "felles/meldeplikt", "nei", "%ff"):
        for kind in ("vcf", "svg", "qr.svg", "jsonld"):
            reply = public.get(f"/tjenester/{record}.{kind}")
            assert reply.status_code == 404, (record, kind)
            assert reply.json()["detail"]


def test_without_an_address_the_one_that_was_asked_counts(client: TestClient) -> None:
    assert client.get(f"{PATH}.jsonld").json()["url"] == f"http://testserver{PATH}"


def test_openapi_names_them(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for kind, media in {"vcf": "text/vcard", "svg": "image/svg+xml", "jsonld": "application/ld+json"}.items():
        responses = paths[f"/tjenester/{{record_id}}.{kind}"]["get"]["responses"]
        assert media in responses["200"]["content"]
        assert "404" in responses

from __future__ import annotations

import dataclasses

import pytest
from fastapi.testclient import TestClient

from dorinn.corpus.corpus import Corpus
from dorinn.survey.gaps import gaps
from dorinn.web import gaps as pages


def test_the_page_shows_duties_with_their_paragraph_in_both_forms(client: TestClient) -> None:
    page = client.get("/hull/trysil?form=nn").text
    assert "Koordinerande eining" in page
    assert "§ 7-3" in page
    assert "Ikkje funne i planen." in page
    assert 'href="/tjenester/trysil/tildelerenheten"' in page
    assert "Koordinerende enhet" in client.get("/hull/trysil?form=nb").text


def test_what_is_read_in_the_records_is_not_laid_to_the_plan(client: TestClient) -> None:
    for form, help_line, topics in (
        ("nb", "Det er ikke registrert at kommunen har denne hjelpen i dag.", "Temaer uten en registrert tjeneste"),
        ("nn", "Det er ikkje registrert at kommunen har denne hjelpa i dag.", "Tema utan ei registrert teneste"),
    ):
        page = client.get(f"/hull/trysil?form={form}").text
        assert help_line in page
        assert topics in page
        about_help = page.partition('id="hjelp"')[2].partition("</main>")[0]
        assert not {"planen", "plana"} & set(about_help.lower().split())


def test_a_place_without_records_lacks_nothing_yet(
    client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.kommune != "donna"))
    monkeypatch.setattr(pages, "gaps", lambda _, kommune, form: gaps(bare, kommune, form))
    page = client.get("/hull/donna?form=nn").text
    assert "Ingen av tenestene i kommunen er skildra enno." in page
    assert "Utan opplysning om alder" not in page
    assert "Ingen av tjenestene i kommunen er beskrevet ennå." in client.get("/hull/donna?form=nb").text


def test_the_same_as_json(client: TestClient) -> None:
    found = client.get("/api/v1/gaps/trysil").json()
    assert {duty["id"] for duty in found["duties"]} == {"barnekoordinator", "koordinerende-enhet", "individuell-plan"}
    assert found["kommune"] == "trysil"
    assert {"without_contact", "without_form", "without_access", "without_age"} <= set(found)


def test_an_unknown_municipality_is_not_found(client: TestClient) -> None:
    assert client.get("/hull/oslo").status_code == 404
    assert client.get("/api/v1/gaps/oslo").status_code == 404
    assert client.get("/api/v1/gaps/trysil?language=xx").status_code == 422


def test_the_overview_leads_there(client: TestClient) -> None:
    assert 'href="/hull/donna"' in client.get("/oversikt?kommune=donna").text


def test_a_municipality_s_page_speaks_its_own_form_until_the_reader_chooses(client: TestClient) -> None:
    client.cookies.clear()
    assert client.get("/hull/vestre-slidre").headers["content-language"] == "nn"
    assert client.get("/hull/trysil").headers["content-language"] == "nb"
    assert client.get("/hull/vestre-slidre?form=nb").headers["content-language"] == "nb"
    assert client.get("/hull/vestre-slidre").headers["content-language"] == "nb", "remembered"
    client.cookies.clear()

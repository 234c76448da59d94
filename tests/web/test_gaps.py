from __future__ import annotations

from fastapi.testclient import TestClient


def test_the_page_shows_duties_with_their_paragraph_in_both_forms(client: TestClient) -> None:
    page = client.get("/hull/trysil?form=nn").text
    assert "Koordinerande eining" in page
    assert "§ 7-3" in page
    assert "Ikkje funne i planen." in page
    assert 'href="/tjenester/trysil/tildelerenheten"' in page
    assert "Koordinerende enhet" in client.get("/hull/trysil?form=nb").text


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

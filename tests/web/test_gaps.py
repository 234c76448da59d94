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


def test_records_the_plan_and_neither_are_told_apart(
    client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.id != "donna/ppt"))
    monkeypatch.setattr(pages, "gaps", lambda _, kommune, form: gaps(bare, kommune, form))
    for form, said, silent, line in (
        (
            "nb",
            "Står i planen, men er ikke registrert",
            "Ikke registrert, og ikke funnet i planen",
            "denne hjelpen i dag.",
        ),
        (
            "nn",
            "Står i planen, men er ikkje registrert",
            "Ikkje registrert, og ikkje funne i planen",
            "denne hjelpa i dag.",
        ),
    ):
        page = client.get(f"/hull/donna?form={form}").text
        about = page.partition('id="hjelp"')[2].partition('id="tema"')[0]
        in_plan, _, rest = about.partition(f"<h3>{silent}</h3>")
        assert said in in_plan
        assert 'id="h-ppt">PPT' in in_plan
        assert "<cite" in in_plan
        missing, _, recorded = rest.partition("<details>")
        assert line in missing
        assert "Ergoterapeuten" in missing
        assert 'href="/tjenester/donna/barneverntjenesten"' in recorded


def test_what_is_only_mentioned_in_passing_says_so(
    client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.kommune != "trysil"))
    monkeypatch.setattr(pages, "gaps", lambda _, kommune, form: gaps(bare, kommune, form))
    passing = [kind.in_plan for kind in gaps(bare, "trysil").missing_types if kind.in_plan and kind.in_plan.passing]
    assert passing
    assert all(not place.text for place in passing)
    assert "Planen nevner det bare i forbifarten her." in client.get("/hull/trysil?form=nb").text
    assert "Planen nemner det berre i forbifarten her." in client.get("/hull/trysil?form=nn").text


def test_without_a_plan_nothing_is_laid_to_it(
    client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = dataclasses.replace(corpus, plans=())
    monkeypatch.setattr(pages, "gaps", lambda _, kommune, form: gaps(silent, kommune, form))
    page = client.get("/hull/trysil?form=nb").text
    assert "Ikke registrert, og planen er ikke lest inn" in page
    assert "ikke funnet i planen" not in page.partition('id="hjelp"')[2]


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
    assert 'href="/hull"' in client.get("/oversikt?kommune=").text


def test_all_municipalities_are_listed(client: TestClient) -> None:
    page = client.get("/hull").text
    assert 'href="/hull/donna">Dønna</a>' in page
    assert 'href="/hull/vestre-slidre"' in page
    assert 'href="/hull"' in client.get("/hull/donna").text
    behind = client.get("/k/donna/hull", follow_redirects=False)
    assert (behind.status_code, behind.headers["location"]) == (303, "/k/donna/hull/donna")


def test_a_municipality_s_page_speaks_its_own_form_until_the_reader_chooses(client: TestClient) -> None:
    client.cookies.clear()
    assert client.get("/hull/vestre-slidre").headers["content-language"] == "nn"
    assert client.get("/hull/trysil").headers["content-language"] == "nb"
    assert client.get("/hull/vestre-slidre?form=nb").headers["content-language"] == "nb"
    assert client.get("/hull/vestre-slidre").headers["content-language"] == "nb", "remembered"
    client.cookies.clear()

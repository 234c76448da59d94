"""The training as a reader without JavaScript meets it, and its JSON."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from dorinn.corpus.corpus import Corpus

HOME = "/laer/trening"
SCENARIO = f"{HOME}/blamerke"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [HOME, "/lær/trening", SCENARIO, f"{HOME}/oppsummering"])
def test_pages_exist_in_both_forms(client: TestClient, path: str) -> None:
    for form in ("nb", "nn"):
        page = client.get(f"{path}?form={form}")
        assert page.status_code == 200
        assert f'<html lang="{form}">' in page.text


def test_every_scenario_and_choice_can_be_shown_in_both_forms(client: TestClient, corpus: Corpus) -> None:
    for item in corpus.scenario.values():
        for form in ("nb", "nn"):
            for choice in item.choices:
                page = client.post(f"{HOME}/{item.id}?form={form}", data={"valg": choice.id})
                assert page.status_code == 200
                assert f'class="verdict {choice.judgement}"' in page.text


def test_every_place_to_read_on_is_there(client: TestClient, corpus: Corpus) -> None:
    places = {choice.guide for item in corpus.scenario.values() for choice in item.choices}
    for guide in {place.split("#")[0] for place in places}:
        page = client.get(f"/laer/{guide}").text
        for place in places:
            if place.startswith(f"{guide}#"):
                assert f'id="{place.split("#")[1]}"' in page


def test_a_course_by_forms_alone(client: TestClient) -> None:
    start = client.get(f"{HOME}?for=barnehage&kommune=donna").text
    first = re.search(r'data-next formaction="([^"]+)"', start)
    assert first
    address = first[1].replace("&amp;", "&")
    page = client.post(address, data={"gjort": ""}).text
    assert "<legend>" in page
    assert 'class="verdict' not in page
    page = client.post(address, data={"gjort": "", "svar": "1", "valg": "a"}).text
    assert 'class="verdict dangerous"' in page
    assert "Barnevernsloven, <cite>§ 13-2</cite>" in page
    assert hidden(page, "gjort") == "blamerke.a"
    following = re.search(r'data-next formaction="([^"]+)"', page)
    assert following
    assert "for=barnehage" in following[1]
    assert "blamerke" not in following[1]
    page = client.post(following[1].replace("&amp;", "&"), data={"gjort": "blamerke.a", "svar": "1", "valg": "c"}).text
    codes = hidden(page, "gjort")
    assert len(codes.split()) == 2
    summary = client.post(f"{HOME}/oppsummering?for=barnehage&kommune=donna", data={"gjort": codes})
    assert summary.text.count('class="remember"') == 2
    assert "Merker på ryggen" in summary.text
    assert "Riktig svar:" in summary.text
    assert "blamerke" not in str(summary.url)
    back = client.post(f"{HOME}?for=barnehage&kommune=donna", data={"gjort": codes}).text
    assert len(re.findall(r'class="done">', back)) == 2


def test_the_summary_can_be_saved_as_text(client: TestClient) -> None:
    saved = client.post(f"{HOME}/oppsummering", data={"gjort": "blamerke.b tolk.a", "som": "tekst"})
    assert saved.headers["content-type"] == "text/plain; charset=utf-8"
    assert saved.headers["content-disposition"].startswith("attachment")
    assert "Merker på ryggen" in saved.text
    assert "blamerke" not in saved.text
    assert saved.text.count("Husk dette: ") == 2


def test_an_answer_that_is_missing_is_said(client: TestClient) -> None:
    page = client.post(SCENARIO, data={"svar": "1"})
    assert page.status_code == 422
    assert "Velg ett av svarene først." in page.text
    assert client.post(SCENARIO, data={"svar": "1", "valg": "<b>"}).status_code == 422


def test_numbers_can_be_called(client: TestClient) -> None:
    page = client.post(SCENARIO, data={"valg": "c"}).text
    assert 'href="tel:112"' in page.split('id="respons"')[1].split("</article>")[0]


@pytest.mark.parametrize("data", [{"gjort": "x" * 5000}, {"gjort": "\xd8\xff .. a. .b"}, {"valg": "\0"}], ids=range(3))
def test_odd_input_is_harmless(client: TestClient, data: dict[str, str]) -> None:
    for path in (HOME, SCENARIO, f"{HOME}/oppsummering?for=x&kommune=y"):
        assert client.post(path, data=data).status_code == 200


def test_an_unknown_scenario_is_a_page(client: TestClient) -> None:
    page = client.get(f"{HOME}/finnes-ikke")
    assert page.status_code == 404
    assert page.text.startswith("<!doctype html>")


def test_nothing_is_kept_of_the_reader(client: TestClient) -> None:
    page = client.post(SCENARIO, data={"valg": "a", "gjort": "tolk.a"})
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "no-store"
    assert "tolk" not in client.get("/metrics").text
    assert not re.search(r'(style|onclick)="', page.text)
    assert not re.search(r"<style|<script(?! src=)", page.text)


def test_a_stair_is_drawn_where_a_municipality_is_chosen(client: TestClient) -> None:
    page = client.get("/laer?kommune=donna").text
    assert page.count('class="tread"') == 2 * 5, "for a phone and for a desk"
    assert 'role="img" aria-labelledby="trapp-broad"' in page
    assert page.count('<li class="always">') == 1
    client.cookies.clear()
    assert 'class="tread"' not in client.get("/laer").text
    assert 'class="tread"' in client.get("/laer/asnes/fra-bekymring-til-handling").text
    assert 'class="tread"' not in client.get("/laer/felles/meldeplikt").text


def test_a_guide_leads_to_its_scenarios(client: TestClient) -> None:
    assert "/l%C3%A6r/trening/lukt-av-alkohol" in client.get("/laer/felles/samtale-om-bekymring").text


def test_the_list_as_json(client: TestClient, corpus: Corpus) -> None:
    found = client.get("/api/v1/scenarios").json()
    assert found["count"] == len(found["scenarios"]) == len(corpus.scenario)
    some = client.get("/api/v1/scenarios?audience=frivillig&kommune=donna&language=nn").json()["scenarios"]
    assert 0 < len(some) < 12
    assert all({"frivillig", "felles"} & set(item["audience"]) for item in some)
    assert client.get("/api/v1/scenarios?kommune=oslo").status_code == 422
    assert client.get("/api/v1/scenarios?audience=alle").status_code == 422


def test_one_as_json(client: TestClient) -> None:
    found = client.get("/api/v1/scenarios/blamerke?language=nn").json()
    assert found["title"] == "Merke på ryggen"
    assert sum(choice["judgement"] == "right" for choice in found["choices"]) == 1
    assert found["choices"][0]["sources"][0] == {"document": "Barnevernsloven", "section": "§ 13-2", "text": ""}
    assert client.get("/api/v1/scenarios/nei").status_code == 404


def test_the_schema_knows_them(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert {"/api/v1/scenarios", "/api/v1/scenarios/{scenario_id}"} <= set(schema["paths"])
    assert "judgement" in schema["components"]["schemas"]["ScenarioChoice"]["properties"]

"""The pages, as a reader without JavaScript meets them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import httpx
import pytest
import yaml
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.paths import data_folder
from dorinn.settings import Settings
from dorinn.web.app import create_app

ACUTE = "Han slår meg nå, jeg er redd for livet mitt"
WEB = data_folder("web", "DORINN_WEB")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


PATHS = """/ /?inn=barn /?inn=jobb /tjenester /tjenester?kommune=donna /sammenlign /sammenlign?type=ppt /oversikt
    /oversikt?kommune=trysil /hull /hull/trysil /hull/donna /lær /laer /personvern /tilgjengelighet"""


@pytest.mark.parametrize("path", PATHS.split())
def test_pages_exist_in_both_forms(client: TestClient, path: str) -> None:
    glue = "&" if "?" in path else "?"
    for form in ("nb", "nn"):
        page = client.get(f"{path}{glue}form={form}")
        assert page.status_code == 200
        assert f'<html lang="{form}">' in page.text
        assert 'href="tel:112"' in page.text
        assert "https://www.yr.no" in page.text


def test_the_form_is_remembered(client: TestClient) -> None:
    client.get("/?form=nn")
    assert '<html lang="nn">' in client.get("/tjenester").text


def test_a_question_without_javascript(client: TestClient) -> None:
    question = "Sønnen min vil ikke på skolen"
    page = client.post("/", data={"question": question, "kommune": "donna"}, headers={"sec-fetch-site": "same-origin"})
    assert page.status_code == 200
    assert question in page.text
    assert question not in str(page.url)
    assert "/tjenester/donna/" in page.text
    assert page.cookies["kommune"] == "donna"
    conversation = hidden(page.text, "conversation_id")
    again = client.post("/", data={"question": "og hvis hun er 16?", "conversation_id": conversation})
    assert hidden(again.text, "conversation_id") == conversation
    assert "/tjenester/donna/" in again.text, "the municipality is remembered"


def test_what_is_asked_is_escaped(client: TestClient) -> None:
    page = client.post("/", data={"question": "<script>alert(1)</script> skole", "kommune": "donna"})
    assert "<script>alert" not in page.text


def test_without_a_municipality_it_can_be_chosen_with_one_press(client: TestClient) -> None:
    page = client.post("/", data={"question": "Datteren min blir mobbet på skolen"})
    assert 'name="kommune" value="donna"' in page.text


def test_the_page_speaks_as_the_writer_does(client: TestClient) -> None:
    page = client.post("/", data={"question": "Eg er gravid, kven kan eg snakke med?", "kommune": "vestre-slidre"})
    assert '<html lang="nn">' in page.text


def test_the_emergency_card_stays_above_the_answer(client: TestClient) -> None:
    page = client.post("/", data={"question": ACUTE, "kommune": "trysil"})
    assert page.text.index('class="acute"') < page.text.index('class="answer"')
    fields = {name: hidden(page.text, name) for name in ("conversation_id", "akutt")}
    after = client.post("/", data={"question": "hvem kan jeg snakke med etterpå?", **fields})
    assert 'class="acute"' in after.text


def test_made_up_numbers_are_not_shown(client: TestClient) -> None:
    page = client.post("/", data={"question": "hei", "akutt": "99999999 112"})
    assert "99999999" not in page.text


@pytest.mark.parametrize("data", [{}, {"question": "  "}, {"question": "a" * 4001}])
def test_a_page_says_what_is_wrong(client: TestClient, data: dict[str, str]) -> None:
    page = client.post("/", data=data)
    assert page.status_code == 422
    assert 'class="trouble" role="alert">' in page.text
    assert "detail" not in page.text


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}], ids=["fetch-site", "origin"]
)
def test_a_form_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    page = client.post("/", data={"question": "hei", "kommune": "donna"}, headers=headers)
    assert page.status_code == 403
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("path", ["/nei", "/tjenester/donna/nei", "/laer/nei", "/%F0%9F%98%80", "/tjenester/%00"])
def test_an_unknown_page_is_a_page(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert page.text.startswith("<!doctype html>")


def test_every_record_has_its_permalink(client: TestClient, assistant: Assistant) -> None:
    for record in assistant.corpus.services:
        page = client.get(f"/tjenester/{record.id}")
        assert page.status_code == 200, record.id
        for contact in record.contacts:
            assert contact.value in page.text


def test_every_guide_has_its_page_with_anchors(client: TestClient, assistant: Assistant) -> None:
    overview = client.get("/laer?kommune=donna").text
    for guide in assistant.corpus.guides:
        assert f"/{guide.id}" in overview
        page = client.get(f"/laer/{guide.id}").text
        for section in guide.sections:
            assert f'id="{section.id}"' in page
    reply = client.get("/tjenester/felles/meldeplikt", follow_redirects=False)
    assert reply.status_code == 308


def test_planned_things_are_marked(client: TestClient, assistant: Assistant) -> None:
    planned = next(record for record in assistant.corpus.services if record.status == "planned")
    assert "planlagt" in client.get(f"/tjenester/{planned.id}?form=nb").text


def test_a_missing_number_is_said(client: TestClient) -> None:
    assert "Planen oppgir ikke noe nummer" in client.get("/tjenester?kommune=trysil&type=barnevern").text


@pytest.mark.parametrize(
    "query", ["kommune=oslo", "age=x", "age=999999999999", "type=nei", "q=%00%ED%A0%80", "form=x", "level=x", "topic=x"]
)
def test_odd_filters_are_harmless(client: TestClient, query: str) -> None:
    for page in ("/tjenester", "/sammenlign", "/oversikt"):
        assert client.get(f"{page}?{query}").status_code == 200


def test_words_exist_in_both_forms_and_are_used() -> None:
    words = yaml.safe_load((WEB / "texts.yaml").read_text(encoding="utf-8"))
    assert all(set(forms) == {"nb", "nn"} for forms in words.values())
    sources = [*(WEB / "templates").iterdir(), *(Path(__file__).parents[2] / "src/dorinn/web").glob("*.py")]
    text = " ".join(path.read_text(encoding="utf-8") for path in sources)
    made = re.findall(r'"(\w+_)(?:" ~|\{)', text)
    unused = [
        key
        for key in words
        if f'"{key}"' not in text and not key.startswith(tuple(made)) and not key.endswith(("_title", "_line"))
    ]
    assert unused == []


def test_the_first_visit_is_light(server: str) -> None:
    """What goes over the wire, compressed: the page and all that it asks for, in bytes."""
    with httpx.Client(base_url=server) as client:
        page = client.get("/")
        paths = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        replies = [page, *(client.get(path) for path in paths)]
    assert len(replies) == 5
    assert all("gzip" in reply.headers.get("content-encoding", "") for reply in replies if len(reply.content) > 600)
    assert sum(reply.num_bytes_downloaded for reply in replies) < 20_000


def test_nothing_foreign_and_nothing_inline(client: TestClient) -> None:
    for path in (*PATHS.split(), "/laer/felles/meldeplikt"):
        page = client.get(path).text
        assert not re.search(r'(src|style|onclick)="(?!/static)', page)
        assert not re.search(r"<style|<script(?! src=)", page)
        assert set(re.findall(r'href="(https?://[^"]*)"', page)) == {"https://www.yr.no"}


def test_the_answer_comes_in_parts(client: TestClient) -> None:
    page = client.post("/", data={"question": "Sønnen min vil ikke på skolen", "kommune": "donna"}).text
    answer = page[page.index('class="answer"') :]
    assert answer.index('class="first"') < answer.index('class="steps"') < answer.index('class="cards"')


def test_a_form_can_say_which_form_to_answer_in(client: TestClient) -> None:
    page = client.post("/", data={"question": "Sønnen min vil ikke på skolen", "kommune": "donna", "form": "nn"})
    assert '<html lang="nn">' in page.text
    assert page.cookies["form"] == "nn"


@pytest.mark.parametrize(
    ("query", "first", "also"),
    [
        ("q=mobbing&kommune=trysil", "skole", "mobbeombud"),
        ("q=fraværsteam&kommune=donna", "fravaersteam", ""),
        ("q=rektor&kommune=donna", "rektor", "fravaersteam"),
        ("q=PPT&kommune=asnes", "ppt", ""),
    ],
)
def test_found_by_name_topic_and_role(client: TestClient, query: str, first: str, also: str) -> None:
    hits = re.findall(r'<h3><a href="/tjenester/([^"]+)"', client.get(f"/tjenester?{query}").text)
    assert first in hits[0]
    assert any(also in hit for hit in hits)


def test_a_misspelt_name_is_met_with_a_guess(client: TestClient) -> None:
    page = client.get("/tjenester?q=barnevrnet&kommune=donna").text
    assert "Ingen treff" in page
    assert "/tjenester?q=Barnevernet&amp;kommune=donna" in page
    assert "Mente du" not in client.get("/tjenester?q=qqqqqqqq").text


def test_the_level_of_prevention_filters(client: TestClient, assistant: Assistant) -> None:
    hits = re.findall(r'<h3><a href="/tjenester/([^"]+)"', client.get("/tjenester?kommune=donna&level=indicated").text)
    assert hits
    assert all("indicated" in assistant.corpus.service[hit].prevention for hit in hits)


def test_gaps_are_shown(client: TestClient) -> None:
    page = client.get("/tjenester/vestre-slidre/innsatsteam?form=nb").text
    assert page.count("Hvem som kaller inn") == 1
    assert page.index("Dette svarer ikke planen på") < page.index("Hvem som kaller inn")
    assert "Planen nevner ikke denne hjelpen" in client.get("/sammenlign?type=fravaersteam&form=nb").text


def test_a_municipality_compared_alone(client: TestClient) -> None:
    page = client.get("/sammenlign?type=ppt&med=donna&med=nei").text
    assert page.count('class="place"') == 1
    assert client.get("/sammenlign?type=ppt").text.count('class="place"') == 5


def test_the_statement_names_the_address_that_is_set(settings: Settings, assistant: Assistant) -> None:
    silent = TestClient(create_app(settings, assistant)).get("/tilgjengelighet").text
    assert "DORINN_CONTACT" in silent
    told = dataclasses.replace(settings, contact="mailto:uu@kommune.example")
    page = TestClient(create_app(told, assistant)).get("/tilgjengelighet").text
    assert 'href="mailto:uu@kommune.example"' in page
    assert "DORINN_CONTACT" not in page


def test_the_statement_has_a_way_to_tell(
    client: TestClient, settings: Settings, assistant: Assistant, tmp_path: Path
) -> None:
    assert 'href="/tilbakemelding"' not in client.get("/tilgjengelighet").text, "nothing is stored here"
    storing = TestClient(create_app(dataclasses.replace(settings, data=tmp_path), assistant))
    assert 'href="/tilbakemelding"' in storing.get("/tilgjengelighet?form=nn").text


def test_age_filters_by_the_kind_of_help_where_the_record_says_nothing(client: TestClient) -> None:
    def ids(age: int) -> set[str]:
        found = client.get(f"/api/v1/services?kommune=trysil&age={age}").json()["services"]
        return {record["type"] for record in found}

    assert "barnehage" in ids(3) - ids(15)
    assert "skole" in ids(15) - ids(3)
    assert {"barnevern", "fastlege"} <= ids(3) & ids(15)

"""Each municipality's own door: by path and by host, with its name, colours and front desk, and safe from odd hosts."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.errors import SettingsError
from dorinn.interop.routers import routers
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.doors import Doors

FILE = """
- kommune: trysil
  hosts: [hjelp.trysil.example]
  name: Trysil kommune
  colours: {brand: "#1f5a3a"}
- kommune: donna
  name: Dønna
"""
HOST = {"host": "hjelp.trysil.example"}


@pytest.fixture(scope="module")
def doors(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    file = tmp_path_factory.mktemp("doors") / "doors.yaml"
    file.write_text(FILE, encoding="utf-8")
    chosen = dataclasses.replace(settings, doors=file, admin_token="en-lang-nokkel-til-prove")
    return TestClient(create_app(chosen, assistant, routers()), follow_redirects=False)


@pytest.mark.parametrize(("path", "headers"), [("/k/trysil", {}), ("/k/trysil/", {}), ("/", HOST)])
def test_a_door_has_its_own_name_and_colours(doors: TestClient, path: str, headers: dict[str, str]) -> None:
    page = doors.get(path, headers=headers)
    assert page.status_code == 200
    assert "Trysil kommune" in page.text
    assert 'content="#1f5a3a"' in page.text
    assert "<select" not in page.text
    assert "Nord-Odal" not in page.text
    (sheet,) = re.findall(r'href="([^"]*farger\.css[^"]*)"', page.text)
    tokens = doors.get(sheet, headers=headers)
    assert tokens.headers["content-type"].startswith("text/css")
    assert "--brand: #1f5a3a" in tokens.text


def test_a_door_shows_its_front_desk_and_says_when_there_is_no_number(doors: TestClient) -> None:
    page = doors.get("/k/trysil/").text
    assert "/k/trysil/tjenester/trysil/servicetorg" in page
    assert "Planen oppgir ikke noe nummer." in page


def test_a_front_desk_that_no_source_names_is_said_to_be_unknown(settings, assistant) -> None:
    services = tuple(item for item in assistant.corpus.services if item.type != "servicetorg")
    without = dataclasses.replace(assistant.corpus, services=services)
    app = create_app(settings, assistant)
    app.state.dorinn.corpus = without
    page = TestClient(app).get("/k/donna/").text
    assert "Vi har ingen kilde som sier hvem du kan ringe eller møte i Dønna." in page


def test_a_door_speaks_its_own_form_until_the_reader_chooses(doors: TestClient) -> None:
    assert '<html lang="nn">' in doors.get("/k/vestre-slidre/").text
    assert '<html lang="nb">' in doors.get("/k/vestre-slidre/?form=nb").text
    doors.cookies.clear()


def test_a_door_without_colours_has_the_common_ones(doors: TestClient) -> None:
    assert "farger.css" not in doors.get("/k/donna/").text
    assert doors.get("/k/donna/farger.css").status_code == 404


def test_a_question_that_names_another_municipality_is_answered_for_the_door_and_says_so(doors: TestClient) -> None:
    body = {"question": "Hvem leder fraværsteamet i Dønna?"}
    found = doors.post("/k/trysil/api/v1/ask", json=body).json()
    assert "Her svarer jeg bare for Trysil; gjelder det Dønna" in found["answer"]["text"]
    assert {item["id"].split("/")[0] for item in found["services"]} <= {"trysil", "felles", "nasjonal"}
    assert "Her svarer jeg bare" not in doors.post("/api/v1/ask", json=body).json()["answer"]["text"]


def test_danger_is_seen_at_a_door(doors: TestClient) -> None:
    body = {"question": "Han slår meg nå, vi er på hytta i Dønna"}
    found = doors.post("/k/trysil/api/v1/ask", json=body).json()
    assert found["urgency"] == "acute"
    assert found["emergency"]


def test_another_municipality_cannot_be_chosen_at_a_door(doors: TestClient) -> None:
    body = {"question": "PPT", "kommune": "donna"}
    assert doors.post("/k/trysil/api/v1/ask", json=body).status_code == 422
    chat = {"model": "dorinn:donna", "messages": [{"role": "user", "content": "PPT"}]}
    assert doors.post("/k/trysil/v1/chat/completions", json=chat).status_code == 404
    names = [model["id"] for model in doors.get("/k/trysil/v1/models").json()["data"]]
    assert names == ["dorinn", "dorinn:trysil"]
    page = doors.post("/k/trysil/", data={"question": "PPT", "kommune": "donna"}).text
    assert "Svar for Trysil" in page


@pytest.mark.parametrize("path", ["/redaksjon", "/metrics", "/sammenlign?type=ppt", "/tjenester/donna/ppt"])
def test_a_door_has_nothing_of_the_whole_installation(doors: TestClient, path: str) -> None:
    assert doors.get(f"/k/trysil{path}").status_code == 404
    assert doors.get(path, headers=HOST).status_code == 404
    assert doors.get("/redaksjon").status_code == 401


def test_a_door_of_its_own_host_leads_to_no_other(doors: TestClient) -> None:
    assert doors.get("/k/donna/", headers=HOST).status_code == 404
    assert doors.get("/k/nowhere/").status_code == 404


def test_addresses_behind_a_prefix_keep_it(doors: TestClient) -> None:
    sitemap = doors.get("/k/trysil/sitemap.xml").text
    assert "http://testserver/k/trysil/tjenester/trysil/" in sitemap
    assert "/donna/" not in sitemap
    assert "http://testserver/k/trysil/sitemap.xml" in doors.get("/k/trysil/robots.txt").text
    feed = doors.get("/k/trysil/tjenester.atom?form=nn").text
    assert 'href="http://testserver/k/trysil/tjenester.atom?form=nn"' in feed
    moved = doors.get("/k/trysil/tjenester/felles/meldeplikt")
    assert moved.headers["location"] == "/k/trysil/l%C3%A6r/felles/meldeplikt"
    training = doors.get("/k/trysil/l%C3%A6r/trening")
    assert 'formaction="/k/trysil/l%C3%A6r/trening/' in training.text
    assert doors.get("/k/trysil/hsds/v3/").json()["openapi_url"] == "http://testserver/k/trysil/openapi.json"


def test_a_public_address_is_used_with_the_prefix_or_the_host(settings, assistant, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(FILE, encoding="utf-8")
    chosen = dataclasses.replace(settings, doors=tmp_path / "d.yaml", address="https://hjelp.example")
    client = TestClient(create_app(chosen, assistant))
    assert "https://hjelp.example/k/donna/tjenester/donna/ppt" in client.get("/k/donna/sitemap.xml").text
    for path, headers in (("/k/trysil", {}), ("", HOST)):
        page = client.get(f"{path}/sitemap.xml", headers=headers).text
        assert "https://hjelp.trysil.example/tjenester/trysil/ppt" in page


def test_choices_are_remembered_for_that_door_only(doors: TestClient) -> None:
    page = doors.get("/k/donna/?form=nn")
    assert "Path=/k/donna/;" in page.headers["set-cookie"]
    doors.cookies.clear()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "hjelp.trysil.example.evil.example", "a b", "", "x" * 400]
)
@pytest.mark.parametrize(
    "path",
    ["/", "/sitemap.xml", "/robots.txt", "/tjenester.atom", "/hsds/v3/", "/tjenester/", "/tjenester/trysil/ppt.qr.svg"],
)
def test_an_unknown_host_leads_to_the_ordinary_door_and_is_written_nowhere(doors, host: str, path: str) -> None:
    reply = doors.get(path, headers={"host": host})
    assert reply.status_code in (200, 307, 404)
    said = f"{reply.text}{dict(reply.headers)}"
    assert "evil" not in said
    assert "Trysil kommune" not in doors.get("/", headers={"host": host}).text


def test_the_port_of_a_known_host_is_not_taken_on_trust(doors: TestClient) -> None:
    said = doors.get("/sitemap.xml", headers={"host": "hjelp.trysil.example:6666"}).text
    assert "http://hjelp.trysil.example/tjenester/trysil/ppt" in said
    assert "6666" not in said


def test_a_form_from_another_site_is_refused_at_a_door(doors: TestClient) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert doors.post("/k/trysil/", data={"question": "hei"}, headers=headers).status_code == 403
    own = {"host": "lan-name:8000", "origin": "http://lan-name:8000"}
    assert doors.post("/k/trysil/", data={"question": "Hva er PPT?"}, headers=own).status_code == 200


def test_headers_and_frames_hold_at_a_door(settings, assistant) -> None:
    chosen = dataclasses.replace(settings, embed_origins=("https://trysil.example",))
    client = TestClient(create_app(chosen, assistant))
    policy = client.get("/k/trysil/").headers["content-security-policy"]
    assert "frame-ancestors https://trysil.example" in policy
    assert "unsafe" not in policy


def test_questions_at_a_door_count_against_the_limit_and_danger_is_still_seen(settings, assistant) -> None:
    client = TestClient(create_app(dataclasses.replace(settings, rate_per_minute=1), assistant))
    body = {"question": "Han slår meg nå"}
    assert client.post("/k/trysil/api/v1/ask", json=body).status_code == 200
    reply = client.post("/k/donna/api/v1/ask", json=body)
    assert reply.status_code == 429
    assert reply.json()["urgency"] == "acute"


def test_before_the_index_is_loaded_a_door_gives_the_emergency_numbers(settings: Settings) -> None:
    client = TestClient(create_app(settings))
    reply = client.post("/k/trysil/api/v1/ask", json={"question": "Hjelp"})
    assert reply.status_code == 503
    assert reply.json()["emergency"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kommune: trysil", "a list of municipalities is needed"),
        ("- trysil", "only colours, hosts, kommune, name are known"),
        ("- {kommune: trysil, logo: x}", "only colours, hosts, kommune, name are known"),
        ("- {kommune: oslo}", "no such kommune"),
        ("- {kommune: trysil, hosts: [Hjelp.No]}", "hosts is a list of names"),
        ("- {kommune: trysil, hosts: ['a/b.no']}", "hosts is a list of names"),
        ("- {kommune: trysil, hosts: [a.no]}\n- {kommune: donna, hosts: [a.no]}", "a.no is named twice"),
        ("- {kommune: trysil, name: ''}", "name is a text"),
        ("- {kommune: trysil, colours: {brand: red}}", "brand must be a colour"),
        ("- {kommune: trysil, colours: {link: '#000000'}}", "colours has brand"),
        ("- {kommune: trysil, colours: {brand: '#ffcc00'}}", "is needed (WCAG 2.2 AA)"),
        ("- {kommune: trysil, colours: {brand: '#0e4a52', ink: '#557777'}}", "brand-ink #557777 on brand #0e4a52"),
        ("- {kommune: trysil, colours: {brand: '#0e4a52', link: '#88aaff'}}", "link #88aaff on ground"),
        ("- [", "DORINN_DOORS"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(assistant, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "doors.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(says)) as found:
        Doors(assistant.corpus.kommuner, file)
    assert "\n" not in str(found.value)
    assert str(file) in str(found.value) or "DORINN_DOORS" in str(found.value)


def test_a_missing_file_is_said(assistant, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DORINN_DOORS"):
        Doors(assistant.corpus.kommuner, tmp_path / "none.yaml")


def test_the_server_does_not_start_with_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "doors.yaml"
    file.write_text("- {kommune: trysil, colours: {brand: '#ffcc00'}}", encoding="utf-8")
    command = [sys.executable, "-m", "dorinn.cli", "serve", "--port", "0"]
    done = subprocess.run(
        command, env=os.environ | {"DORINN_DOORS": str(file)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"dorinn: {file}: trysil: ")
    assert done.stderr.count("\n") == 1

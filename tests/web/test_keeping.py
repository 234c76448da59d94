"""Nothing is kept without a yes; with one it is kept scrubbed, shown, and deleted at a word."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app

ASK = "/api/v1/ask"
SECRET = "Sønnen min Ola vil ikke på skolen, ring 99887766"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def client(settings: Settings, assistant: Assistant, data: Path) -> TestClient:
    return TestClient(create_app(dataclasses.replace(settings, data=data), assistant))


@pytest.fixture
def keeping_off(settings: Settings, assistant: Assistant) -> TestClient:
    return TestClient(create_app(dataclasses.replace(settings, data=None), assistant))


def everything(data: Path) -> str:
    if not data.exists():
        return ""
    return b"".join(path.read_bytes() for path in data.iterdir()).decode("utf-8", "replace")


def test_by_default_nothing_is_kept(client: TestClient, data: Path, capfd: pytest.CaptureFixture[str], caplog) -> None:
    first = client.post(ASK, json={"question": SECRET, "kommune": "donna"}).json()
    assert first["stored"] is False
    assert first["private"] == ["navn", "telefon"]
    client.post(ASK, json={"question": "hemmelig mer", "conversation_id": first["conversation_id"]})
    client.post("/", data={"question": SECRET, "kommune": "donna"})
    client.post("/", data={"question": "og hemmelig mer", "conversation_id": first["conversation_id"]})
    client.post("/", data={"question": "hva er været? hemmelig"})
    client.app.state.dorinn.store.tidy()  # type: ignore[attr-defined]
    for kept in (everything(data), "".join(capfd.readouterr()), caplog.text):
        assert "vil ikke" not in kept
        assert "hemmelig" not in kept
        assert "99887766" not in kept
        assert first["conversation_id"] not in kept


def test_with_consent_in_the_question(client: TestClient, data: Path) -> None:
    first = client.post(ASK, json={"question": SECRET, "kommune": "donna", "consent": True}).json()
    assert first["stored"] is True
    conversation = first["conversation_id"]
    again = client.post(ASK, json={"question": "og hvis han er 16?", "conversation_id": conversation}).json()
    assert again["stored"] is True
    other = client.post(ASK, json={"question": "et annet menneske"}).json()
    assert other["stored"] is False
    turns = client.get(f"/api/v1/conversations/{conversation}").json()["turns"]
    assert [turn["question"] for turn in turns] == [
        "Sønnen min [navn] vil ikke på skolen, ring [telefon]", "og hvis han er 16?",
    ]  # fmt: skip
    assert turns[0]["kommune"] == "donna"
    assert turns[0]["services"]
    kept = everything(data)
    assert "99887766" not in kept
    assert "et annet menneske" not in kept
    assert conversation not in kept


def test_with_consent_afterwards_and_deleted_again(client: TestClient, data: Path) -> None:
    conversation = client.post(ASK, json={"question": "første ord"}).json()["conversation_id"]
    agreed = client.post(f"/api/v1/conversations/{conversation}/consent")
    assert agreed.status_code == 200
    assert re.match(r"\d{4}-\d\d-\d\dT", agreed.json()["stored_until"])
    client.post(ASK, json={"question": "pannekake på skolen", "conversation_id": conversation})
    assert "pannekake" in everything(data)
    assert "første ord" not in everything(data)
    assert client.delete(f"/api/v1/conversations/{conversation}").status_code == 204
    assert "pannekake" not in everything(data)
    assert client.get(f"/api/v1/conversations/{conversation}").status_code == 404
    assert client.delete(f"/api/v1/conversations/{conversation}").status_code == 204
    later = client.post(ASK, json={"question": "vaffel på skolen", "conversation_id": conversation}).json()
    assert later["conversation_id"] != conversation, "what was understood is forgotten, too"
    assert "vaffel" not in everything(data)


def test_nobody_agrees_for_a_made_up_conversation(client: TestClient, data: Path) -> None:
    assert client.post("/api/v1/conversations/made-up/consent").status_code == 404
    assert client.get("/api/v1/conversations/made-up").status_code == 404
    assert not data.exists()


def test_switched_off_is_503_and_answers_go_on(keeping_off: TestClient) -> None:
    found = keeping_off.post(ASK, json={"question": "hei på skolen", "consent": True})
    assert found.status_code == 200
    assert found.json()["stored"] is False
    conversation = found.json()["conversation_id"]
    for reply in (
        keeping_off.post(f"/api/v1/conversations/{conversation}/consent"),
        keeping_off.post("/api/v1/feedback", json={"verdict": "right"}),
    ):
        assert reply.status_code == 503
        assert "DORINN_DATA" in reply.json()["detail"]
    page = keeping_off.post("/", data={"question": "hei på skolen", "kommune": "donna"}).text
    assert 'action="/samtykke"' not in page, "what cannot be done is not offered"
    assert 'action="/tilbakemelding"' not in page


def test_a_broken_database_never_stops_an_answer(client: TestClient, data: Path) -> None:
    data.write_text("a file where the folder should be")
    reply = client.post(ASK, json={"question": "Han slår meg nå", "consent": True})
    assert reply.status_code == 200
    assert reply.json()["urgency"] == "acute"
    assert reply.json()["stored"] is False
    assert client.post("/tilbakemelding", data={"verdict": "right"}).status_code == 503
    page = client.post("/samtykke", data={"svar": "ja", "conversation_id": reply.json()["conversation_id"]})
    assert page.status_code == 503
    assert "Svarene virker som før" in page.text


# -- the page -----------------------------------------------------------------


def hidden(page: str, action: str, name: str) -> str:
    form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return re.search(rf'name="{name}" value="([^"]*)"', form)[1]  # type: ignore[index]


def test_consent_on_the_page_without_javascript(client: TestClient, data: Path) -> None:
    page = client.post("/", data={"question": SECRET, "kommune": "donna"}).text
    assert "kan peke på en person" in page
    fields = {name: hidden(page, "/samtykke", name) for name in ("conversation_id", "question", "services", "urgency")}
    assert fields["question"] == SECRET
    receipt = client.post("/samtykke", data=fields | {"svar": "ja"})
    assert receipt.status_code == 200
    assert fields["conversation_id"] in receipt.text
    assert "Sønnen min [navn] vil ikke på skolen" in everything(data)
    assert "99887766" not in everything(data)
    again = client.post("/", data={"question": "og pannekake?", "conversation_id": fields["conversation_id"]}).text
    assert "Du har sagt ja" in again
    assert "pannekake" in everything(data)
    gone = client.post("/samtykke", data={"svar": "slett", "conversation_id": fields["conversation_id"]})
    assert "er slettet" in gone.text
    assert "pannekake" not in everything(data)


@pytest.mark.parametrize("data_", [{}, {"svar": "ja"}, {"svar": "ja", "conversation_id": "made-up"}, {"svar": "x"}])
def test_odd_consent_is_a_page_and_keeps_nothing(client: TestClient, data: Path, data_: dict[str, str]) -> None:
    assert client.post("/samtykke", data=data_).status_code == 422
    assert not data.exists()


@pytest.mark.parametrize("path", ["/samtykke", "/tilbakemelding", "/redaksjon/inn", "/redaksjon/ut"])
def test_forms_from_elsewhere_are_refused(settings: Settings, assistant: Assistant, data: Path, path: str) -> None:
    chosen = dataclasses.replace(settings, data=data, admin_token="x" * 20)
    client = TestClient(create_app(chosen, assistant))
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://e.example"}):
        assert client.post(path, data={"verdict": "right", "svar": "ja"}, headers=headers).status_code == 403
    assert not data.exists()


def test_feedback_by_api(client: TestClient, data: Path) -> None:
    said = {"verdict": "wrong", "note": "Kari Nordmann på 99887766 hjalp", "kommune": "donna",
            "services": ["donna/hjelpetjenesten", "made/up"]}  # fmt: skip
    reply = client.post("/api/v1/feedback", json=said)
    assert reply.status_code == 201
    assert reply.json() == {"stored": True, "private": ["navn", "telefon"]}
    (line,) = client.app.state.dorinn.store.reviews.waiting()  # type: ignore[attr-defined]
    assert line.feedback.note == "[navn] på [telefon] hjalp"
    assert line.feedback.services == ("donna/hjelpetjenesten",)
    for odd in (
        {},
        {"verdict": "x"},
        {"verdict": "right", "note": "a" * 1001},
        {"verdict": "right", "kommune": "oslo"},
    ):
        assert client.post("/api/v1/feedback", json=odd).status_code == 422


def test_feedback_on_the_page(client: TestClient) -> None:
    page = client.post("/", data={"question": "Eg er gravid, kven kan eg snakke med?", "kommune": "vestre-slidre"}).text
    assert "Var dette rett stad?" in page
    services = hidden(page, "/tilbakemelding", "services")
    missing = client.post("/tilbakemelding", data={"note": "noko", "services": services})
    assert missing.status_code == 422
    assert "noko</textarea>" in missing.text
    thanks = client.post("/tilbakemelding", data={"verdict": "missing", "note": "noko", "services": services})
    assert thanks.status_code == 200
    (line,) = client.app.state.dorinn.store.reviews.waiting()  # type: ignore[attr-defined]
    assert line.feedback.services == tuple(services.split())
    assert client.get("/tilbakemelding?form=nn").status_code == 200


def test_every_form_counts_against_the_rate(settings: Settings, assistant: Assistant) -> None:
    client = TestClient(create_app(dataclasses.replace(settings, rate_per_minute=2), assistant))
    for _ in range(2):
        client.post("/tilbakemelding", data={})
    reply = client.post("/tilbakemelding", data={})
    assert reply.status_code == 429
    assert int(reply.headers["retry-after"]) > 0


def test_forms_take_no_more_than_their_body(client: TestClient) -> None:
    for path in ("/tilbakemelding", "/samtykke", "/redaksjon/inn", "/api/v1/feedback"):
        assert client.post(path, content=b"a" * 100_000).status_code == 413


def test_counts_are_written_and_old_things_go_while_it_runs(
    settings: Settings, assistant: Assistant, data: Path
) -> None:
    with TestClient(create_app(dataclasses.replace(settings, data=data), assistant)) as client:
        client.post(ASK, json={"question": "hvordan blir været i morgen?", "kommune": "donna"})
    (gap,) = create_app(dataclasses.replace(settings, data=data), assistant).state.dorinn.store.gaps.most()
    assert (gap.kommune, gap.count) == ("donna", 1)
    assert gap.reason.startswith("utenfor")


@pytest.mark.parametrize(
    "question", ["Hvem leder Innsatsteamet i Vestre Slidre?", "Barneverntjenesten Ytre Helgeland, hva er nummeret?"]
)
def test_a_public_name_is_no_person(client: TestClient, question: str) -> None:
    assert client.post(ASK, json={"question": question}).json()["private"] == []
    assert "kan peke på en person" not in client.post("/", data={"question": question}).text

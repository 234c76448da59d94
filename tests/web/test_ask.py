"""POST /api/v1/ask: the contract's shape, its errors, and that danger is never hidden."""

from __future__ import annotations

import dataclasses
import json

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.schemas import AskResponse

ASK = "/api/v1/ask"
ACUTE = "Han slår meg nå, jeg er redd for livet mitt"


def test_an_answer_has_the_contracts_shape(client: TestClient) -> None:
    reply = client.post(ASK, json={"question": "Sønnen min vil ikke på skolen", "kommune": "donna"})
    assert reply.status_code == 200
    found = AskResponse.model_validate(reply.json())
    assert set(reply.json()) >= {
        "answer", "urgency", "emergency", "services", "clarify", "abstained", "abstain_reason", "conversation_id",
    }  # fmt: skip
    assert found.urgency == "none"
    assert found.services[0].type in ("fravaersteam", "skole")
    assert found.conversation_id
    assert reply.headers["cache-control"] == "no-store"


def test_a_known_conversation_is_kept_and_an_unknown_one_replaced(client: TestClient) -> None:
    first = client.post(ASK, json={"question": "hei", "conversation_id": "made-up"}).json()["conversation_id"]
    assert first != "made-up"
    again = client.post(ASK, json={"question": "og hvis hun er 16?", "conversation_id": first}).json()
    assert again["conversation_id"] == first


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_language_asked_for_is_the_answers(client: TestClient, language: str) -> None:
    reply = client.post(ASK, json={"question": "Når må jeg melde?", "language": language})
    assert reply.json()["answer"]["language"] == language


def test_everything_but_the_question_may_be_null(client: TestClient) -> None:
    empty = dict.fromkeys(("kommune", "language", "role", "conversation_id"))
    assert client.post(ASK, json={"question": "hei", **empty}).status_code == 200
    assert client.post(ASK, json={"question": "hei", **dict.fromkeys(empty, "")}).status_code == 200


def test_danger_comes_first(client: TestClient) -> None:
    found = client.post(ASK, json={"question": ACUTE, "kommune": "trysil"}).json()
    assert found["urgency"] == "acute"
    assert found["emergency"][0]["phone"] in ("112", "113")
    assert "112" in found["answer"]["text"] or "113" in found["answer"]["text"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": " \n\t"},
        {"question": "\x00"},
        {"question": "a" * 4001},
        {"question": 3},
        {"question": None},
        {"question": ["hei"]},
        {"question": "hei", "kommune": "oslo"},
        {"question": "hei", "language": "en"},
        {"question": "hei", "role": "boss"},
        {"question": "hei", "conversation_id": 7},
        [],
        "hei",
        None,
    ],
)
def test_a_bad_request_gets_the_usual_422(client: TestClient, body: object) -> None:
    reply = client.post(ASK, json=body)
    assert reply.status_code == 422
    for fault in reply.json()["detail"]:
        assert {"loc", "msg", "type"} <= set(fault)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b'{"question": NaN}', b"[" * 5000, b'{"question": "\\ud800"', b"null", b'{"q": 1e999}'],
)
def test_garbage_is_never_our_fault(client: TestClient, content: bytes) -> None:
    reply = client.post(ASK, content=content, headers={"content-type": "application/json"})
    assert reply.status_code == 422


@pytest.mark.parametrize(
    "text", ["skole \\ud800", "\\udfff\\ud800 hjelp", "a\\u0000b skole", "\\ud83d\\ude00", "\\u202e"]
)
def test_half_characters_and_control_codes_are_answered(client: TestClient, text: str) -> None:
    content = f'{{"question": "{text}"}}'
    reply = client.post(ASK, content=content, headers={"content-type": "application/json"})
    assert reply.status_code == 200


def test_a_half_character_hides_no_danger(client: TestClient) -> None:
    content = f'{{"question": "{ACUTE} \\ud83d"}}'.encode()
    reply = client.post(ASK, content=content, headers={"content-type": "application/json"})
    assert reply.json()["urgency"] == "acute"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), min_size=1, max_size=80))
def test_no_text_breaks_it(client: TestClient, text: str) -> None:
    content = json.dumps({"question": text})
    reply = client.post(ASK, content=content, headers={"content-type": "application/json"})
    assert reply.status_code in (200, 422)
    page = client.post("/", data={"question": text.encode("utf-8", "replace"), "kommune": "donna"})
    assert page.status_code in (200, 422)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=60), kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data", ""])
)
def test_no_bytes_break_it(client: TestClient, content: bytes, kind: str) -> None:
    for path in (ASK, "/"):
        reply = client.post(path, content=content, headers={"content-type": kind})
        assert reply.status_code in (200, 422)


def test_a_large_body_gets_413(client: TestClient) -> None:
    whole = client.post(ASK, json={"question": "a" * 70_000})
    pieces = client.post(ASK, content=(b"a" * 10_000 for _ in range(8)))
    for reply in (whole, pieces):
        assert reply.status_code == 413
        assert {"112", "113"} <= {entry["phone"] for entry in reply.json()["emergency"]}


def test_too_many_get_429_but_danger_is_still_seen(settings: Settings, assistant: Assistant) -> None:
    client = TestClient(create_app(dataclasses.replace(settings, rate_per_minute=3), assistant))
    codes = [client.post(ASK, json={"question": "hei"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    reply = client.post(ASK, json={"question": ACUTE})
    assert reply.status_code == 429
    assert int(reply.headers["retry-after"]) >= 1
    assert reply.json()["urgency"] == "acute"
    assert client.get("/api/v1/kommuner").status_code == 429
    page = client.post("/", data={"question": ACUTE})
    assert page.status_code == 429
    assert 'class="acute"' in page.text
    assert client.get("/healthz").status_code == 200


def test_without_an_index_the_numbers_are_there(unready: TestClient) -> None:
    reply = unready.post(ASK, json={"question": "Sønnen min vil ikke på skolen"})
    assert reply.status_code == 503
    assert {"112", "113", "110"} <= {entry["phone"] for entry in reply.json()["emergency"]}
    acute = unready.post(ASK, json={"question": ACUTE}).json()
    assert acute["urgency"] == "acute"
    assert acute["emergency"][0]["phone"] in ("112", "113")
    page = unready.post("/", data={"question": ACUTE})
    assert page.status_code == 503
    assert 'class="acute"' in page.text
    assert unready.get("/readyz").status_code == 503
    assert unready.get("/healthz").status_code == 200
    assert unready.get("/tjenester?kommune=donna").status_code == 200


def test_a_fault_inside_is_a_503_with_numbers(settings: Settings, assistant: Assistant, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    client = TestClient(create_app(settings, assistant))
    monkeypatch.setattr(Assistant, "ask", lambda self, question: 1 / 0)
    reply = client.post(ASK, json={"question": f"hemmelig {ACUTE}"})
    assert reply.status_code == 503
    assert reply.json()["urgency"] == "acute"
    assert "hemmelig" not in caplog.text

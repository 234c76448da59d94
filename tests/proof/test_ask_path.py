"""The whole way of a question, for any input at all. `make proof` tries ten thousand; the suite a few dozen."""

from __future__ import annotations

import os
import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.schemas import AskResponse, Refused

MOST = int(os.environ.get("DORINN_PROOF", "60"))
DANGER = "Han slår meg nå, jeg er redd for livet mitt"
PIECES = """barnet sønnen min dattera mi ikke ikkje skolen skulen barnevernet meldeplikt telefon 13 år gravid slår redd
    selvmord nå i natt ppt helsesykepleier Dønna Trysil Åsnes kven hvem når § 13-2 112 mobbing pappa drikker «sitat»
    film øvelse takk hei ? ! . , 99887766 01020312345 <b> {{ 7 }} ; -- \U0001f600 æøå \u0301 \u202e \x00""".split(" ")
words = st.lists(st.sampled_from([piece.strip() for piece in PIECES]), max_size=40).map(" ".join)
anything = st.one_of(
    words,
    st.text(max_size=300),
    st.text(max_size=40).map(lambda t: t * 100),
    st.builds("{} {}".format, words, st.text(max_size=40)),
)
codes = st.sampled_from(
    [None, "", "donna", "nord-odal", "trysil", "asnes", "vestre-slidre", "oslo", "\ud800", "x" * 300]
)
bodies = st.fixed_dictionaries(
    {"question": anything},
    optional={
        "kommune": codes,
        "language": st.sampled_from([None, "", "nb", "nn", "en"]),
        "role": st.sampled_from([None, "parent", "youth", "employee", "frontdesk", "boss"]),
        "conversation_id": st.one_of(st.none(), st.text(max_size=30)),
        "consent": st.sampled_from([None, True, False, "ja"]),
    },
)
every = settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(every, max_examples=max(20, MOST // 20))  # a page costs more than an answer


@pytest.fixture(scope="module")
def client(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("proof")
    chosen = Settings(indexes=folder / "indexes", rate_per_minute=10_000_000, data=folder / "data")
    return TestClient(create_app(chosen, assistant), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def phones(assistant: Assistant) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", c.value) for s in assistant.corpus.services for c in s.contacts)


def post(client: TestClient, body: object) -> tuple[int, dict]:
    import json

    sent = json.dumps(body).encode("utf-8", "surrogatepass")
    reply = client.post("/api/v1/ask", content=sent, headers={"content-type": "application/json"})
    reply.content.decode("utf-8")
    return reply.status_code, reply.json()


@every
@given(body=bodies)
def test_any_question_is_answered_or_refused_as_the_contract_says(client, assistant, phones, body) -> None:
    status, found = post(client, body)
    assert status in (200, 422), found
    if status == 422:
        assert found["detail"]
        return
    answer = AskResponse.model_validate(found)
    known = {*assistant.corpus.service, *assistant.corpus.guide}
    assert {item.id for item in answer.services} <= known
    assert all(re.sub(r"\D", "", c.value) in phones for s in answer.services for c in s.contacts if c.kind == "phone")
    assert all(re.sub(r"\D", "", number.phone) in phones for number in answer.emergency)
    assert (answer.urgency == "acute") == bool(answer.emergency)
    assert answer.answer.text.strip()
    assert answer.clarify is None or 2 <= len(answer.clarify.options) <= 5
    assert not answer.abstained or len(answer.services) <= 1
    assert not answer.services or answer.services[0].status == "active" or len(answer.services) == 1
    if body.get("language") in ("nb", "nn"):
        assert answer.answer.language == body["language"]
    for number in re.findall(r"(?<!\d)(?:\d{3} \d{5}|\d{8}|\d\d \d\d \d\d \d\d|116 \d{3})(?!\d)", answer.answer.text):
        assert re.sub(r"\D", "", number) in phones


@every
@given(before=anything, body=bodies)
def test_danger_is_seen_after_any_text(client, before: str, body) -> None:
    before = before[:3000]
    status, found = post(client, {**body, "question": f"{before}\n\n{DANGER}."})
    if status == 200:
        assert found["urgency"] == "acute", before
        assert found["emergency"]


@some
@given(text=anything, other=st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=4))
def test_any_form_is_a_page(client, text: str, other: dict[str, str]) -> None:
    safe = {k.encode("utf-8", "replace").decode(): v.encode("utf-8", "replace").decode() for k, v in other.items()}
    text = text.encode("utf-8", "replace").decode()
    for path in ("/", "/samtykke", "/tilbakemelding"):
        reply = client.post(path, data={**safe, "question": text, "note": text, "verdict": "wrong", "svar": "ja"})
        assert reply.status_code in (200, 422), (path, reply.status_code)
        assert reply.text.startswith("<!doctype html>")


@every
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=9),
            lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=9), c, max_size=3),
        )
        .map(repr)
        .map(str.encode),
    )
)
def test_any_bytes_are_422(client, body: bytes) -> None:
    for path in ("/api/v1/ask", "/api/v1/feedback"):
        reply = client.post(path, content=body, headers={"content-type": "application/json"})
        assert reply.status_code == 422


def test_a_refusal_has_its_shape(client) -> None:
    reply = client.post("/api/v1/ask", content=b"a" * 70_000)
    assert reply.status_code == 413
    Refused.model_validate(reply.json())

"""`/v1` as the official client uses it, against a real server."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.interop.openai.conversation import read
from dorinn.interop.openai.schemas import ChatCompletion, ChatRequest, ModelList
from dorinn.interop.routers import routers
from dorinn.settings import Settings
from dorinn.web.app import create_app

SCHOOL = "Sønnen min vil ikke på skolen"
ACUTE = "Mamma puster ikke og er helt blå"


@pytest.fixture(scope="module")
def chat(server: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server}/v1", api_key="unused", max_retries=0) as client:
        yield client


def _user(*texts: str) -> list[Any]:
    turns = [{"role": "user", "content": text} for text in texts]
    between = {"role": "assistant", "content": "Kan du si mer?"}
    return [turn for each in turns for turn in (between, each)][1:]


def test_the_models_are_the_municipalities(chat: openai.OpenAI) -> None:
    names = {model.id for model in chat.models.list()}
    assert {"dorinn", "dorinn:donna", "dorinn:vestre-slidre"} <= names
    assert chat.models.retrieve("dorinn:donna").id == "dorinn:donna"
    with pytest.raises(openai.NotFoundError) as refused:
        chat.models.retrieve("dorinn:oslo")
    assert refused.value.code == "model_not_found"


def test_an_answer_names_the_service_and_its_source(chat: openai.OpenAI) -> None:
    reply = chat.chat.completions.create(model="dorinn:donna", messages=_user(SCHOOL))
    said = reply.choices[0].message.content or ""
    assert reply.choices[0].finish_reason == "stop"
    assert "Fraværsteamet" in said
    assert re.search(r"^1\. \*\*Fraværsteamet\*\*.* \[1\]$", said, re.M)
    assert re.search(r"^\[1\] .*Dønna kommune, ", said, re.M)
    assert reply.model_extra is not None
    assert reply.model_extra["dorinn"]["services"][0]["id"] == "donna/fravaersteam"
    assert reply.usage is not None
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens
    ChatCompletion.model_validate(reply.model_dump())


def test_a_contact_is_copied_with_its_provenance(chat: openai.OpenAI) -> None:
    reply = chat.chat.completions.create(model="dorinn:donna", messages=_user("Hva er nummeret til barnevernet?"))
    (line,) = re.findall(r"^ +- Sentralbord: 750 74100 .*$", reply.choices[0].message.content or "", re.M)
    assert "Vedlegg 1" in line
    assert "2026-11-22" in line


def test_a_stream_says_the_same(chat: openai.OpenAI) -> None:
    whole = chat.chat.completions.create(model="dorinn:donna", messages=_user(SCHOOL)).choices[0].message.content
    options: Any = {"include_usage": True}
    chunks = list(
        chat.chat.completions.create(model="dorinn:donna", messages=_user(SCHOOL), stream=True, stream_options=options)
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    assert len(pieces) > 3
    assert "".join(pieces) == whole
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    assert not chunks[-1].choices


@pytest.mark.parametrize(
    "asked",
    [
        {"model": "dorinn:donna"},
        {"model": "dorinn", "extra_body": {"kommune": "donna"}},
        {"model": "dorinn:trysil", "extra_body": {"kommune": "donna"}},
        {"model": "dorinn", "messages": [{"role": "system", "content": "Brukeren bor i Dønna."}, *_user(SCHOOL)]},
        {"model": "dorinn", "messages": _user(SCHOOL, "Dønna")},
        {"model": "dorinn", "messages": _user("Vi bor i Dønna", SCHOOL)},
        {"model": "dorinn", "messages": [{"role": "user", "content": [{"type": "text", "text": f"{SCHOOL} i Dønna"}]}]},
    ],
    ids=["model", "field", "field over model", "system", "a reply to the question back", "said before", "parts"],
)
def test_the_municipality(chat: openai.OpenAI, asked: dict[str, Any]) -> None:
    reply = chat.chat.completions.create(**{"messages": _user(SCHOOL), **asked})
    assert reply.model_extra is not None
    assert reply.model_extra["dorinn"]["services"][0]["id"] == "donna/fravaersteam"


def test_what_was_said_before_counts(chat: openai.OpenAI) -> None:
    talk = _user("Eg er uroleg for sonen min som ikkje vil på skulen. Vi bur i Vestre Slidre.", "Og om han er 16 år?")
    after = chat.chat.completions.create(model="dorinn", messages=talk)
    alone = chat.chat.completions.create(model="dorinn", messages=talk[-1:])
    assert after.model_extra is not None
    assert alone.model_extra is not None
    assert after.model_extra["dorinn"]["services"][0]["id"].startswith("vestre-slidre/")
    assert not alone.model_extra["dorinn"]["services"][0]["id"].startswith("vestre-slidre/")


def test_a_bare_reply_keeps_the_form(chat: openai.OpenAI) -> None:
    reply = chat.chat.completions.create(model="dorinn", messages=_user("Sonen min vil ikkje på skulen", "Dønna"))
    assert reply.model_extra is not None
    assert reply.model_extra["dorinn"]["answer"]["language"] == "nn"


@pytest.mark.parametrize("stream", [False, True])
def test_danger_comes_first(chat: openai.OpenAI, stream: bool) -> None:
    asked: dict[str, Any] = {"model": "dorinn:trysil", "messages": _user("hei", ACUTE)}
    if stream:
        chunks = chat.chat.completions.create(**asked, stream=True)
        said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    else:
        said = chat.chat.completions.create(**asked).choices[0].message.content or ""
    assert said.startswith("**113** ")


def test_danger_told_of_before_keeps_its_numbers_on_top(chat: openai.OpenAI) -> None:
    reply = chat.chat.completions.create(model="dorinn:trysil", messages=_user(ACUTE, "Hvor er legekontoret?"))
    assert (reply.choices[0].message.content or "").startswith("**113** ")


def test_wrong_use_is_told_in_the_clients_own_words(chat: openai.OpenAI) -> None:
    for messages in ([], _user(""), [{"role": "system", "content": "hei"}], _user("a" * 4001)):
        with pytest.raises(openai.UnprocessableEntityError):
            chat.chat.completions.create(model="dorinn", messages=messages)
    with pytest.raises(openai.UnprocessableEntityError, match="oslo"):
        chat.chat.completions.create(model="dorinn", messages=_user("hei"), extra_body={"kommune": "oslo"})
    with pytest.raises(openai.NotFoundError, match="no such model"):
        chat.chat.completions.create(model="gpt-4o", messages=_user("hei"))
    with pytest.raises(openai.APIStatusError) as large:
        chat.chat.completions.create(model="dorinn", messages=_user("a" * 70_000))
    assert large.value.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        {"model": "dorinn", "messages": [{"role": "user", "content": "\ud800"}]},
        {"model": "\ud800", "messages": [{"role": "user", "content": ACUTE}]},
        {"model": "dorinn", "messages": [{"role": "user", "content": "hei"}], "kommune": "\ud800\x00"},
        {"model": "dorinn", "messages": [{"role": "user"}], "temperature": "x", "tools": [{}]},
        {"model": "dorinn", "messages": "hei"},
        {"messages": [None]},
        [],
    ],
    ids=str,
)
def test_never_a_500(client: TestClient, body: Any) -> None:
    reply = client.post("/v1/chat/completions", content=json.dumps(body))
    assert reply.status_code in (200, 404, 422)
    assert reply.json()


def test_no_limit_and_no_missing_index_hides_danger(settings: Settings, assistant: Assistant) -> None:
    limited = TestClient(create_app(dataclasses.replace(settings, rate_per_minute=1), assistant, routers()))
    unready = TestClient(create_app(settings, None, routers()))
    path = "/v1/chat/completions"
    limited.post(path, json={"messages": _user("hei")})
    for client, status in ((limited, 429), (unready, 503)):
        refused = client.post(path, json={"messages": _user("Kven kan hjelpe oss?")})
        assert refused.status_code == status
        assert refused.headers["retry-after"]
        assert "112" in refused.json()["error"]["message"]
        told = client.post(path, json={"messages": _user(ACUTE)})
        assert told.status_code == 200
        assert told.json()["choices"][0]["message"]["content"].startswith("**113** ")
    assert limited.get("/v1/models").status_code == 429


def test_headers_and_models_as_documented(server: str) -> None:
    with httpx.Client(base_url=server) as client:
        reply = client.get("/v1/models")
        assert reply.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        ModelList.model_validate(reply.json())
        stream = client.post("/v1/chat/completions", json={"messages": _user("hei"), "stream": True})
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.text.endswith("data: [DONE]\n\n")
        responses = client.get("/openapi.json").json()["paths"]["/v1/chat/completions"]["post"]["responses"]
    assert {"200", "404", "413", "422", "429", "503"} <= set(responses)


def test_nothing_is_remembered(assistant: Assistant, client: TestClient) -> None:
    before = len(assistant._conversations._turns)
    client.post("/v1/chat/completions", json={"messages": _user("Noe helt eget", SCHOOL)})
    assert len(assistant._conversations._turns) == before


def test_all_turns_of_the_user_are_read(client: TestClient) -> None:
    served: Any = client.app.state.dorinn  # type: ignore[attr-defined]
    talk = read(ChatRequest(messages=_user(*(f"tur {n}" for n in range(40)))), served)
    assert talk.question.text == "tur 39"
    assert talk.earlier == tuple(f"tur {n}" for n in range(39))


@pytest.mark.parametrize(
    "body",
    [
        {"messages": _user(ACUTE), "role": "mor"},
        {"messages": _user(ACUTE), "language": "en"},
        {"messages": _user(ACUTE), "model": "x" * 300},
        {"messages": [{"role": "boss", "content": ACUTE}]},
        {"messages": [*_user(ACUTE), {"role": "user", "content": ""}]},
        {"messages": [{"role": "user", "content": [{"type": "input_text", "text": ACUTE}]}]},
        {"messages": _user("x" * 9000 + ". " + ACUTE)},
        {"messages": _user(ACUTE, *["ok"] * 9)},
    ],
)
def test_whatever_else_is_wrong_danger_is_answered(client: TestClient, body: Any) -> None:
    assert '"113"' in client.post("/v1/chat/completions", json=body).text

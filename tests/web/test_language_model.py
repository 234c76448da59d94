"""A language model that misbehaves in every way, behind a real socket: the composed answer stands."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.rephrase import SYSTEM, Rephraser
from dorinn.domain.question import Question
from dorinn.errors import ModelUnavailable, SettingsError
from dorinn.settings import Settings
from dorinn.web.app import create_app

QUESTION = {"question": "Sønnen min vil ikke på skolen", "kommune": "donna"}
NYNORSK = {"question": "Sonen min vil ikkje på skulen", "kommune": "donna"}
ACUTE = {"question": "Han slår meg nå, jeg er redd for livet mitt"}
LAW = {"question": "Når må jeg melde til barnevernet?", "kommune": "donna", "role": "employee"}


class Mock:
    """An endpoint whose reply is made from the text it was sent; `seen` are the bodies."""

    def __init__(self) -> None:
        self.reply: Callable[[str], str] = lambda text: text
        self.status, self.wait, self.raw = 200, 0.0, b""
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        mock = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                mock.seen.append(body)
                mock.headers.append(dict(self.headers))
                time.sleep(mock.wait)
                content = mock.reply(body["messages"][1]["content"])
                sent = mock.raw or json.dumps({"choices": [{"message": {"content": content}}]}).encode()
                try:
                    self.send_response(mock.status)
                    self.send_header("content-length", str(len(sent)))
                    self.send_header("location", "/elsewhere")
                    self.end_headers()
                    self.wfile.write(sent)
                except OSError:
                    pass  # the asker has gone

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()


@pytest.fixture
def mock() -> Iterator[Mock]:
    made = Mock()
    yield made
    made.server.shutdown()
    made.server.server_close()
    made.thread.join(5)


@pytest.fixture
def client(mock: Mock, settings: Settings, assistant: Assistant) -> TestClient:
    chosen = dataclasses.replace(settings, llm_url=mock.url, llm_model="m", llm_key="hemmelig", llm_seconds=1)
    return TestClient(create_app(chosen, assistant))


def composed(assistant: Assistant, body: dict[str, str]) -> str:
    return assistant.ask(Question(body["question"], body.get("kommune"), role=body.get("role"))).text  # type: ignore[arg-type]


def swapped(text: str) -> str:
    first, second, third, *rest = text.split(". ")
    return ". ".join([first, f"{second}, og {third[0].lower()}{third[1:]}", *rest])


def test_a_faithful_text_is_shown_and_said_to_be_rephrased(
    client: TestClient, mock: Mock, assistant: Assistant
) -> None:
    mock.reply = swapped
    body = client.post("/api/v1/ask", json=QUESTION).json()
    assert body["rephrased"] is True
    assert body["answer"]["text"] == swapped(composed(assistant, QUESTION))
    assert "En språkmodell har" in client.post("/", data=QUESTION).text
    assert 'dorinn_rephrasings_total{outcome="rephrased"} 2' in client.get("/metrics").text


def test_only_the_composed_answer_is_sent(client: TestClient, mock: Mock, assistant: Assistant) -> None:
    secret = {"question": "Sønnen min vil ikke på skolen. Vi bor i Trollheimveien", "kommune": "donna"}
    client.post("/api/v1/ask", json=secret)
    (sent,) = mock.seen
    assert "Trollheim" not in json.dumps(sent, ensure_ascii=False)
    assert sent["messages"][0] == {"role": "system", "content": SYSTEM["nb"]}
    assert sent["messages"][1]["content"] == composed(assistant, secret)
    assert mock.headers[0]["authorization"] == "Bearer hemmelig"


def test_the_question_is_sent_where_a_deployment_allows_it(
    mock: Mock, settings: Settings, assistant: Assistant
) -> None:
    chosen = dataclasses.replace(settings, llm_url=mock.url, llm_model="m", llm_question=True)
    TestClient(create_app(chosen, assistant)).post("/api/v1/ask", json=QUESTION)
    assert QUESTION["question"] in mock.seen[0]["messages"][1]["content"]
    assert "authorization" not in {name.lower() for name in mock.headers[0]}


def test_danger_is_never_sent(client: TestClient, mock: Mock) -> None:
    mock.reply = lambda _: "Alt er bra."
    grave = {"question": "Pappa slo meg i fjor og jeg tenker ofte på det", "kommune": "donna"}
    for body in (ACUTE, grave, {"question": "hvordan blir været i morgen?"}):
        found = client.post("/api/v1/ask", json=body).json()
        assert found["rephrased"] is False
        assert found["urgency"] == "acute" or found["serious"] or found["abstained"]
    assert mock.seen == []


MISBEHAVIOUR: dict[str, tuple[dict[str, str], Callable[[str], str]]] = {
    "invented number": (QUESTION, lambda t: f"{t} Ring 99 88 77 66."),
    "changed paragraph": (LAW, lambda t: t.replace("§ 13-2", "§ 13-3")),
    "other service": (QUESTION, lambda t: t.replace("fraværsteamet", "barnevernet")),
    "service that does not exist": (QUESTION, lambda t: t.replace("Begynn hos", "Begynn hos Trollteamet og")),
    "danish": (QUESTION, lambda t: t.replace("ikke", "aldrig").replace("hva", "hvad")),
    "bokmål in nynorsk": (NYNORSK, lambda t: t.replace("ikkje", "ikke").replace("Sei frå", "Si fra")),
    "empty": (QUESTION, lambda _: "   "),
    "script": (QUESTION, lambda t: f"<script>alert(1)</script>{t}"),
    "markdown": (QUESTION, lambda t: f"# Svar\n**{t}**"),
    "obeys somebody else": (QUESTION, lambda _: "Foreldrene trenger ikke hjelp. Ikke meld til barnevernet."),
    "must becomes may": (LAW, lambda t: t.replace(" må ", " kan ")),
    "negation gone": (LAW, lambda t: t.replace(" ikke ", " ")),
    "half of it": (QUESTION, lambda t: t[: len(t) // 3]),
    "dropped name": (QUESTION, lambda t: t.rsplit(". ", 1)[0] + "."),
    "chatter": (QUESTION, lambda t: f"Selvfølgelig! Her er teksten: {t}"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_the_composed_answer_stands(client: TestClient, mock: Mock, assistant: Assistant, name: str) -> None:
    body, mock.reply = MISBEHAVIOUR[name]
    ours = composed(assistant, body)
    assert mock.reply(ours) != ours
    found = client.post("/api/v1/ask", json=body).json()
    assert len(mock.seen) == 1
    assert found["answer"]["text"] == ours
    assert found["rephrased"] is False


def broken(mock: Mock) -> dict[str, Callable[[], None]]:
    return {
        "500": lambda: setattr(mock, "status", 500),
        "401": lambda: setattr(mock, "status", 401),
        "redirect": lambda: setattr(mock, "status", 307),
        "malformed": lambda: setattr(mock, "raw", b'{"choices": [{"mess'),
        "other shape": lambda: setattr(mock, "raw", b'{"choices": []}'),
        "no text": lambda: setattr(mock, "raw", b'{"choices": [{"message": {"content": {"a": 1}}}]}'),
        "list": lambda: setattr(mock, "raw", b"[1]"),
        "not utf-8": lambda: setattr(mock, "raw", b"\xff\xfe"),
        "deep": lambda: setattr(mock, "raw", b"[" * 60_000),
        "huge": lambda: setattr(mock, "reply", lambda _: "a" * 10_000_000),
        "slow": lambda: setattr(mock, "wait", 3.0),
    }


@pytest.mark.parametrize("name", broken(Mock.__new__(Mock)))
def test_a_broken_endpoint_costs_a_second_at_most(
    client: TestClient, mock: Mock, assistant: Assistant, name: str
) -> None:
    broken(mock)[name]()
    start = time.monotonic()
    found = client.post("/api/v1/ask", json=QUESTION)
    assert found.status_code == 200
    assert found.json()["answer"]["text"] == composed(assistant, QUESTION)
    assert time.monotonic() - start < 2.6
    assert len(mock.seen) == 1


def test_nobody_there(settings: Settings, assistant: Assistant) -> None:
    chosen = dataclasses.replace(settings, llm_url="http://127.0.0.1:9/v1", llm_model="m")
    client = TestClient(create_app(chosen, assistant))
    for _ in range(5):
        assert client.post("/api/v1/ask", json=QUESTION).json()["rephrased"] is False
    text = client.get("/metrics").text
    assert 'dorinn_rephrasings_total{outcome="failed"} 3' in text
    assert 'dorinn_rephrasings_total{outcome="resting"} 2' in text


def test_it_is_tried_again_after_a_pause(assistant: Assistant) -> None:
    now, said, works = [0.0], [], [False]

    class Model:
        def complete(self, system: str, text: str) -> str:
            if works[0]:
                return text
            raise ModelUnavailable("x")

    rephraser = Rephraser(Model(), said.append, clock=lambda: now[0])
    answer = assistant.ask(Question(QUESTION["question"], "donna"))
    for _ in range(4):
        rephraser.rephrase(answer)
    works[0], now[0] = True, 61.0
    rephraser.rephrase(answer)
    assert said == ["failed", "failed", "failed", "resting", "rephrased"]


def test_off_by_default(settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert create_app(settings, assistant).state.dorinn.rephraser is None
    monkeypatch.delenv("DORINN_LLM_URL", raising=False)
    assert Settings.from_environment().llm_url == ""


@pytest.mark.parametrize(
    "url", ["ftp://x.no", "http://models.example.no/v1", "https://", "models", "file:///etc/passwd"]
)
def test_an_address_that_can_be_listened_to_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DORINN_LLM_URL", url)
    monkeypatch.setenv("DORINN_LLM_MODEL", "m")
    with pytest.raises(SettingsError, match="DORINN_LLM_URL"):
        Settings.from_environment()


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("https://models.example.no/v1", "http://localhost:11434/v1", "http://ollama:11434/v1"):
        monkeypatch.setenv("DORINN_LLM_URL", url)
        monkeypatch.setenv("DORINN_LLM_MODEL", "m")
        monkeypatch.setenv("DORINN_LLM_KEY", "k-123456")
        chosen = Settings.from_environment()
        assert (chosen.llm_url, chosen.llm_question) == (url, False)
        assert "k-123456" not in repr(chosen)
    monkeypatch.delenv("DORINN_LLM_MODEL")
    with pytest.raises(SettingsError, match="DORINN_LLM_MODEL"):
        Settings.from_environment()


@pytest.mark.parametrize(
    ("chosen", "said", "unsaid"),
    [
        ({}, "sender det ikke videre", "språkmodell"),
        ({"llm_url": "https://m.example.no", "llm_model": "m"}, "aldri det du skrev", "spørsmålet ditt slik"),
        (
            {"llm_url": "https://m.example.no", "llm_model": "m", "llm_question": True},
            "spørsmålet ditt slik",
            "sender det ikke videre",
        ),
    ],
)
def test_the_privacy_page_says_what_is_sent(
    settings: Settings, assistant: Assistant, chosen: dict[str, Any], said: str, unsaid: str
) -> None:
    page = TestClient(create_app(dataclasses.replace(settings, **chosen), assistant)).get("/personvern").text
    assert said in page
    assert unsaid not in page

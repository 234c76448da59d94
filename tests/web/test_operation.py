"""Headers, directory, health, metrics, OpenAPI, and the two servers."""

from __future__ import annotations

import dataclasses
import socket

import httpx
import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.errors import DorinnError
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.limits import RateLimit
from dorinn.web.schemas import DirectoryList, DirectoryRecord, KommuneList
from dorinn.web.serve import serve


@pytest.mark.parametrize("path", ["/", "/api/v1/kommuner", "/nei", "/healthz", "/static/dorinn.css"])
def test_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "geolocation=()" in headers["permissions-policy"]
    assert ("no-store" in headers["cache-control"]) is not path.startswith("/static")


def test_only_well_formed_origins_may_frame(settings: Settings, assistant: Assistant) -> None:
    chosen = dataclasses.replace(settings, embed_origins=("https://www.donna.kommune.no", "x; script-src *"))
    policy = TestClient(create_app(chosen, assistant)).get("/").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://www.donna.kommune.no")


def test_the_directory(client: TestClient) -> None:
    found = DirectoryList.model_validate(client.get("/api/v1/services?kommune=donna&q=barnevern").json())
    assert found.services[0].type == "barnevern"
    assert {contact.value for contact in found.services[0].contacts} >= {"750 74100", "48058814"}
    assert client.get("/api/v1/services").json()["count"] > 250
    for query in ("type=ppt", "kommune=trysil&type=fastlege", "age=3", "topic=skolevegring", "q=&kommune=&age=&type="):
        reply = client.get(f"/api/v1/services?{query}")
        assert reply.status_code == 200, query
        assert reply.json()["count"] > 0, query
    for query in ("kommune=oslo", "type=nei", "topic=nei", "age=x", "age=-1", "language=en"):
        assert client.get(f"/api/v1/services?{query}").status_code == 422, query


def test_a_record_and_a_guide(client: TestClient) -> None:
    record = DirectoryRecord.model_validate(client.get("/api/v1/services/donna/hjelpetjenesten?language=nn").json())
    assert record.kind == "team"
    assert record.members
    assert record.convener
    guide = DirectoryRecord.model_validate(client.get("/api/v1/services/felles/meldeplikt").json())
    assert guide.kind == "guide"
    assert guide.sections
    assert client.get("/api/v1/services/donna/nei").status_code == 404


def test_kommuner(client: TestClient) -> None:
    found = KommuneList.model_validate(client.get("/api/v1/kommuner").json())
    assert {k.slug for k in found.kommuner} >= {"nord-odal", "donna", "trysil", "asnes", "vestre-slidre"}


def test_ready_with_a_version(client: TestClient) -> None:
    assert client.get("/readyz").json()["index"]


def test_metrics_hold_no_question(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "hemmelighetsfullt ord om skole"})
    client.post("/", data={"question": "hemmelighetsfullt ord om skole"})
    client.get("/tjenester?q=hemmelighetsfullt")
    client.get("/hemmelighetsfullt")
    text = client.get("/metrics").text
    assert "hemmelighetsfullt" not in text
    assert 'dorinn_requests_total{method="POST",route="/api/v1/ask",status="200"}' in text
    assert 'dorinn_request_seconds_bucket{route="/api/v1/ask",le="+Inf"}' in text


def test_openapi_says_what_the_contract_says(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert {"/api/v1/ask", "/api/v1/services", "/api/v1/services/{record_id}", "/api/v1/kommuner"} <= set(
        document["paths"]
    )
    responses = document["paths"]["/api/v1/ask"]["post"]["responses"]
    assert {"200", "413", "422", "429", "503"} <= set(responses)
    assert set(document["components"]["schemas"]["AskRequest"]["properties"]) == {
        "question", "kommune", "language", "role", "conversation_id", "consent",
    }  # fmt: skip
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    limit = RateLimit(2, lambda: now[0])
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 30]
    assert limit.wait("b") == 0
    now[0] = 30
    assert limit.wait("a") == 0


def test_a_taken_port_is_one_clear_line(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DorinnError, match="cannot listen"):
        serve("127.0.0.1", taken.getsockname()[1], settings)


def test_a_real_server(server: str) -> None:
    with httpx.Client(base_url=server) as client:
        reply = client.post("/api/v1/ask", json={"question": "Sønnen min vil ikke på skolen", "kommune": "donna"})
        assert reply.status_code == 200
        assert client.post("/api/v1/ask", content=(b"a" * 10_000 for _ in range(8))).status_code == 413
        assert client.get("/lær").status_code == 200
        assert client.get("/static/../texts.yaml").status_code == 404
        assert client.get("/static/%2e%2e/texts.yaml").status_code == 404


def test_the_index_is_loaded_at_start(settings: Settings, assistant: Assistant) -> None:
    with TestClient(create_app(settings)) as client:
        assert client.get("/readyz").status_code == 200

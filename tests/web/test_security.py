"""What a hostile reader, page or neighbour may try."""

from __future__ import annotations

import dataclasses
import re
import socket

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app

WAYS_OUT = (
    "../texts.yaml ..%2ftexts.yaml %2e%2e/texts.yaml %2e%2e%2ftexts.yaml ..%5ctexts.yaml ....//texts.yaml "
    "..%252ftexts.yaml /etc/passwd //etc/passwd %2fetc%2fpasswd ..%c0%afetc/passwd dorinn.css/../../texts.yaml "
    "dorinn.css%00.txt ../../../../../../etc/passwd .%2e/.%2e/corpus/sources.yaml"
).split()
FORMS = ("/", "/samtykke", "/tilbakemelding", "/redaksjon/inn", "/redaksjon/ut", "/redaksjon/ferdig")


def raw(server: str, head: str, body: bytes = b"") -> bytes:
    """A request as typed, which no client would send."""
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(head.encode("latin-1") + b"\r\nHost: x\r\nConnection: close\r\n\r\n" + body)
        found = b""
        while chunk := connection.recv(65536):
            found += chunk
    return found


@pytest.mark.parametrize("start", ["/static/", "/tjenester/", "/laer/", "/api/v1/services/", "/"])
@pytest.mark.parametrize("path", WAYS_OUT)
def test_no_path_leaves_its_folder(server: str, start: str, path: str) -> None:
    reply = raw(server, f"GET {start}{path} HTTP/1.1")
    status = int(reply.split(b" ", 2)[1])
    assert status in (400, 404), reply[:200]
    for inside in (b"root:", b"private_seen", b"publisher:"):
        assert inside not in reply


def test_forms_are_this_sites_only(client: TestClient) -> None:
    for path in FORMS:
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "cross-site", "origin": "null"},
            {"origin": "https://evil.example"},
            {"origin": "http://testserver.evil.example"},
        ):
            found = client.post(path, data={"question": "hei", "kommune": "donna"}, headers=headers)
            assert found.status_code in (403, 404), (path, headers)
            assert "set-cookie" not in found.headers


def test_other_sites_get_no_permission_to_read(client: TestClient) -> None:
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    for reply in (client.options("/api/v1/ask", headers=asked), client.get("/api/v1/kommuner", headers=asked)):
        assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/tilbakemelding", "/redaksjon", "/personvern", "/api/v1/feedback", "/samtykke"])
def test_headers_everywhere(settings: Settings, assistant: Assistant, path: str) -> None:
    chosen = dataclasses.replace(settings, admin_token="x" * 20)
    for method in ("GET", "POST", "PUT", "OPTIONS", "HEAD"):
        headers = TestClient(create_app(chosen, assistant)).request(method, path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_pages_have_nothing_inline(client: TestClient) -> None:
    for page in (client.get("/personvern").text, client.get("/tilbakemelding").text):
        assert not re.search(r"<style|<script(?! src=)|\son\w+=|\sstyle=", page)


def test_the_editors_page_may_never_be_framed_by_others(settings: Settings, assistant: Assistant) -> None:
    chosen = dataclasses.replace(settings, embed_origins=("https://www.donna.kommune.no",), admin_token="x" * 20)
    client = TestClient(create_app(chosen, assistant))
    assert "frame-ancestors https://www.donna" in client.get("/").headers["content-security-policy"]
    for path in ("/redaksjon", "/redaksjon/inn"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("length", ["-1", "abc", "99999999999999999999999", "1e3", "65537"])
def test_odd_lengths_are_refused(server: str, length: str) -> None:
    reply = raw(
        server, f"POST /api/v1/ask HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {length}", b"{}"
    )
    assert int(reply.split(b" ", 2)[1]) in (400, 413, 422)


def test_the_limit_is_per_client_and_says_when(settings: Settings, assistant: Assistant) -> None:
    app = create_app(dataclasses.replace(settings, rate_per_minute=3), assistant)
    one, other = (TestClient(app, client=(f"10.0.0.{n}", 1)) for n in (1, 2))
    found = [one.post("/api/v1/ask", json={"question": "hei"}) for _ in range(4)]
    assert [reply.status_code for reply in found] == [200, 200, 200, 429]
    assert 1 <= int(found[-1].headers["retry-after"]) <= 20
    assert found[-1].json()["emergency"]
    assert other.post("/api/v1/ask", json={"question": "hei"}).status_code == 200
    assert one.get("/healthz").status_code == one.get("/").status_code == 200

"""What a hostile reader, page or neighbour may try."""

from __future__ import annotations

import dataclasses
import json
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


def test_an_odd_origin_is_another_sites(client: TestClient) -> None:
    for origin in ("http://[evil", "http://[::1", "http://a]b"):
        for path in FORMS:
            found = client.post(path, data={"question": "hei"}, headers={"origin": origin})
            assert found.status_code in (403, 404), (path, origin)


@pytest.mark.parametrize("path", ["/", "/tilbakemelding", "/samtykke", "/laer/trening"])
@pytest.mark.parametrize("charset", ["undefined", "nope", "idna"])
def test_fields_in_an_unknown_encoding_are_refused(client: TestClient, path: str, charset: str) -> None:
    body = '--a\r\nContent-Disposition: form-data; name="question"\r\n\r\nblå\r\n--a--\r\n'.encode()
    kind = f"multipart/form-data; boundary=a; charset={charset}"
    found = client.post(path, content=body, headers={"content-type": kind, "sec-fetch-site": "same-origin"})
    assert found.status_code < 500
    assert "nødnummer" in found.text.lower() or "112" in found.text


@pytest.mark.parametrize("path", ["//evil.example/", "/%2f%2fevil.example/", "/%09/evil.example/", "/%5cevil.example"])
def test_no_link_on_a_page_leads_to_another_site(server: str, path: str) -> None:
    page = raw(server, f"GET {path} HTTP/1.1").decode()
    assert re.findall(r'class="switch" href="([^"]+)"', page)
    assert not re.findall(r'href="(?:/|%5[cC]|%09)*//', page)
    assert not [href for href in re.findall(r'href="([^"]+)"', page) if re.match(r"/[\s/\\]", href)]


def test_only_origins_in_ascii_may_frame(settings: Settings, assistant: Assistant) -> None:
    chosen = dataclasses.replace(settings, embed_origins=("https://čakovec.example",))
    page = TestClient(create_app(chosen, assistant)).get("/")
    assert page.status_code == 200
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


ACUTE = "Sønnen min har tatt en overdose og puster ikke"


def test_a_text_that_is_too_long_is_still_looked_through(client: TestClient) -> None:
    page = client.post("/", data={"question": f"{ACUTE}. {'a ' * 2100}"})
    assert page.status_code == 422
    assert 'id="akutt"' in page.text
    lines = "\r\n".join([ACUTE, *["a" * 12] * 300])  # the browser counts each break as one sign
    assert len(lines.replace("\r\n", "\n")) < 4000 < len(lines)
    assert client.post("/", data={"question": lines}).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps({"question": ACUTE, "kommune": "oslo"}).encode(), "application/json"),
        (json.dumps({"question": "x" * 20_000 + ". " + ACUTE}).encode(), "application/json"),
        (json.dumps({"question": ACUTE}, ensure_ascii=False).encode(), "text/plain"),
        (json.dumps({"question": ACUTE}, ensure_ascii=False).encode("latin-1"), "application/json"),
    ],
)
def test_whatever_else_is_wrong_the_numbers_are_told(client: TestClient, body: bytes, kind: str) -> None:
    found = client.post("/api/v1/ask", content=body, headers={"content-type": kind})
    assert found.status_code == 422
    assert "113" in [entry["phone"] for entry in found.json()["emergency"]]

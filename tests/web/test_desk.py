"""`/redaksjon`: shut without a token, and plain behind it."""

from __future__ import annotations

import dataclasses
import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.errors import SettingsError
from dorinn.settings import Settings
from dorinn.web import editors
from dorinn.web.app import create_app

TOKEN = "en-lang-nøkkel-til-prøve"


@pytest.fixture
def client(settings: Settings, assistant: Assistant, tmp_path: Path) -> TestClient:
    chosen = dataclasses.replace(settings, data=tmp_path / "data", admin_token=TOKEN)
    return TestClient(create_app(chosen, assistant))


def enter(client: TestClient, token: str = TOKEN) -> int:
    return client.post("/redaksjon/inn", data={"token": token}, follow_redirects=False).status_code


def test_without_a_token_there_is_no_desk(settings: Settings, assistant: Assistant) -> None:
    client = TestClient(create_app(settings, assistant))
    for reply in (
        client.get("/redaksjon", headers={"authorization": "Bearer "}),
        client.post("/redaksjon/inn", data={"token": ""}),
        client.post("/redaksjon/ferdig", data={"id": "1"}),
    ):
        assert reply.status_code == 404
        assert "DORINN_ADMIN_TOKEN" in reply.text


def test_the_token_opens_it_and_nothing_else_does(client: TestClient) -> None:
    shut = client.get("/redaksjon")
    assert shut.status_code == 401
    assert "Tilbakemeldinger" not in shut.text
    assert enter(client, "feil") == 403
    assert enter(client, TOKEN[:-1]) == 403
    assert enter(client) == 303
    assert client.get("/redaksjon").status_code == 200
    client.post("/redaksjon/ut")
    assert client.get("/redaksjon").status_code == 401
    assert client.get("/redaksjon", headers={"authorization": "Bearer feil"}).status_code == 401
    assert client.get("/redaksjon", headers={"authorization": f"Bearer {TOKEN}".encode()}).status_code == 200


def test_the_cookie_is_narrow_and_cannot_be_made_up(client: TestClient) -> None:
    reply = client.post("/redaksjon/inn", data={"token": TOKEN}, follow_redirects=False)
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/redaksjon" in cookie
    assert TOKEN not in cookie
    until, seal = reply.cookies["redaksjon"].split(".")
    client.cookies.clear()
    for odd in (f"{int(until) + 9999}.{seal}", f"{until}.", f".{seal}", "x", f"{'9' * 30}.{seal}", f"²{until}.{seal}"):
        request = {"cookie": f"redaksjon={odd}".encode()}
        assert client.get("/redaksjon", headers=request).status_code == 401, odd


def test_the_cookie_ends(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert enter(client) == 303
    now = time.time()
    monkeypatch.setattr(editors.time, "time", lambda: now + 9 * 3600)
    assert client.get("/redaksjon").status_code == 401


def test_guessing_is_slowed_down(client: TestClient) -> None:
    found = [enter(client, f"gjett {number}") for number in range(12)]
    assert found[:10] == [403] * 10
    assert found[-1] == 429
    assert enter(client) == 429, "the right one waits, too"


def test_guessing_in_the_header_is_slowed_down_too(client: TestClient) -> None:
    def guess(token: str) -> int:
        return client.get("/redaksjon", headers={"authorization": f"Bearer {token}".encode()}).status_code  # type: ignore[dict-item]

    assert [guess(TOKEN) for _ in range(15)] == [200] * 15, "the right one costs nothing"
    assert [guess(f"gjett {number}") for number in range(12)] == [401] * 10 + [429] * 2
    assert guess(TOKEN) == 429
    assert client.get("/redaksjon").status_code == 401, "without a guess it is as before"


def test_comparing_takes_no_hint_from_the_text() -> None:
    assert editors.same(TOKEN, TOKEN)
    for odd in ("", TOKEN[:-1], TOKEN + "x", "\ud800"):
        assert not editors.same(odd, TOKEN)


def test_the_lists(client: TestClient) -> None:
    client.post("/tilbakemelding", data={"verdict": "wrong", "note": "<b>Skulle</b> vært PPT, ring 99887766"})
    client.post("/tilbakemelding", data={"verdict": "right"})
    for _ in range(6):
        client.post("/api/v1/ask", json={"question": "hvordan blir været i morgen?", "kommune": "donna"})
    client.post("/api/v1/ask", json={"question": "hvordan blir været i morgen?", "kommune": "trysil"})
    enter(client)
    page = client.get("/redaksjon").text
    assert "&lt;b&gt;Skulle&lt;/b&gt; vært PPT, ring [telefon]" in page
    assert re.search(r"Dønna</td><th scope=\"row\">.*?<td>6</td>", page)
    assert re.search(r"Trysil</td><th scope=\"row\">.*?<td>under 5</td>", page)
    assert "nasjonal/alarmtelefonen" in page, "its number was last checked in 2024"
    assert 'href="/hull/vestre-slidre"' in page, "what is not described"
    line = re.search(r'name="id" value="(\d+)"', page)
    assert line
    assert client.post("/redaksjon/ferdig", data={"id": line[1]}).status_code == 200
    after = client.get("/redaksjon?form=nn").text
    assert "Skulle" not in after
    assert "Nei, feil stad: 1" in after
    for odd in ("", "x", "9" * 40, "-1"):
        assert client.post("/redaksjon/ferdig", data={"id": odd}).status_code == 200


def test_finishing_needs_the_token_and_this_site(client: TestClient) -> None:
    assert client.post("/redaksjon/ferdig", data={"id": "1"}).status_code == 403
    enter(client)
    away = {"sec-fetch-site": "cross-site"}
    assert client.post("/redaksjon/ferdig", data={"id": "1"}, headers=away).status_code == 403


def test_a_lost_database_is_a_clear_word(client: TestClient, tmp_path: Path) -> None:
    enter(client)
    assert client.get("/redaksjon").status_code == 200
    client.post("/tilbakemelding", data={"verdict": "right"})
    for path in (tmp_path / "data").iterdir():
        path.unlink()
    assert client.get("/redaksjon").status_code == 200
    (tmp_path / "data" / "dorinn.db").mkdir()
    client.post("/api/v1/ask", json={"question": "hvordan blir været i morgen?"})
    page = client.get("/redaksjon")
    assert page.status_code == 503
    assert "Svarene virker som før" in page.text


def test_a_short_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DORINN_ADMIN_TOKEN", "kort")
    with pytest.raises(SettingsError, match="at least 16"):
        Settings.from_environment()
    monkeypatch.setenv("DORINN_ADMIN_TOKEN", TOKEN)
    assert TOKEN not in repr(Settings.from_environment())

"""`/redaksjon/forslag`: shut without a token; a change is shown, checked, tried on a copy and saved, never made."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.digest import digest
from dorinn.corpus.paths import corpus_folder
from dorinn.memory.evaluations import Evaluation, Evaluations
from dorinn.settings import Settings
from dorinn.web.app import create_app
from dorinn.web.trials import Trial

TOKEN = "en-lang-nøkkel-til-prøve"
ORDER = {"slag": "rekkefolge", "gjelder": "skolevegring", "sted": "", "hjelp": ["skole", "ppt", ""]}
EXAMPLE = {
    "slag": "eksempel",
    "gjelder": "skolevegring",
    "form": "nb",
    "rolle": "parent",
    "tekst": "Nekter å gå ut av bilen",
}
TEXT = {
    "slag": "tekst",
    "gjelder": "donna/barneverntjenesten",
    "felt": "access",
    "nb": "Ring når du vil.",
    "nn": "Ring når du vil.",
}
ASKING = {
    "slag": "sporremate",
    "gjelder": "felles/meldeplikt",
    "felt": "naar",
    "form": "nn",
    "tekst": "kor fort må melding sendast av garde",
}
CONTACT = {
    "slag": "kontakt", "gjelder": "trysil/tidlig-innsatsteam", "type": "phone", "verdi": "55 55 55 55",
    "merke_nb": "Vakt", "merke_nn": "Vakt",
    "dokument": "trysil", "avsnitt": "4.2", "sjekket": "2026-11-22", "sett": "ja",
}  # fmt: skip


@pytest.fixture
def client(settings: Settings, assistant: Assistant, tmp_path: Path) -> TestClient:
    chosen = dataclasses.replace(settings, data=tmp_path / "data", admin_token=TOKEN)
    found = TestClient(create_app(chosen, assistant))
    found.post("/redaksjon/inn", data={"token": TOKEN})
    return found


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, root: Path) -> None:
    """A question set of a few questions, so that a trial takes seconds."""
    lines = (root / "evals" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    (tmp_path / "evals").mkdir()
    chosen = [line for line in lines if line and json.loads(line)["id"] in ("dev-y-a-025", "dev-211", "dev-t058")]
    assert len(chosen) >= 2
    (tmp_path / "evals" / "dev.jsonl").write_text("\n".join(chosen), encoding="utf-8")
    monkeypatch.setenv("DORINN_EVALS", str(tmp_path / "evals"))


def over(client: TestClient, seconds: float = 300) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page = client.get("/redaksjon/prove").text
        if "data-running" not in page:
            return page
        time.sleep(0.5)
    raise AssertionError("the trial never ended")


def test_everything_is_shut_without_the_token_and_from_other_sites(client: TestClient) -> None:
    away = {"sec-fetch-site": "cross-site"}
    posts = ("/redaksjon/forslag", "/redaksjon/mal", "/redaksjon/prove/lagre", "/redaksjon/forslag/fjern")
    for path in posts:
        assert client.post(path, data=ORDER, headers=away).status_code == 403
    client.cookies.clear()
    for path in posts:
        assert client.post(path, data=ORDER).status_code == 403
    for path in ("/redaksjon/forslag", "/redaksjon/prove", "/redaksjon/forslag/20261126T000000-x.patch"):
        page = client.get(path)
        assert page.status_code == 401
        assert "skolevegring" not in page.text


@pytest.mark.parametrize("form", ["nb", "nn"])
@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("eksempel", "skolevegring"),
        ("rekkefolge", "skolevegring"),
        ("tekst", "skolevegring"),
        ("tekst", "trysil/tidlig-innsatsteam"),
        ("tekst", "felles/meldeplikt"),
        ("navn", "donna/barneverntjenesten"),
        ("kontakt", "donna/barneverntjenesten"),
        ("sporremate", "felles/meldeplikt"),
    ],
)
def test_a_form_for_each_kind(client: TestClient, kind: str, about: str, form: str) -> None:
    page = client.get(f"/redaksjon/forslag?slag={kind}&gjelder={about}&form={form}")
    assert page.status_code == 200
    assert 'action="/redaksjon/forslag"' in page.text
    assert 'name="gjor" value="se"' in page.text


@pytest.mark.parametrize(
    "query",
    ["slag=x&gjelder=y", "slag=tekst&gjelder=../x", "linje=99", "linje=²", "slag=kontakt&gjelder=felles/meldeplikt"],
)
def test_odd_addresses_are_pages(client: TestClient, query: str) -> None:
    assert client.get(f"/redaksjon/forslag?{query}").status_code == 200


def test_it_begins_with_what_somebody_said(client: TestClient) -> None:
    client.post(
        "/tilbakemelding",
        data={"verdict": "wrong", "note": "Skulle vært <PPT>, ring 99887766", "services": "donna/barneverntjenesten"},
    )
    link = re.search(r'href="(/redaksjon/forslag\?linje=\d+)"', client.get("/redaksjon").text)
    assert link
    page = client.get(link[1]).text
    assert "Skulle vært &lt;PPT&gt;, ring [telefon]" in page
    assert "gjelder=donna/barneverntjenesten" in page


@pytest.mark.parametrize("sent", [ORDER, TEXT, EXAMPLE, ASKING], ids=["order", "text", "example", "asking"])
def test_a_change_is_shown_and_saved_and_never_made(client: TestClient, sent: dict[str, str], tmp_path: Path) -> None:
    before = digest(corpus_folder())
    page = client.post("/redaksjon/forslag", data=sent | {"gjor": "se"})
    assert page.status_code == 200
    assert "+++ b/corpus/" in page.text
    assert ("make train" in page.text) == (sent is EXAMPLE)
    assert ('value="prov"' in page.text) == (sent is not EXAMPLE), "what only a training takes up cannot be tried"
    assert client.post("/redaksjon/forslag", data=sent | {"gjor": "lagre"}).status_code == 200
    (saved,) = (tmp_path / "data" / "proposals").iterdir()
    assert saved.name in client.get("/redaksjon").text
    text = client.get(f"/redaksjon/forslag/{saved.name}").text
    path = re.search(r"^\+\+\+ b/(corpus/.+)$", text, re.MULTILINE)
    assert path
    (tmp_path / path[1]).parent.mkdir(parents=True)
    (tmp_path / path[1]).write_bytes((corpus_folder().parent / path[1]).read_bytes())
    subprocess.run(["git", "apply", str(saved)], cwd=tmp_path, check=True, capture_output=True)
    assert digest(corpus_folder()) == before
    client.post("/redaksjon/forslag/fjern", data={"navn": saved.name})
    assert not saved.exists()
    assert client.get(f"/redaksjon/forslag/{saved.name}").status_code == 404
    client.post("/redaksjon/forslag/fjern", data={"navn": "../dorinn.db"})


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (ORDER | {"hjelp": ["", ""]}, "minst én type hjelp"),
        (ORDER | {"hjelp": ["skole", "skole"]}, "minst én type hjelp"),
        (ORDER | {"sted": "99"}, "kan ikke gjøres"),
        (ORDER | {"gjelder": "../x"}, "kan ikke gjøres"),
        (EXAMPLE | {"tekst": " "}, "Noe mangler"),
        (EXAMPLE | {"tekst": "Jeg heter Kari Nordmann, 01019912345"}, "om en person"),
        (TEXT | {"nn": ""}, "Noe mangler"),
        (TEXT | {"felt": "id"}, "kan ikke gjøres"),
        (TEXT | {"nb": "x" * 3001}, "for lang"),
        (CONTACT | {"sjekket": "i går"}, "Datoen"),
        (CONTACT | {"verdi": ""}, "Noe mangler"),
        ({"slag": "alt"}, "kan ikke gjøres"),
        ({}, "kan ikke gjøres"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    client: TestClient, sent: dict[str, str], says: str, tmp_path: Path
) -> None:
    page = client.post("/redaksjon/forslag", data=sent | {"gjor": "lagre"})
    assert page.status_code == 422
    assert says in page.text
    assert not (tmp_path / "data" / "proposals").exists()


@pytest.mark.parametrize(
    "sent",
    [ORDER | {"hjelp": ["finnes-ikke"]}, TEXT | {"nb": "Ring 12 34 56 78 nå."}, CONTACT | {"dokument": "finnes-ikke"}],
    ids=["code", "number", "document"],
)
def test_the_check_refuses_with_its_own_words(client: TestClient, sent: dict[str, str], tmp_path: Path) -> None:
    page = client.post("/redaksjon/forslag", data=sent | {"gjor": "lagre"})
    assert page.status_code == 422
    assert "sa nei" in page.text
    assert "<li><code>" in page.text
    assert 'value="lagre"' not in page.text
    assert not (tmp_path / "data" / "proposals").exists()


@pytest.mark.usefixtures("few")
def test_a_trial_that_ended_while_the_next_was_checked_was_still_in_its_way(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    trials = client.app.state.dorinn.trials  # type: ignore[attr-defined]
    running = trials.latest = Trial(None)

    def check(_: object) -> list[str]:
        running.over.set()
        return []

    monkeypatch.setattr(trials, "check", check)
    assert client.post("/redaksjon/forslag", data=ORDER | {"gjor": "prov"}).status_code == 409
    assert trials.latest is running


@pytest.mark.usefixtures("few")
def test_a_change_is_tried_on_a_copy(client: TestClient, tmp_path: Path) -> None:
    before = digest(corpus_folder())
    bad = ORDER | {"hjelp": ["kulturskole", "ppt"]}
    page = client.post("/redaksjon/forslag", data=bad | {"gjor": "prov"})
    assert "data-running" in page.text
    assert client.post("/redaksjon/forslag", data=ORDER | {"gjor": "prov"}).status_code == 409, "one at a time"
    assert client.get("/healthz").status_code == 200
    page_text = html.unescape(over(client))
    assert "Fra rett til galt: 0" not in page_text
    assert "feil sted først" in page_text
    mark = re.search(r'name="merke" value="(\w+)"', page_text)
    assert mark
    client.post("/redaksjon/prove/lagre", data={"merke": "noe annet"})
    assert not (tmp_path / "data" / "proposals").exists()
    client.post("/redaksjon/prove/lagre", data={"merke": mark[1]})
    (saved,) = (tmp_path / "data" / "proposals").iterdir()
    assert re.search(r"Rett sted først: [\d,]+\s% → [\d,]+\s%", saved.read_text(encoding="utf-8"))
    assert digest(corpus_folder()) == before
    assert not (tmp_path / "data" / "evaluations.jsonl").exists(), "a trial is no evaluation of what is served"


@pytest.mark.usefixtures("few")
def test_measuring_is_kept_and_drawn(client: TestClient, tmp_path: Path) -> None:
    assert "Ingen målinger" in client.get("/redaksjon").text
    client.post("/redaksjon/mal")
    assert "Tallene er lagt til" in over(client)
    kept = Evaluations(tmp_path / "data").all()
    assert len(kept) == 1
    assert kept[0].corpus == digest(corpus_folder())
    page = client.get("/redaksjon").text
    assert '<g class="m-first">' in page
    assert kept[0].corpus in page


def test_many_evaluations_are_drawn(client: TestClient, tmp_path: Path) -> None:
    kept = Evaluations(tmp_path / "data")
    for day in range(1, 29):
        at = f"2026-11-{day:02}T10:00:00+00:00"
        kept.add(
            Evaluation(
                at, "dev", 1038, 0.8 + day / 500, 0.97, 1.0, 0.01, None if day < 3 else 0.9, f"c{day // 9}", "i", "0"
            )
        )
    page = client.get("/redaksjon?form=nn").text
    assert page.count('<line class="change"') == 3
    assert page.count("</code></td></tr>") >= 28
    assert "85,6\u00a0%" in page


def test_a_trial_that_takes_too_long_or_breaks_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trials = client.app.state.dorinn.trials  # type: ignore[attr-defined]
    trials._limit = 0.2
    client.post("/redaksjon/mal")
    assert "for lang tid" in over(client)
    assert not (tmp_path / "data" / "evaluations.jsonl").exists()
    trials._limit = 60
    monkeypatch.setattr(sys, "executable", "/finnes/ikke")
    client.post("/redaksjon/mal")
    assert "Prøvingen stoppet" in over(client)


def test_without_a_question_set_nothing_can_be_measured(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DORINN_EVALS", str(tmp_path / "none"))
    assert 'action="/redaksjon/mal"' not in client.get("/redaksjon").text
    assert client.post("/redaksjon/mal").status_code == 404
    page = client.post("/redaksjon/forslag", data=ORDER | {"gjor": "se"}).text
    assert "Prøvespørsmålene finnes ikke her" in page


def test_where_nothing_is_stored_saving_says_so(settings: Settings, assistant: Assistant) -> None:
    client = TestClient(create_app(dataclasses.replace(settings, data=None, admin_token=TOKEN), assistant))
    client.post("/redaksjon/inn", data={"token": TOKEN})
    assert client.post("/redaksjon/forslag", data=ORDER | {"gjor": "lagre"}).status_code == 503

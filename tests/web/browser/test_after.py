"""What can be said and decided below an answer, with and without JavaScript, and the editors' desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browsing import PHONE, TOKEN, ask

QUESTION = "Sønnen min vil ikke på skolen"


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")


def test_feedback_does_not_leave_the_conversation(visit: Any) -> None:
    page = visit("/", PHONE)
    ask(page, QUESTION, "donna")
    unfold(page)
    page.check("#samtale input[value=missing]")
    page.fill("#samtale textarea[name=note]", "Fant ikke rektor")
    page.click("#samtale form[action='/tilbakemelding'] button")
    page.wait_for_selector("text=Takk. Svaret ditt")
    assert page.locator(".turn").count() == 1
    ask(page, "og hvis han er 16?")
    assert page.locator(".turn").count() == 2


def test_a_forgotten_choice_is_told_in_place(visit: Any) -> None:
    page = visit("/")
    ask(page, QUESTION, "donna")
    unfold(page)
    page.eval_on_selector_all("#samtale input[name=verdict]", "all => all.forEach(one => { one.required = false; })")
    page.click("#samtale form[action='/tilbakemelding'] button")
    page.wait_for_selector("#samtale >> text=Velg ett av de tre svarene")
    page.check("#samtale input[value=right]")
    page.click("#samtale form[action='/tilbakemelding'] button")
    page.wait_for_selector("text=Takk. Svaret ditt")


def test_consent_and_deletion_in_the_conversation(visit: Any) -> None:
    page = visit("/")
    ask(page, QUESTION, "donna")
    unfold(page)
    page.click("#samtale button[value=ja]")
    page.wait_for_selector("#samtale code")
    ask(page, "og hvis han er 16?")
    assert page.locator("text=Du har sagt ja til").count() == 1
    page.locator("#samtale button[value=slett]").last.click()
    page.wait_for_selector("text=er slettet")


@pytest.mark.parametrize("javascript", [False, True])
def test_the_desk(visit: Any, javascript: bool) -> None:
    page = visit("/tilbakemelding", java_script_enabled=javascript)
    page.check("input[value=wrong]")
    page.fill("textarea", "Gal dør")
    page.click("form[action='/tilbakemelding'] button")
    assert page.locator("text=Takk. Svaret ditt").count() == 1
    page.goto("/redaksjon")
    page.fill("input[name=token]", TOKEN)
    page.click("form[action='/redaksjon/inn'] button")
    before = page.locator("td", has_text="Gal dør").count()
    assert before >= 1
    page.locator("tr", has_text="Gal dør").first.locator("button").click()
    assert page.locator("td", has_text="Gal dør").count() == before - 1
    page.click("form[action='/redaksjon/ut'] button")
    assert page.locator("input[name=token]").count() == 1


@pytest.mark.parametrize("javascript", [False, True])
def test_a_correction_is_tried_and_saved(
    visit: Any, javascript: bool, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (root / "evals" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    (tmp_path / "dev.jsonl").write_text("\n".join(line for line in lines if '"dev-y-a-025"' in line), encoding="utf-8")
    monkeypatch.setenv("DORINN_EVALS", str(tmp_path))
    page = visit("/redaksjon", PHONE, java_script_enabled=javascript)
    page.fill("input[name=token]", TOKEN)
    page.click("form[action='/redaksjon/inn'] button")
    page.click("a.button[href='/redaksjon/forslag']")
    page.click(".kinds a[href*='rekkefolge']")
    page.select_option("select[name=gjelder]", "skolevegring")
    page.click(".filters .primary")
    places = page.locator("form.edit").first.locator("select")
    places.nth(0).select_option("ppt")
    places.nth(4).select_option("fravaersteam")
    page.locator("button[value=se]").first.click()
    assert "help: [ppt, skole" in page.locator(".diff ins").inner_text()
    page.click("button[value=prov]")
    seen_running = page.locator("[data-running]").count()
    for _ in range(120):
        if page.locator("#p-f").count():
            break
        page.wait_for_timeout(1000)
        if not javascript:
            page.click("a.button[href='/redaksjon/prove']")
    assert page.locator("#p-w + .wide-table tbody tr").count() == 1
    assert page.locator("#gang").inner_text() == "Prøvingen er ferdig."
    if javascript and seen_running:  # what was over before the page was there need not be said
        page.locator("#sagt", has_text="Prøvingen er ferdig.").wait_for(state="attached")
    page.click("form[action='/redaksjon/prove/lagre'] button")
    saved = page.locator("a[href$='.patch']").count()
    page.locator("form[action='/redaksjon/forslag/fjern'] button").first.click()
    assert page.locator("a[href$='.patch']").count() == saved - 1


def test_without_javascript_it_is_pages(visit: Any) -> None:
    page = visit("/", java_script_enabled=False)
    page.fill("#question", QUESTION)
    page.select_option("#spor select", "donna")
    page.click("#spor .primary")
    page.locator("summary", has_text="Vil du la oss").click()
    page.click("button[value=ja]")
    assert page.url.endswith("/samtykke")
    page.click("button[value=slett]")
    assert page.locator("text=er slettet").count() == 1

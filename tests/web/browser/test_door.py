"""The door in a browser: the three users, both forms, phone and desk, keyboard only, and without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from browsing import DESK, EXIT, PHONE, ask, tab_to

ACUTE = {"nb": "Han slår meg nå, jeg er redd for livet mitt", "nn": "Han slår meg no, eg er redd for livet mitt"}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
FORMS = pytest.mark.parametrize("form", ["nb", "nn"])


def active(page: Any) -> str:
    return str(page.evaluate("document.activeElement.className"))


@SIZES
@FORMS
def test_a_parent_asks_and_asks_again(visit: Any, form: str, size: tuple[int, int]) -> None:
    page = visit("/", size)
    if form == "nn":
        page.click(".switch")
    page.click(".ways a[href='/?inn=barn']")
    ask(page, {"nb": "Sønnen min vil ikke på skolen", "nn": "Sonen min vil ikkje på skulen"}[form], "donna")
    assert page.locator("html").get_attribute("lang") == form
    assert "værsteam" in page.locator(".answer .first").inner_text()
    assert active(page) == "first", "a screen reader is taken to the answer"
    assert page.locator(".steps li").count() >= 2
    assert page.locator(".card.best").is_visible()
    assert page.url.endswith("/?inn=barn"), "nothing of the question stands in the address"
    ask(page, "og hvis hun er 16?")
    assert page.locator(".turn").count() == 2
    assert page.locator("#spor select").input_value() == "donna"
    page.click(".turn:last-child .card h4 a")
    assert "/tjenester/" in page.url or "l%C3%A6r" in page.url
    page.goto("/")
    assert page.locator("#spor select").input_value() == "donna", "the municipality is remembered"


@SIZES
@FORMS
def test_one_who_works_with_children(visit: Any, form: str, size: tuple[int, int]) -> None:
    page = visit(f"/?form={form}", size)
    page.click(".ways a[href='/?inn=jobb']")
    ask(page, {"nb": "Når må jeg melde til barnevernet?", "nn": "Når må eg melde til barnevernet?"}[form])
    links = page.locator(".card h4 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any("/felles/meldeplikt" in link for link in links)
    page.click(".card h4 a[href*='meldeplikt']")
    assert page.locator(".source", has_text="§ 13-2").first.is_visible()


@FORMS
def test_a_question_back_is_answered_with_a_press(visit: Any, form: str) -> None:
    page = visit(f"/?form={form}&kommune=trysil", PHONE)
    ask(page, {"nb": "Jeg trenger hjelp", "nn": "Eg treng hjelp"}[form])
    assert page.locator(".choices button").count() >= 2
    page.click(".choices button >> nth=0")
    page.locator(".turn").nth(1).wait_for()
    assert page.locator(".turn >> nth=0 >> .choices").count() == 0, "old buttons are gone"


def test_without_a_municipality_one_press_chooses_it(visit: Any) -> None:
    page = visit("/", PHONE)
    ask(page, "Datteren min blir mobbet på skolen")
    page.click(".choices button[value=asnes]")
    page.locator(".turn").nth(1).wait_for()
    assert "Åsnes" in page.locator(".turn:last-child .kicker").inner_text()


@SIZES
@FORMS
def test_danger_is_told_at_once_and_stays(visit: Any, form: str, size: tuple[int, int]) -> None:
    page = visit(f"/?form={form}", size)
    page.fill("#question", ACUTE[form])
    page.press("#question", "Enter") if size == DESK else page.click("#spor .primary")
    page.locator("#akutt a[href='tel:112']").wait_for()
    assert page.evaluate("document.activeElement.id") == "akutt-t"
    page.locator("#varsel", has_text="112").wait_for(state="attached")
    ask(page, {"nb": "hvem kan jeg snakke med etterpå?", "nn": "kven kan eg snakke med etterpå?"}[form])
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    box = page.locator("#akutt a").first.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size[1], "the numbers stay in sight"


def test_the_other_form_keeps_the_conversation(visit: Any) -> None:
    page = visit("/?form=nb")
    ask(page, "Sønnen min vil ikke på skolen", "donna")
    page.click(".switch")
    page.wait_for_selector("html[lang=nn] .turn")
    assert "Sønnen min" in page.locator(".asked").inner_text()
    assert "Begynn hos" in page.locator(".answer .first").inner_text()
    assert "?" not in page.url


def test_the_page_follows_the_writer(visit: Any) -> None:
    page = visit("/", PHONE)
    ask(page, "Eg er gravid, kven kan eg snakke med?", "vestre-slidre")
    assert page.locator("html").get_attribute("lang") == "nn"
    assert page.locator("#spor .primary").inner_text() == "Spør"
    assert page.locator(".leave").inner_text().startswith("Forlat sida")


def test_keyboard_only(visit: Any) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert active(page) == "skip"
    page.keyboard.press("Enter")
    tab_to(page, "#question")
    page.keyboard.type("Sønnen min vil ikke på skolen")
    page.keyboard.press("Tab")
    page.keyboard.type("D")  # the first municipality on D
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".turn").wait_for()
    tab_to(page, ".card summary")
    page.keyboard.press("Enter")
    assert page.locator(".card details[open]").count() == 1
    tab_to(page, ".tools button")
    tab_to(page, "#question")
    tab_to(page, ".foot a")


def test_an_empty_question_is_said(visit: Any) -> None:
    page = visit("/")
    page.fill("#question", "   ")
    page.click("#spor .primary")
    assert page.locator("#feil").inner_text() == "Skriv et spørsmål først."


def test_the_net_is_gone(visit: Any) -> None:
    page = visit("/")
    page.fill("#question", "Sønnen min vil ikke på skolen")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('gone')); }")
    page.click("#spor .primary")
    page.locator("#feil", has_text="Fikk ikke svar").wait_for()
    assert page.locator("#question").input_value() == "Sønnen min vil ikke på skolen", "nothing written is lost"


def weather(page: Any) -> None:
    """Waits until the weather stands there. A page on its way out may be cut short."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect(page).to_have_url(re.compile(f"^{re.escape(EXIT)}/"), timeout=60_000)
    page.wait_for_load_state()


@pytest.mark.parametrize("way", ["press", "escape"])
def test_leaving_replaces_the_page(visit: Any, way: str) -> None:
    page = visit("/")
    page.route(f"{EXIT}/**", lambda route: route.fulfill(body="weather"))
    page.goto("/personvern")
    page.goto("/")
    ask(page, "Sønnen min vil ikke på skolen", "donna")
    if way == "press":
        page.click(".leave")
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        assert EXIT not in page.url, "once is not enough"
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    weather(page)
    page.go_back(wait_until="commit")
    weather(page)
    assert "weather" in page.content(), "neither the conversation nor what was read before it is behind the weather"
    page.goto("/personvern")
    page.go_back(wait_until="commit")
    weather(page)
    page.goto("/tjenester")
    page.goto("/personvern")
    page.go_back()
    assert page.url.endswith("/tjenester"), "whoever comes anew goes back and forth as ever"


def test_copying_and_printing(visit: Any) -> None:
    page = visit("/", permissions=["clipboard-read", "clipboard-write"])
    ask(page, "Hva er nummeret til barnevernet?", "donna")
    page.click("[data-do=copy]")
    page.locator("#sagt", has_text="Kopiert").wait_for(state="attached")
    assert "750 74100" in page.evaluate("navigator.clipboard.readText()")
    page.emulate_media(media="print")
    assert not page.locator(".leave").is_visible()
    assert page.locator(".answer .first").is_visible()


@SIZES
@FORMS
def test_everything_works_without_javascript(visit: Any, form: str, size: tuple[int, int]) -> None:
    page = visit(f"/?form={form}", size, java_script_enabled=False)
    ask(page, {"nb": "Sønnen min vil ikke på skolen", "nn": "Sonen min vil ikkje på skulen"}[form], "donna")
    assert page.locator(".steps li").count() >= 2
    assert page.url.endswith("/")
    assert not page.locator("[data-do]").first.is_visible(), "no button that does nothing"
    page.fill("#question", ACUTE[form])
    page.click("#spor .primary")
    page.locator("#akutt").wait_for()
    page.fill("#question", "hva med skolen?")
    page.click("#spor .primary")
    assert page.locator("#akutt").is_visible(), "the alarm stays"
    page.click(".switch")
    assert page.locator("html").get_attribute("lang") != form
    assert page.locator(".turn").count() == 1
    page.goto("/tjenester")
    page.fill("#sok [name=q]", "rektor")
    page.click("#sok .primary")
    assert page.locator(".hit").count() > 3


def test_in_a_frame_on_a_municipalitys_own_page(chromium: Any, framed: tuple[str, str]) -> None:
    outside, _ = framed
    page = chromium.new_page()
    page.route(f"{EXIT}/**", lambda route: route.fulfill(body="weather"))
    page.goto(outside)
    frame = page.frame_locator("iframe")
    frame.locator("#question").fill("Sonen min vil ikkje på skulen")
    frame.locator("#spor .primary").click()
    frame.locator(".turn").wait_for()
    assert "Dønna" in frame.locator(".kicker").inner_text(), "the municipality holds without cookies"
    assert not frame.locator(".top nav").is_visible()
    frame.locator(".leave").click()
    page.wait_for_url(f"{EXIT}/**")
    page.context.close()

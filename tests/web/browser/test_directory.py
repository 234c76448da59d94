"""The front desk in a browser: found as one types, by keyboard, copied, compared, and seen in pictures."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import DESK, PHONE, tab_to


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("form", ["nb", "nn"])
def test_found_as_one_types(visit: Any, form: str, size: tuple[int, int]) -> None:
    page = visit(f"/?form={form}", size)
    page.click(".ways a[href='/tjenester']")
    page.select_option("#sok [name=kommune]", "donna")
    page.type("#sok [name=q]", "barnev")
    page.locator("#antall").wait_for()
    page.wait_for_url("**q=barnev*")
    assert "Ytre Helgeland" in page.locator(".hit").first.inner_text()
    assert page.locator(".hit a[href='tel:75074100']").is_visible()
    page.locator("#sagt", has_text="treff").wait_for(state="attached")
    page.reload()
    assert page.locator("#sok [name=q]").input_value() == "barnev", "a search can be bookmarked"


def test_whoever_writes_before_the_script_has_come_is_not_overlooked(visit: Any) -> None:
    page = visit("/")
    waiting: list[Any] = []
    page.route("**/directory.js*", lambda route: waiting.append(route))
    page.click(".ways a[href='/tjenester']", no_wait_after=True)
    page.select_option("#sok [name=kommune]", "donna")
    page.type("#sok [name=q]", "barnev")
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    page.locator("#antall").wait_for()
    assert page.locator(".hit a[href='tel:75074100']").is_visible()


def test_keyboard_first(visit: Any) -> None:
    page = visit("/tjenester?kommune=donna", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("barnevernstjenesten")
    page.wait_for_url("**q=barnevernstjenesten*")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("c")
    page.locator("#sagt", has_text="Kopiert").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "750 74100" in copied
    assert "Vedlegg 1" in copied, "with its source"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tjenester/donna/barnevern*")


def test_the_single_key_can_be_switched_off(visit: Any) -> None:
    page = visit("/tjenester")
    tab_to(page, ".keys summary")
    page.keyboard.press("Enter")
    page.uncheck("#taster")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") != "q"


def test_teams_show_what_the_plan_leaves_out(visit: Any) -> None:
    page = visit("/tjenester?kommune=vestre-slidre&q=innsatsteamet&form=nn")
    team = page.locator(".hit", has_text="Innsatsteamet i Vestre Slidre").first
    assert "Ein gong i månaden" in team.inner_text()
    assert "ikkje oppgitt" in team.inner_text(), "nobody is said to convene it"


def test_compared_and_pictured(visit: Any) -> None:
    page = visit("/tjenester?type=barnevern", PHONE)
    page.click("#antall a[href^='/sammenlign']")
    assert page.locator(".compare tr.place").count() == 5
    page.uncheck("[name=med][value=donna]")
    page.click(".filters .primary")
    assert page.locator(".compare tr.place").count() == 4
    page.goto("/oversikt?kommune=donna")
    for picture in (".pyramid", ".climb.narrow", ".company", ".coverage.grid"):
        assert page.locator(picture).is_visible(), picture
    assert not page.locator(".climb.broad").is_visible()
    closed = page.locator("details:not([open]) > summary", has_text="Vis som tabell")
    while closed.count():
        closed.first.click()
    assert page.locator("main table:visible").count() == 4

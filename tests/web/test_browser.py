"""A real browser: asks with JavaScript on, and nothing leaves the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1280, 900)], ids=str)
def test_a_question_is_answered_without_reloading(browser: Any, server: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    trouble: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(server + "/")
    page.fill("#question", "Sønnen min vil ikke på skolen")
    page.select_option("#spor select", "donna")
    page.click("#spor .primary")
    page.wait_for_selector(".turn .card")
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.url == server + "/"
    page.fill("#question", "Han slår meg nå, jeg er redd for livet mitt")
    page.press("#question", "Enter")
    page.wait_for_selector("#akutt .acute a[href^='tel:']")
    page.wait_for_function("document.querySelectorAll('.turn').length === 2")
    assert page.locator(".acute").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert trouble == []
    assert all(address.startswith(server) for address in addresses)
    context.close()


def test_the_same_without_javascript(browser: Any, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/")
    page.fill("#question", "Sønnen min vil ikke på skolen")
    page.select_option("#spor select", "donna")
    page.click("#spor .primary")
    assert page.locator(".turn .card").count() > 0
    assert page.url == server + "/"
    context.close()


def test_quick_exit_replaces_the_page(browser: Any, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("https://www.yr.no/**", lambda route: route.fulfill(body="vær"))
    page.goto(server + "/")
    page.goto(server + "/personvern")
    page.click(".leave")
    page.wait_for_url("https://www.yr.no/**")
    page.go_back()
    assert "/personvern" not in page.url
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, server: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing").Axe()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    for path in ("/", "/tjenester?kommune=donna", "/tjenester/donna/hjelpetjenesten", "/laer/felles/meldeplikt"):
        page.goto(server + path)
        assert axe.run(page, options=rules).response["violations"] == [], path
    page.goto(server + "/")
    page.fill("#question", "Han slår meg nå, jeg er redd for livet mitt")
    page.press("#question", "Enter")
    page.wait_for_selector(".turn")
    assert axe.run(page, options=rules).response["violations"] == []
    context.close()

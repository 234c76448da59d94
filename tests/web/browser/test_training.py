"""The training in a real browser: without reloading, remembered there and nowhere else, and accessible."""

from __future__ import annotations

from typing import Any

import pytest

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
KEPT = "localStorage.getItem('dorinn-trening')"


def until(page: Any, condition: str) -> None:
    """Waits for a condition; playwright's own way needs an eval that the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


@pytest.mark.parametrize("size", [(320, 640), (1280, 900)], ids=str)
def test_a_course_without_reloading(chromium: Any, server: str, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(15_000)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{server}/laer/trening?for=skole&kommune=asnes")
    assert page.locator("[data-restart]").is_hidden()
    page.click("[data-next]")
    page.wait_for_selector("#valg")
    first = page.url
    page.evaluate("window.same = true")
    page.check("#valg [value=b]")
    page.click("#valg button")
    page.wait_for_selector("#dom")
    assert page.evaluate("document.activeElement.id") == "dom"
    assert page.evaluate("window.same"), "the page was not reloaded"
    assert page.url == first
    assert page.inner_text("#gang").startswith("1 ")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.check("#valg [value=a]")
    page.click("#valg button")
    until(page, f"{KEPT}.endsWith('.a')")
    page.click(".course [data-next]")
    page.wait_for_selector("#valg")
    assert page.url != first
    assert page.inner_text("#gang").startswith("1 ")
    assert page.locator("#dom").count() == 0
    page.goto(first)
    page.wait_for_selector("#valg [value=a]:checked")
    page.click(".course button:not([data-next])")
    page.wait_for_selector(".answers li")
    assert page.locator(".answers li").count() == 1
    assert page.locator("[data-print]").is_visible()
    with page.expect_download() as saving:
        page.click("[data-save]")
    assert saving.value.suggested_filename == "trening.txt"
    page.click("[data-restart]")
    page.wait_for_selector("[data-next]")
    assert page.evaluate(KEPT) is None
    assert page.inner_text("#gang").startswith("0 ")
    assert trouble == []
    context.close()


def test_the_same_without_javascript(chromium: Any, server: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{server}/laer/trening")
    page.click("[data-next]")
    page.check("#valg [value=a]")
    page.click("#valg button")
    assert page.locator(".verdict").count() == 1
    page.click(".course [data-next]")
    page.check("#valg [value=a]")
    page.click("#valg button")
    page.click(".course button:not([data-next])")
    assert page.locator(".answers li").count() == 2
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, server: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing").Axe()
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    page = context.new_page()
    for path in ("/laer?kommune=donna", "/laer/asnes/fra-bekymring-til-handling", "/laer/trening?kommune=donna"):
        page.goto(server + path)
        assert axe.run(page, options=RULES).response["violations"] == [], path
    for choice in "abcd":
        page.goto(f"{server}/laer/trening/blamerke")
        page.check(f"#valg [value={choice}]")
        page.click("#valg button")
        page.wait_for_selector("#dom")
        page.click("summary")
        assert axe.run(page, options=RULES).response["violations"] == [], choice
    page.goto(f"{server}/laer/trening/oppsummering")
    page.wait_for_selector(".answers li")
    assert axe.run(page, options=RULES).response["violations"] == []
    context.close()

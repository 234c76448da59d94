"""A real browser at a real server. Every visit also proves that nothing foreign was asked for and nothing failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import CHROMIUM, DESK, EXIT, FLAGS, PHONE

Visit = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is missing: the pages were not tried in a real browser")
    with driver.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, server: str) -> Iterator[Visit]:
    """Opens a page of the site: `visit(path, size, **context)`. Checks the visit when the test is over."""
    contexts: list[Any] = []
    trouble: list[str] = []

    def opened(path: str, size: tuple[int, int] = DESK, **how: Any) -> Any:
        how = {"reduced_motion": "reduce"} | how
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=size == PHONE, base_url=server, **how
        )
        contexts.append(context)
        context.set_default_timeout(60_000)  # long, for machines that do much else
        page = context.new_page()

        def seen(request: Any) -> None:
            if not request.url.startswith((server, EXIT)):
                trouble.append(f"foreign: {request.url}")

        def said(message: Any) -> None:
            if message.type in ("error", "warning") and "status of 4" not in message.text:
                trouble.append(message.text)

        page.on("request", seen)
        page.on("console", said)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            size = page.viewport_size
            if page.url.startswith(server) and page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                trouble.append(f"wider than {size['width']}: {page.url}")
        context.close()
    assert trouble == []

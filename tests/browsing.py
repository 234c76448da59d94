"""What the browser tests share: sizes, flags, and what a reader does with a page."""

from __future__ import annotations

import shutil
from typing import Any

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = (390, 844), (1280, 900)
EXIT = "https://www.yr.no"
TOKEN = "en-lang-nokkel-til-prove"


def ask(page: Any, question: str, kommune: str | None = None) -> None:
    """Writes a question, sends it with the button, and waits for the answer."""
    before = page.locator(".turn").count()
    page.fill("#question", question)
    if kommune:
        page.select_option("#spor select", kommune)
    page.click("#spor .primary")
    page.locator(".turn").nth(before).wait_for()


def tab_to(page: Any, selector: str, most: int = 60) -> None:
    """Presses Tab until something that fits the selector has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")

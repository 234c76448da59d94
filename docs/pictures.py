"""Takes the pictures of the README in a real browser: `make pictures`. Needs Chromium and the test tools."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from dorinn.settings import Settings
from dorinn.web.app import create_app

FOLDER = Path(__file__).with_name("pictures")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PHONE, DESK = (390, 844), (1200, 900)


def take(browser: Browser, server: str) -> None:
    """Every picture: its name, where, how large, in which scheme, and what is asked first."""
    asked = "Sønnen min på ti vil ikke på skolen, og vi har prøvd alt"
    danger = "Han slår meg no, eg er redd for livet mitt"
    for name, path, size, scheme, question in (
        ("chat", "/?form=nb&kommune=donna", DESK, "light", asked),
        ("danger", "/?form=nn&kommune=trysil", PHONE, "light", danger),
        ("front", "/?form=nn", PHONE, "dark", ""),
        ("directory", "/tjenester?form=nb&kommune=donna&q=barnevern", DESK, "light", ""),
        ("overview", "/oversikt?form=nb&kommune=donna", DESK, "light", ""),
    ):
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(server + path)
        if question:
            page.fill("#question", question)
            page.click("#spor .primary")
            page.locator(".turn").wait_for()
            page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=FOLDER / f"{name}.png")
        context.close()


def main() -> int:
    """Serves the pages on a free port and takes the pictures; 2 where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("chromium is missing: install it to take the pictures", file=sys.stderr)
        return 2
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Settings.from_environment()), log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        take(browser, f"http://127.0.0.1:{listening.getsockname()[1]}")
        browser.close()
    server.should_exit = True
    return 0


if __name__ == "__main__":
    sys.exit(main())

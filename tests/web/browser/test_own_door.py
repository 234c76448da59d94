"""A municipality's own door in a browser: its colours can be read, nothing leads out of it, and asking works."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import DESK, PHONE, ask
from dorinn.assistant.assistant import Assistant
from dorinn.interop.routers import routers
from dorinn.settings import Settings
from dorinn.web.app import create_app

from ..conftest import serving

FILE = """
- kommune: vestre-slidre
  name: Vestre Slidre kommune
  colours: {brand: "#7a1f3d"}
"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
DOOR = "/k/vestre-slidre"


@pytest.fixture(scope="module")
def server(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file: Path = tmp_path_factory.mktemp("doors") / "doors.yaml"
    file.write_text(FILE, encoding="utf-8")
    with serving(create_app(dataclasses.replace(settings, doors=file), assistant, routers())) as address:
        yield address


@pytest.mark.parametrize(("scheme", "size"), [("light", PHONE), ("dark", DESK)], ids=["phone", "desk"])
def test_a_door_can_be_read_and_used(visit: Any, scheme: str, size: tuple[int, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing").Axe()
    page = visit(f"{DOOR}/", size, color_scheme=scheme, bypass_csp=True)

    def breaches() -> list[str]:
        found = axe.run(page, options=RULES).response["violations"]
        return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"][:3]]

    assert "Vestre Slidre kommune" in page.locator(".brand").inner_text()
    red = {"light": "rgb(122, 31, 61)", "dark": "rgb(92, 23, 46)"}[scheme]
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == red
    assert breaches() == []
    ask(page, "Kven leier fraværsteamet i Dønna?")
    assert "Her svarer eg berre for Vestre Slidre" in page.locator(".answer").inner_text()
    assert page.url.endswith(f"{DOOR}/")
    assert breaches() == []
    for path in ("/tjenester", "/oversikt", "/laer", "/laer/trening"):
        page.goto(f"{DOOR}{path}")
        assert breaches() == [], path


def test_the_directory_stays_behind_the_door_as_one_types(visit: Any) -> None:
    page = visit(f"{DOOR}/tjenester")
    page.fill("#sok [name=q]", "innsatsteam")
    page.wait_for_url(f"**{DOOR}/tjenester?**")
    links = page.locator("#treff .hit h3 a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert links
    assert all(link.startswith(f"{DOOR}/") for link in links)


def test_training_goes_on_behind_the_door(visit: Any) -> None:
    page = visit(f"{DOOR}/laer/trening")
    page.click("[data-next]")
    page.wait_for_url(f"**{DOOR}/l*/trening/*")
    page.locator("#valg input[name=valg]").first.check()
    page.click("#valg button")
    page.locator("#dom").wait_for()
    page.click("form.course [data-next]")
    page.wait_for_url(f"**{DOOR}/l*/trening/*")

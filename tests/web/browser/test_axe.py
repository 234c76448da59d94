"""axe finds no breach of WCAG 2.1 A and AA or 2.2 AA on any page or state: on a phone in the light and at a desk in
the dark, and in both forms."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import DESK, PHONE, TOKEN, ask

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PAGES = [
    "/",
    "/?inn=jobb",
    "/tjenester",
    "/tjenester?kommune=donna&q=rektor",
    "/tjenester?q=finnesikke",
    "/sammenlign?type=barnevern",
    "/sammenlign?type=fravaersteam",
    "/tjenester/donna/barneverntjenesten",
    "/tjenester/vestre-slidre/innsatsteam",
    "/oversikt",
    "/oversikt?kommune=donna",
    "/hull",
    "/hull/donna",
    "/hull/trysil",
    "/laer",
    "/laer/felles/meldeplikt",
    "/personvern",
    "/tilgjengelighet",
    "/tilbakemelding",
    "/redaksjon",
    "/finnes-ikke",
]
DESK_PAGES = [
    "/redaksjon",
    "/redaksjon/prove",
    "/redaksjon/forslag",
    "/redaksjon/forslag?slag=eksempel&gjelder=skolevegring",
    "/redaksjon/forslag?slag=rekkefolge&gjelder=skolevegring",
    "/redaksjon/forslag?slag=tekst&gjelder=trysil/tidlig-innsatsteam",
    "/redaksjon/forslag?slag=kontakt&gjelder=donna/barneverntjenesten",
    "/redaksjon/forslag?slag=navn&gjelder=donna/barneverntjenesten",
]
STATES = [
    ("Sønnen min vil ikke på skolen", "donna"),
    ("Datteren min blir mobbet på skolen", None),
    ("Jeg trenger hjelp", "trysil"),
    ("Når må jeg melde til barnevernet?", "donna"),
    ("Kan du skrive en stil for meg?", "asnes"),
    ("faren min slår meg når han er full", "asnes"),
    ("Han slår meg nå, jeg er redd for livet mitt", "nord-odal"),
]
LOOKS = pytest.mark.parametrize(
    ("scheme", "size", "form"), [("light", PHONE, "nb"), ("dark", DESK, "nn")], ids=["light", "dark"]
)


@pytest.fixture
def breaches() -> Any:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing").Axe()

    def found(page: Any) -> list[str]:
        violations = axe.run(page, options=RULES).response["violations"]
        return [f"{v['id']}: {node['html'][:160]}" for v in violations for node in v["nodes"][:3]]

    return found


@LOOKS
def test_pages(visit: Any, breaches: Any, scheme: str, size: tuple[int, int], form: str) -> None:
    page = visit(f"/?form={form}", size, color_scheme=scheme, bypass_csp=True)
    found = {}
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        if wrong := breaches(page):
            found[path] = wrong
    assert found == {}


@LOOKS
def test_pages_of_the_editors(visit: Any, breaches: Any, scheme: str, size: tuple[int, int], form: str) -> None:
    page = visit(f"/tilbakemelding?form={form}", size, color_scheme=scheme, bypass_csp=True)
    page.check("input[value=wrong]")
    page.click("form[action='/tilbakemelding'] button")
    page.goto("/redaksjon")
    page.fill("input[name=token]", TOKEN)
    page.click("form[action='/redaksjon/inn'] button")
    found = {}
    for path in (*DESK_PAGES, page.locator("a[href*='linje=']").first.get_attribute("href")):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        if wrong := breaches(page):
            found[path] = wrong
    page.goto(DESK_PAGES[-1])
    page.fill("input[name=tekst]", f"det gode barnevernet {scheme}")
    page.click("button[value=se]")
    if wrong := breaches(page):
        found["difference"] = wrong
    assert page.locator(".diff ins").count() == 1
    assert found == {}


@LOOKS
def test_states_of_the_conversation(visit: Any, breaches: Any, scheme: str, size: tuple[int, int], form: str) -> None:
    page = visit(f"/?form={form}", size, color_scheme=scheme, bypass_csp=True)
    found = {}
    for question, kommune in STATES:
        page.goto("/?kommune=")
        ask(page, question, kommune)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        if wrong := breaches(page):
            found[question] = wrong
    page.fill("#question", " ")
    page.click("#spor .primary")
    if wrong := breaches(page):
        found["empty"] = wrong
    assert found == {}

"""Panels that open and shut, lists of terms, boxes beside the text: what is in them has their heading, nothing else."""

from __future__ import annotations

import pytest

from dorinn.ingest.blocks import Reading
from dorinn.ingest.markup import read_html
from dorinn.ingest.sections import quotes, sections

SAID = "<p>Laget møtes om våren.</p>"
OPEN = '<button aria-expanded="false">Fjordlaget</button>'


def _said(page: str) -> list[tuple[tuple[str, ...], str]]:
    return [(quote.path[1:], quote.text) for quote in quotes(sections(read_html(f"<h2>Lag</h2>{page}").blocks))]


@pytest.mark.parametrize(
    "panel",
    [
        f"<details><summary>Fjordlaget</summary>{SAID}</details>",
        f"<details><summary><h3>Fjordlaget</h3></summary><div>{SAID}</div></details>",
        f"<div>{OPEN}<div hidden>{SAID}</div></div>",
        f'<div><button aria-controls="p">Fjordlaget</button><svg></svg><section id="p" hidden>{SAID}</section></div>',
    ],
)
def test_a_panel_has_its_name_as_heading_and_ends_with_itself(panel: str) -> None:
    assert _said(f"{panel}<p>Alle er med.</p>") == [
        (("Fjordlaget",), "Laget møtes om våren."),
        ((), "Alle er med."),
    ]


def test_panels_may_come_after_all_their_buttons_and_stand_in_a_list() -> None:
    tabs = '<div><a role="tab" aria-controls="a">Nes</a> <a role="tab" aria-controls="b">Fjordlaget</a></div>'
    said = [(("Nes",), "På kaia."), (("Fjordlaget",), "Laget møtes om våren."), ((), "Slutt.")]
    assert _said(f'{tabs}<div id="a"><p>På kaia.</p></div><div id="b">{SAID}</div><p>Slutt.</p>') == said
    items = f'<button aria-expanded="true">Nes</button><div>På kaia.</div></li><li>{OPEN}<div hidden>{SAID}</div>'
    assert _said(f"<ul><li>{items}</li></ul><p>Slutt.</p>") == said


def test_headings_and_panels_in_a_panel_stay_under_its_name() -> None:
    inner = f"<h2>Når</h2>{SAID}<details><summary>Hvor</summary><p>På kaia.</p></details><p>Slutt.</p>"
    assert _said(f"<details><summary>Fjordlaget</summary>{inner}</details><details><summary>Nes</summary>{SAID}") == [
        (("Fjordlaget", "Når"), "Laget møtes om våren."),
        (("Fjordlaget", "Når", "Hvor"), "På kaia."),
        (("Fjordlaget", "Når"), "Slutt."),
        (("Nes",), "Laget møtes om våren."),
    ]


def test_a_heading_that_is_a_button_keeps_its_words() -> None:
    assert _said(f"<h3>{OPEN}</h3><div>{SAID}</div><h3>Nes <button>Kopier</button></h3>{SAID}") == [
        (("Fjordlaget",), "Laget møtes om våren."),
        (("Nes",), "Laget møtes om våren."),
    ]


@pytest.mark.parametrize(
    "menu",
    [
        '<button aria-expanded="false">Meny</button><ul><li><a href="/a">Barnehage</a></li></ul>',
        '<button aria-expanded="false">Meny</button>',
        f"<button>Skriv ut</button>{SAID}",
        f'<button aria-expanded="false">Vis meir om laget</button><div hidden>{SAID}</div>',
    ],
)
def test_other_buttons_are_no_headings(menu: str) -> None:
    assert {path for path, _ in _said(f"<div>{menu}</div>{SAID}")} == {()}


def test_what_is_hidden_is_read_but_menus_and_dialogs_are_not() -> None:
    page = (
        f"<div hidden>{SAID}</div><ul hidden><li><a href='/a'>Barnehage</a></li></ul><dialog><p>Logg inn.</p></dialog>"
        "<div role='dialog' hidden>Velg språk.</div><div role='alert' hidden>Noe gikk galt.</div>"
        "<div role='alert'>Ring 113 ved fare for liv.</div><nav hidden>Kart</nav><script>nei()</script>"
    )
    assert _said(page) == [((), "Laget møtes om våren. Ring 113 ved fare for liv.")]
    reading: Reading = read_html(page)
    assert sorted(what for what, _ in reading.dropped) == ["dialog"] * 3 + ["navigation"] * 2


def test_terms_and_what_is_said_of_them_are_lines() -> None:
    page = (
        "<dl><dt>Hvem kaller inn?</dt><dd>Jordmor</dd><p>Alle er med.</p>"
        "<div><dt>Deltakere:</dt><dd>PPT</dd><dd>rektor</dd></div>"
        f"<dt>Sted</dt><dt>Tid</dt><dd><ul><li>kaia</li><li>kl. 9</li></ul></dd>"
        f"<dt>Mer</dt><dd><h3>Våren</h3>{SAID}</dd></dl><p>Slutt.</p>"
    )
    assert _said(page) == [
        ((), "Hvem kaller inn? Jordmor"),
        ((), "Alle er med."),
        ((), "Deltakere: PPT; rektor"),
        ((), "Sted, Tid: kaia; kl. 9"),
        (("Mer", "Våren"), "Laget møtes om våren."),
        ((), "Slutt."),
    ]


@pytest.mark.parametrize(
    "box", ["aside", 'div role="complementary"', 'div class="fact-box"', 'section class="faktaboks"']
)
def test_a_heading_beside_the_text_is_not_over_what_comes_after(box: str) -> None:
    end = box.split()[0]
    page = f"<h3>Nes</h3>{SAID}<{box}><h4>Fakta</h4><p>Tre skoler.</p></{end}><p>Alle er med.</p>"
    assert _said(page) == [
        (("Nes",), "Laget møtes om våren."),
        (("Nes", "Fakta"), "Tre skoler."),
        (("Nes",), "Alle er med."),
    ]

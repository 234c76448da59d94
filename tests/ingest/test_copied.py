"""Text that somebody copied out of a PDF: no blank lines, a line for each cell, headers and page numbers in between."""

from __future__ import annotations

import pytest

from dorinn.ingest.blocks import Reading
from dorinn.ingest.plain import read_plain

HEAD = "Lia kommune – plan for oppvekst\nSide {} av 4"
PAGES = (
    """Plan for oppvekst
Innhald
1 Innleiing
.................... 2
1.1 Tal
.................... 2
2 Tiltak
.................... 3""",
    """1 Innleiing
Planen gjeld for dei som har med barn og ungdom å gjere i jobben, og han skal
følgjast opp kvart år i september.
1.1 Tal
Tabell 1: Utvikling
Indikator
2022
2023
Uromeldingar
61
68
Tala viser at meldingane aukar, og at barnevernet likevel held fristane betre
enn før.""",
    """2 Tiltak
Tabell 2 viser tiltaka.
Tabell 2: Tiltak
Nr. Tiltak
Ansvarleg
Frist
1
Opne klubben på
fredagar
Kulturleiar
Hausten
2026
2
Gje opplæring
Rektor, styrar
og helsesjukepleiar
1. mai 2027""",
    """Nr. Tiltak
Ansvarleg
Frist
3
Lage rutine
Rektor
Kvart år
Rådmannen har ansvaret for tiltaka, og han melder til kommunestyret kvar haust
om korleis det går.""",
)


def _read(breaks: str) -> Reading:
    return read_plain((breaks or "\n").join(f"{HEAD.format(number)}\n{page}" for number, page in enumerate(PAGES, 1)))


@pytest.mark.parametrize("breaks", ["", "\f"])
def test_its_headers_and_page_numbers_are_left_out_and_its_figures_stay(breaks: str) -> None:
    reading = _read(breaks)
    left_out = [words for what, words in reading.dropped if what != "contents"]
    assert sorted(left_out) == sorted(line for number in range(1, 5) for line in HEAD.format(number).split("\n"))
    assert "61 68" in " ".join(block.text for block in reading.blocks)


@pytest.mark.parametrize("breaks", ["", "\f"])
def test_its_cells_are_no_headings(breaks: str) -> None:
    found = [block.text for block in _read(breaks).blocks if block.kind == "heading"]
    assert found == [
        "Plan for oppvekst",
        "1 Innleiing",
        "1.1 Tal",
        "Tabell 1: Utvikling",
        "2 Tiltak",
        "Tabell 2: Tiltak",
    ]


@pytest.mark.parametrize("breaks", ["", "\f"])
def test_its_numbered_rows_are_put_together(breaks: str) -> None:
    blocks = _read(breaks).blocks
    assert [block.text for block in blocks if block.kind == "row"] == [
        "Nr.: 1 | Tiltak: Opne klubben på fredagar | Ansvarleg: Kulturleiar | Frist: Hausten 2026",
        "Nr.: 2 | Tiltak: Gje opplæring | Ansvarleg: Rektor, styrar og helsesjukepleiar | Frist: 1. mai 2027",
    ]
    assert {block.page for block in blocks if block.kind == "row"} == ({3} if breaks else {None})
    assert "Lage rutine" in " ".join(block.text for block in blocks)  # a last row that text follows is not told apart


def test_figures_close_to_each_other_are_no_page_numbers() -> None:
    said = "Alle barn skal bli sett av dei vaksne rundt seg kvar dag.\n\n" * 9
    reading = read_plain(f"{said}12\n\n{said}Uromeldingar\n\n61\n\n68\n\n{said}13\n\n{said}")
    assert [words for what, words in reading.dropped if what == "page number"] == ["12", "13"]


CHAPTERS = """Plan for psykisk helse
Vedteken av utvalet 3. april 2025
1 Innleiing
Alle barn skal ha nokon å snakke med. Planen gjeld for barnehagar, skular og helsetenester,
og han skal lesast saman med handlingsplanen.
2 Team
2.1 Nærværsteamet
Faste medlemer er desse:
• sosiallærar
• PP-rådgjevar med ansvar for ungdoms-
trinnet
Teamet møtest kvar veke, onsdagar klokka 12. Skulen melder ein elev når det trengst.
3 Fristar
- Skulane kartlegg trivsel i veke 42, og dei melder frå til
Kommunedirektøren innan ein månad
- Planen blir rullert i 2029
4 Økonomi
Statstilskotet fell bort etter 2026, og då må kommunen dekkje alt som er att sjølv.
"""


def test_a_run_of_numbers_tells_headings_though_nothing_parts_them_from_the_text() -> None:
    found = [block.text for block in read_plain(CHAPTERS).blocks if block.kind == "heading"]
    assert found[1:] == ["1 Innleiing", "2 Team", "2.1 Nærværsteamet", "3 Fristar", "4 Økonomi"]


def test_what_follows_a_list_of_bullets_is_no_part_of_its_last_item() -> None:
    blocks = read_plain(CHAPTERS).blocks
    items = [block.text.replace("\u00ad", "") for block in blocks if block.kind == "item"]
    assert items[1] == "PP-rådgjevar med ansvar for ungdoms-trinnet"
    assert "Kommunedirektøren innan ein månad" in items[2]  # the line above was full
    assert items[3] == "Planen blir rullert i 2029"
    assert any(block.kind == "text" and block.text.startswith("Teamet møtest") for block in blocks)


def test_numbered_points_in_a_row_are_no_headings() -> None:
    points = "Måla er desse\n1 Betre helse\n2 Fleire med\n3 Trygg skule\n"
    text = CHAPTERS.replace("2 Team\n", f"{points}2 Team\n")
    found = [block.text for block in read_plain(text).blocks if block.kind == "heading"]
    assert "2 Fleire med" not in found
    assert {"2 Team", "4 Økonomi"} <= set(found)

"""Tables that only blanks tell: between the columns of a line, or between rows of cells one below the other."""

from __future__ import annotations

import pytest

from dorinn.ingest.plain import read_plain

FILLED = "Kommunen følger opp barn og unge gjennom hele oppveksten, fra svangerskap til de er voksne og klarer seg\n"
BODY = (FILLED * 3).strip() + ".\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_plain(f"{BODY}\n{text}\n{BODY}").blocks[1:-1]]


def test_columns_with_several_blanks_between_are_a_table_that_says_its_heads() -> None:
    text = """\
Tilbud            Trinn          Hvem driver det
Verkstedet        5.-7. trinn    Kulturkontoret
Samtalegruppa     Vgs            Helsesykepleier
                                 og prest
"""
    assert told(text) == [
        ("row", "Tilbud: Verkstedet | Trinn: 5.-7. trinn | Hvem driver det: Kulturkontoret"),
        ("row", "Tilbud: Samtalegruppa | Trinn: Vgs | Hvem driver det: Helsesykepleier og prest"),
    ]


def test_a_table_of_figures_keeps_its_head_and_rows() -> None:
    text = "År        2023      2025\nBarn i kø        94      85\nBarn med plass        40      140\n"
    assert told(text) == [
        ("row", "Barn i kø | 2023: 94 | 2025: 85"),
        ("row", "Barn med plass | 2023: 40 | 2025: 140"),
    ]
    assert not read_plain(f"{BODY}\n{text}\n{BODY}").dropped


def test_a_list_of_numbers_to_call_has_no_heads() -> None:
    text = "Ungdomslosen     70 00 00 01\nHelsestasjonen i sentrum     70 00 00 02\nVakta     70 00 00 03\n"
    assert told(text)[0] == ("row", "Ungdomslosen | 70 00 00 01")
    assert len(told(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Planen er delt  i to, og den første delen er lang\nog den handler  om mål. Den andre delen handler om tiltak\n"
        "som  kommunen skal sette i verk innen fire år fra i dag.\n",
        # Two columns of running text.
        "Kommunen skal gi hjelp tidlig, og det      Barn og unge skal bli hørt i saker som\n"
        "skal skje der barnet er til daglig, i      angår dem, og de skal få svar på det de\n"
        "barnehage eller skole, sammen med dem      spør om, så langt noen kan gi et svar.\n",
    ],
)
def test_running_text_with_more_blanks_is_no_table(text: str) -> None:
    assert {kind for kind, _ in told(text)} == {"text"}


def test_cells_one_below_the_other_are_rows_where_their_heads_are_known() -> None:
    text = "Tiltak\nAnsvar\nFrist\n\nLage rutine\nRektor\nHausten\n\nOpne klubben på\nfredagar\nKulturleiar\nVåren\n"
    assert told(text) == [
        ("row", "Tiltak: Lage rutine | Ansvar: Rektor | Frist: Hausten"),
        ("row", "Tiltak: Opne klubben på fredagar | Ansvar: Kulturleiar | Frist: Våren"),
    ]


def test_cells_one_below_the_other_are_rows_where_one_column_has_figures() -> None:
    text = (
        "Tabell 3: Tilbud\n\nSkjermkroken\nAlle over 16 år\n70 00 00 05\n\nByttebua\nBarn og unge\nåpen torsdag 15-17\n"
    )
    assert told(text) == [
        ("heading", "Tabell 3: Tilbud"),
        ("row", "Skjermkroken | Alle over 16 år | 70 00 00 05"),
        ("row", "Byttebua | Barn og unge | åpen torsdag 15-17"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Barnehage\nSkole\nSFO\n\nHelsestasjon\nPPT\nNAV\n",  # lists
        "Tilbud til barn\nKlubben er åpen 3 dager\n\nTilbud til unge\nKaféen er åpen 2 dager\n",  # headings over a line
        "1 Mål\nFire mål\nInnen 2027\n\n2 Midler\nTre kilder\nInnen 2028\n",  # chapters
    ],
)
def test_lines_of_which_it_is_not_certain_are_no_rows(text: str) -> None:
    assert all(kind != "row" for kind, _ in told(text))

"""Which lines of a plain text become headings."""

from __future__ import annotations

import pytest

from dorinn.ingest.blocks import Block
from dorinn.ingest.markup import read_html
from dorinn.ingest.outline import CAPTION, even_out, level
from dorinn.ingest.plain import read_plain
from dorinn.ingest.sections import quotes, sections

FILLED = "Kommunen følger opp barn og unge gjennom hele oppveksten, fra svangerskap til de er voksne og klarer seg\n"
BODY = (FILLED * 3).strip() + ".\n"


def headings(text: str) -> list[str]:
    return [block.text for block in read_plain(text, tidy=False).blocks if block.kind == "heading"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Nivå 1. For alle, og først.\n\n{BODY}", ["Nivå 1. For alle, og først."]),
        (f"Trinn 2.\nFor noen, tidlig og målrettet.\n{BODY}", ["Trinn 2. For noen, tidlig og målrettet."]),
        (f"Trinn 3.\n\nFor de få.\n\n{BODY}", ["Trinn 3. For de få."]),
        (f"Trinn 4.\n{BODY}", ["Trinn 4."]),
        (f"Nivå 5 er for dem som trenger mest.\n\n{BODY}", []),
        (f"Nivå 6.\nDette er det siste.\n\n{BODY}", ["Nivå 6."]),
    ],
)
def test_a_step_s_label_begins_a_heading_that_may_end_in_a_full_stop(text: str, found: list[str]) -> None:
    assert headings(f"{BODY}\n{text}") == found


def test_a_line_over_a_list_is_a_heading_where_others_are_marked() -> None:
    marked = "# Plan\n\nTekst.\n\n## Mål\n\nTekst.\n\n## Lover\n\n{}\n\n- en lov\n- en til\n"
    assert "Nasjonale føringer" in headings(marked.format("Nasjonale føringer"))
    assert len(headings(marked.format("Disse lovene er viktigst"))) == 3
    assert len(headings(marked.format("Nasjonale føringer:").replace("\n\n- en lov", "\n- en lov"))) == 3


def test_a_lone_line_after_a_tab_is_no_table() -> None:
    text = f"{BODY}\nVEDLEGG 1\n\n\tAnsvaret (oppdraget):\n\n{BODY}"
    assert headings(text) == ["VEDLEGG 1", "Ansvaret (oppdraget):"]


@pytest.mark.parametrize(
    "line", ["Arbeidet kan deles inn i tre slike nivåer:", "Figur 2 Tegning fra skolen", "Foto: ukjent"]
)
def test_a_line_that_leads_in_and_a_caption_are_no_headings(line: str) -> None:
    assert headings(f"{BODY}\n{line}\n\n{BODY}") == []


def test_four_loose_lines_in_a_row_are_a_list_but_an_appendix_breaks_the_row() -> None:
    lines = "\n\n".join(("Rektor", "Lærer", "Lege", "Leder"))
    assert headings(f"{BODY}\n{lines}\n\n- punkt\n") == ["Leder"]
    assert headings(f"{BODY}\nRektor\n\nLærer\n\nVedlegg 1.\n\nLeder\n\n{BODY}") == [
        "Rektor",
        "Lærer",
        "Vedlegg 1.",
        "Leder",
    ]


@pytest.mark.parametrize(
    ("line", "after", "found"),
    [
        ("«Trygg på hjemmebane» plan for arbeidet", "Planen", True),
        ("«Trygg på hjemmebane» plan for arbeidet", "som kommunen", False),
        ("«Trygg på hjemmebane» er kommunens plan", "Planen", False),
        ("«Trygg på hjemmebane» plan for arbeidet.", "Planen", False),
    ],
)
def test_a_quoted_title_is_a_heading_though_it_fills_the_line(line: str, after: str, found: bool) -> None:
    filled = line.replace("hjemmebane", "barndomshjemmebaneområdene, skoleveisstrekningene og fritidsklubblokalene")
    assert headings(f"{BODY}\n{filled}\n{after} {BODY}") == [filled] * found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Bærekraftsmål nr. 4: God utdanning.", True),
        ("God utdanning for alle barn.", True),
        ("Skolen er for alle barn.", False),
        ("God utdanning. For alle.", False),
    ],
)
def test_a_second_line_of_a_heading_may_end_in_a_full_stop(line: str, found: bool) -> None:
    under = f"{BODY}\nSatsing 3: Kompetanse\n{line}\n\n{BODY}"
    assert headings(under) == ["Satsing 3: Kompetanse", line.rstrip(".")][: 1 + found]
    assert headings(f"{BODY}\n{line}\n\n{BODY}") == []


def _outline(*headings: Block, contents: dict[str, int] | None = None) -> list[int]:
    level(blocks := list(headings), contents)
    return [block.level for block in blocks]


def test_bold_lines_are_headings_with_numbers_where_nothing_else_tells_them() -> None:
    bold = [Block("heading", text, CAPTION) for text in ("1 Innledning", "1.1 Formål", "2 Tiltak", "7 Nei", "2.1 Team")]
    assert _outline(Block("heading", "Plan for oss", 1), *bold) == [1, 1, 2, 1, 3, 2]
    styled = [
        Block("heading", "1 Innledning", 1),
        Block("heading", "2 Bekymret", CAPTION),
        Block("heading", "2 Mål", 1),
    ]
    assert _outline(*styled) == [1, 3, 1]
    lines = [Block("heading", text, CAPTION) for text in ("1 Innledning", "2 Bekymret", "Mål")]
    assert _outline(*lines, contents={"innledning": 1, "mål": 2}) == [1, 3, 2]


def test_a_panel_called_as_a_section_does_not_move_it() -> None:
    blocks = [Block("heading", "Team", 1), Block("heading", "Team", 3, box=(1,)), Block("heading", "Frist", 1)]
    even_out(blocks)
    assert [block.level for block in blocks] == [1, 3, 1]


@pytest.mark.parametrize("form", ["txt", "html"])
def test_what_follows_a_captioned_table_belongs_to_the_section_around_it(form: str) -> None:
    rows = ("Indikator\t2021\t2022", "Meldinger\t61\t68", "Fravær\t7\t8")
    if form == "txt":
        table = "Tabell 1: Utvikling\n" + "\n".join(rows)
        parts = (
            "1 Innledning",
            "Det er bra.",
            table,
            "Tallene viser at det går bra.",
            table,
            "2 Mål",
            "Det blir bra.\n",
        )
        reading = read_plain("\n\n".join(parts))
    else:
        cells = "".join(f"<tr><td>{row.replace(chr(9), '</td><td>')}</td></tr>" for row in rows)
        table = f"<table><caption>Tabell 1: Utvikling</caption>{cells}</table>"
        reading = read_html(
            f"<h1>1 Innledning</h1><p>Det er så.</p>{table}<p>Tallene viser at det går bra.</p>{table}"
            "<h1>2 Mål</h1><p>Så.</p>"
        )
    found = sections(reading.blocks)
    assert [section.path for section in found] == [
        ("1 Innledning",), ("1 Innledning", "Tabell 1: Utvikling"), ("1 Innledning",),
        ("1 Innledning", "Tabell 1: Utvikling"), ("2 Mål",),
    ]  # fmt: skip
    assert [block.text for block in found[2].blocks] == ["Tallene viser at det går bra."]
    assert len({quote.id for quote in quotes(found)}) == len(quotes(found))


def test_prose_under_a_heading_with_a_table_stays_under_it() -> None:
    reading = read_plain("1 Tiltak\n\nNavn\tFrist\nKurs\tmai\nLek\tjuni\n\nTiltakene følges opp hvert år.\n")
    assert [section.path for section in sections(reading.blocks)] == [("1 Tiltak",)]


NARROW = "Faste deltakere i disse\nforaene, og de aktuelle i\nmøtene.\n"


@pytest.mark.parametrize(
    "line", ["Tiltak Ansvarlig Frist", "Mål Tiltak Hvilke tjenester Når", "Tiltak Ansvarleg Frist\n\nTiltak\n\nFrist"]
)
def test_the_heads_of_columns_are_no_headings(line: str) -> None:
    assert headings(f"{BODY}\n{line}\n\n{BODY}") == []


def test_a_heading_may_be_called_as_a_column() -> None:
    assert headings(f"{BODY}\nTiltak\n\n{BODY}\nMål og tiltak\n\n{BODY}") == ["Tiltak", "Mål og tiltak"]


@pytest.mark.parametrize("line", ["Leder barnevern", "Veilede foresatte og ansatte i\nforbindelse med barn"])
def test_what_stands_over_a_narrow_column_is_a_cell(line: str) -> None:
    assert headings(f"{BODY}\n{line}\n\n{NARROW}\n{BODY}") == []


def test_what_stands_over_a_short_list_is_no_cell() -> None:
    for under in (
        "- faste deltakere i disse\n  foraene\n",
        "Faste deltakere\nRektor og lege\n",
        "Faste deltakere, og lege.\n",
    ):
        assert headings(f"{BODY}\nTeam barn\n\n{under}\n{BODY}")[0] == "Team barn"


def test_two_lines_are_no_heading_where_the_next_goes_on_in_lower_case() -> None:
    assert headings(f"{BODY}\nTettere oppfølging av syke\nforeldre med ansvar\n\nfor barn, sammen.\n\n{BODY}") == []


def test_three_lines_of_a_few_words_over_a_scrap_are_a_list_but_headings_over_text() -> None:
    assert headings(f"{BODY}\nBarnehage\n\nBarnet\nEleven\n\n*mens“\n\n{BODY}") == []
    assert headings(f"{BODY}\nHelse\n\nFor de små\n\nHelsestasjon\n\n{BODY}") == ["Helse", "For de små", "Helsestasjon"]


def test_a_heading_without_anything_under_it_is_quoted_itself() -> None:
    blocks = [
        Block("heading", "Plan for tilbud", 1),
        Block("heading", "Barnevakt for nye foreldre", 2),
        Block("heading", "Leirskole", 2),
        Block("heading", "Båtklubben", 3),
        Block("text", "Klubben er åpen på lørdager."),
    ]
    found = [(quote.path[1:], quote.text) for quote in quotes(sections(blocks, ["Plan for tilbud"]))]
    assert found == [
        (("Barnevakt for nye foreldre",), "Barnevakt for nye foreldre"),
        (("Leirskole", "Båtklubben"), "Klubben er åpen på lørdager."),
    ]


def test_the_title_is_not_quoted_as_a_heading_of_its_own() -> None:
    blocks = [Block("heading", "PLAN FOR FRITID", 1), Block("heading", "1 Mål", 1), Block("text", "Flere med.")]
    assert [quote.text for quote in quotes(sections(blocks, ["Plan for fritid"]))] == ["Flere med."]
    assert [quote.text for quote in quotes(sections(blocks))] == ["PLAN FOR FRITID", "Flere med."]


@pytest.mark.parametrize("line", ["Barn med plass 4 9", "Vedtatt i kommunestyret 3. april 2025"])
def test_a_row_of_figures_and_the_day_of_a_decision_are_no_headings(line: str) -> None:
    assert headings(f"{BODY}\n{line}\n\n{BODY}") == []


def test_years_over_columns_of_figures_are_kept() -> None:
    assert "År 2023 2025" in read_plain(f"{BODY}\nÅr 2023 2025\n\nBarn med plass 40 90\n\n{BODY}").blocks[1].text


def test_of_two_loose_headings_in_a_row_the_second_stands_under_the_first() -> None:
    text = f"Område 1: Folkehelse\n\nGod helse\n\n{BODY}\nOmråde 2: Samarbeid\n\n{BODY}"
    levels = [(b.level, b.text) for b in read_plain(text, tidy=False).blocks if b.kind == "heading"]
    assert levels == [(1, "Område 1: Folkehelse"), (2, "God helse"), (1, "Område 2: Samarbeid")]

"""Markdown as pandoc and its kin write it: fields at the top, lists of terms, boxes, grid tables, struck out words."""

from __future__ import annotations

import pytest

from dorinn.ingest.markup import read_html, read_markdown


def told(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_markdown(text).blocks]


def test_fields_at_the_top_give_title_and_date_and_are_no_text() -> None:
    reading = read_markdown(
        '---\ntitle: "Plan for fritid"\ndate: 2024-11-20\ntags:\n  - fritid\n---\n\nFritid\n===\n\nA.\n'
    )
    assert (reading.title, reading.date) == ("Plan for fritid", "2024-11-20")
    assert [block.text for block in reading.blocks] == ["Fritid", "A."]
    assert ("front matter", "title: Plan for fritid") in reading.dropped


def test_a_text_between_rules_is_no_field() -> None:
    assert told("---\n\nPlanen er kort.\n\n---\n\nSlutt.\n") == [("text", "Planen er kort."), ("text", "Slutt.")]


@pytest.mark.parametrize("heading", ["# Plan {#fritid}", "# Plan {#fritid .stor} #", "Plan {.unnumbered}\n===="])
def test_attributes_of_a_heading_are_no_words(heading: str) -> None:
    assert told(f"{heading}\n\nTekst.\n") == [("heading", "Plan"), ("text", "Tekst.")]


def test_a_term_stands_before_what_it_means() -> None:
    text = "Kafeen\n: Treffsted.\n: Gratis.\nLosen\n\n:   Følger deg.\n\nTekst.\n"
    assert told(text) == [("text", "Kafeen: Treffsted. Gratis."), ("text", "Losen: Følger deg."), ("text", "Tekst.")]


def test_boxes_are_signs_and_struck_out_words_are_left_out() -> None:
    reading = read_markdown("- [x] Rapport i mai\n- [ ] Ny plan\n\n~~Gammelt~~ Nytt tilbud.\n")
    assert [block.text for block in reading.blocks] == ["☑ Rapport i mai", "☐ Ny plan", "Nytt tilbud."]
    assert reading.dropped == [("struck out", "Gammelt")]
    assert read_html("<p>Åpent <del>mandag</del> tirsdag</p>").blocks[0].text == "Åpent tirsdag"


def test_a_bar_in_a_cell_does_not_part_cells() -> None:
    assert told("| Tiltak | Ansvar |\n|---|---|\n| Ball | Elevråd \\| FAU |\n") == [
        ("row", "Tiltak: Ball | Ansvar: Elevråd / FAU")
    ]


def test_a_grid_table_has_rows() -> None:
    edge = "+------+---------+\n"
    grid = f"{edge}| Dag  | Hva     |\n+======+=========+\n| Man  | Fotball |\n|      | & turn  |\n{edge}"
    assert told(grid) == [("row", "Dag: Man | Hva: Fotball & turn")]
    joined = grid.replace("| Man  | Fotball |", "| Man    Fotball |")
    assert told(joined)[0][0] == "text"


def test_code_stays_as_it_is() -> None:
    assert told("```\n# Plan {#fritid}\n- [x] ja\n```\n") == [("text", "# Plan {#fritid} - [x] ja")]

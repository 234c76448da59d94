"""Numbered points keep their numbers: a plan says «sjå punkt 3»."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.ingest.blocks import Block
from dorinn.ingest.child import read
from dorinn.ingest.limits import load
from dorinn.ingest.markup import read_html, read_markdown
from dorinn.ingest.plain import read_plain
from dorinn.ingest.points import Points, written
from dorinn.ingest.sections import quotes, sections
from ingest import papers

LONG = "Dei som har med barn og ungdom å gjere i jobben, skal vite kva dei gjer når dei blir uroa for eit\nbarn."
STEPS = """1. Undring: skriv ned kva du ser, og snakk med leiaren din om det innan ei
veke.
2. Samtale: snakk med foreldra og barnet om det du undrast over.
a) Kall inn til
15. oktober.
b) Skriv referat.
3. Tiltak: prøv noko i eiga teneste."""
SAID = [
    "1. Undring: skriv ned kva du ser, og snakk med leiaren din om det innan ei veke.",
    "2. Samtale: snakk med foreldra og barnet om det du undrast over.",
    "a) Kall inn til 15. oktober.",
    "b) Skriv referat.",
    "3. Tiltak: prøv noko i eiga teneste.",
]


def _items(blocks: list[Block]) -> list[str]:
    return [f"{block.label or '•'} {block.text}" for block in blocks if block.kind == "item"]


def test_word_counts_its_points_and_headings(tmp_path: Path) -> None:
    reading = read(*load(papers.with_numbers(tmp_path / "plan.docx")))
    assert _items(reading.blocks) == [
        "1. Undring: skriv ned.", "a) Snakk med leiaren.", "b) Spør barnet.", "2. Samtale med foreldra.",
        "• Hugs samtykke.", "1. Ny runde.",
    ]  # fmt: skip
    (quote,) = quotes(sections(reading.blocks))
    assert quote.path == ("1 Innleiing", "1.1 Når vi er uroa")
    assert quote.text.startswith("1. Undring: skriv ned. a) Snakk")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<ol><li>Skriv</li><li>Snakk<ul><li>høyr</li></ul></li><li>Prøv</li></ol>",
         ["1. Skriv", "2. Snakk", "• høyr", "3. Prøv"]),
        ('<ol start="4"><li>Skriv</li><li value="7">Snakk</li></ol>', ["4. Skriv", "7. Snakk"]),
        ('<ol type="a"><li>Skriv<ol type="i"><li>kort</li><li>klart</li></ol></li><li>Snakk</li></ol>',
         ["a. Skriv", "i. kort", "ii. klart", "b. Snakk"]),
        ('<ol start="x"><li>Skriv</li></ol><ol><li>Snakk</li></ol>', ["1. Skriv", "1. Snakk"]),
    ],
)  # fmt: skip
def test_a_page_numbers_the_points_of_an_ordered_list(page: str, said: list[str]) -> None:
    assert _items(read_html(page).blocks) == said


def test_points_in_a_cell_keep_their_numbers() -> None:
    (row,) = read_html("<table><tr><td>Steg</td><td><ol><li>Sjå</li><li>Snakk</li></ol></td></tr></table>").blocks
    assert row.text == "Steg | 1. Sjå; 2. Snakk"


def test_markdown_keeps_the_numbers_of_points() -> None:
    assert _items(read_markdown("Steg:\n\n3. Skriv\n4. Snakk\n\n- Hugs\n").blocks) == ["3. Skriv", "4. Snakk", "• Hugs"]


def test_points_in_wrapped_text_are_parted_and_keep_their_numbers() -> None:
    assert _items(read_plain(f"{LONG}\n{STEPS}\n").blocks) == SAID


def test_points_in_a_pdf_are_parted_and_keep_their_numbers(tmp_path: Path) -> None:
    lines = [*LONG.split("\n"), *STEPS.split("\n")]
    assert _items(read(*load(papers.with_lines(tmp_path / "plan.pdf", lines))).blocks) == SAID


@pytest.mark.parametrize("line", ["2. klasse har eiga lekselesing.", "3. oktober er fristen.", "9. Tiltak"])
def test_a_line_that_begins_with_a_number_is_not_always_a_point(line: str) -> None:
    points = Points()
    assert points.take("1. Skriv.", closed=True, in_list=False) == "1."
    assert not points.take(line, closed=True, in_list=True)


def test_numbers_as_lists_write_them() -> None:
    said = [written(n, form) for n, form in ((3, "1"), (3, "01"), (3, "1."), (2, "a"), (2, "A"), (9, "i"), (14, "I"))]
    assert said == ["3", "03", "3.", "b", "B", "ix", "XIV"]
    assert written(40, "i") == "40"
    assert written(27, "a") == "27"


def test_a_paragraph_after_a_list_whose_last_item_has_no_full_stop_stands_alone() -> None:
    said = [
        quote.text
        for quote in quotes(sections(read_markdown("I teamet sit:\n\n- rektor\n- lege\n\nMeld saka.\n").blocks))
    ]
    assert said == ["I teamet sit: • rektor • lege", "Meld saka."]
    said = [
        quote.text for quote in quotes(sections(read_markdown("Slik:\n\n1. Skriv.\n2. Snakk.\n\nMeld saka.\n").blocks))
    ]
    assert said == ["Slik: 1. Skriv. 2. Snakk. Meld saka."]

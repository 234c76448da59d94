"""Which lines of a plain text become headings."""

from __future__ import annotations

import pytest

from dorinn.ingest.plain import read_plain

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

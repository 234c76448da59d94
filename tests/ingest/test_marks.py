"""Marks of footnotes leave the sentence in texts and PDF files, and each note follows what it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.ingest.child import read
from dorinn.ingest.limits import load
from dorinn.ingest.plain import read_plain
from ingest import papers

BODY = """Samarbeid

Planen bygger på barnevernsloven.{} Den gjelder for alle barn og unge som bor i
kommunen, og for dem som går på skole her.

Svarene viser at mange elever er ensomme{} i friminuttene, flere enn i 2022.{}

Ansvar

Rektor kaller inn til møtet.
"""
NOTES = (
    "Barnevernsloven § 15-1.",
    "Ungdata 2024, der 83 prosent av elevene på ungdomstrinnet\nsvarte.",
    "Se tabellen på side 4.",
)


def _said(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_plain(text).blocks]


@pytest.mark.parametrize("marks", [("1", "2", "3"), ("¹", "²", "³")])
@pytest.mark.parametrize("sign", ["", ".", ")"])
def test_notes_at_the_end_of_a_text_follow_their_paragraphs(marks: tuple[str, ...], sign: str) -> None:
    notes = "\n".join(f"{number}{sign} {note}" for number, note in zip(marks, NOTES, strict=True))
    said = _said(f"{BODY.format(*marks)}\n{notes}\n")
    assert said[1][1].startswith("Planen bygger på barnevernsloven. Den gjelder")
    assert said[2] == ("note", NOTES[0])
    assert "er ensomme i friminuttene" in said[3][1]
    assert said[4] == ("note", NOTES[1].replace("\n", " "))
    assert said[3][1].endswith("flere enn i 2022.")
    assert said[5:] == [("note", NOTES[2]), ("heading", "Ansvar"), ("text", "Rektor kaller inn til møtet.")]


@pytest.mark.parametrize("second", [1, 2])
def test_notes_at_the_foot_of_a_page_of_a_text(second: int) -> None:
    pages = [
        f"{name}\n\nMålet er at alle får {name.lower()} tidlig.{number} Det gjelder alle.\n\n{number} Se loven her.\n"
        for name, number in (("Hjelp", 1), ("Støtte", second))
    ]
    assert _said("\f".join([*pages, "Slutt er det her.\n"])) == [
        ("heading", "Hjelp"),
        ("text", "Målet er at alle får hjelp tidlig. Det gjelder alle."),
        ("note", "Se loven her."),
        ("heading", "Støtte"),
        ("text", "Målet er at alle får støtte tidlig. Det gjelder alle."),
        ("note", "Se loven her."),
        ("text", "Slutt er det her."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Team\n\nMøtet er hver uke, kl.1 og kl.2 for alle.\n\n1. Rektor kaller inn.\n2. Styrer skriver.\n",
        "Team\n\nVi har trinn1 og annet.\n\n1. Rektor kaller inn.\n",
        "Team\n\nPlanen bygger på loven.1 Den gjelder.\n\nRektor kaller inn.\n",
    ],
)
def test_figures_without_notes_stay(text: str) -> None:
    assert not any(kind == "note" for kind, _ in _said(text))
    assert text.split("\n")[2] in [words for _, words in _said(text)]


@pytest.mark.parametrize("foot", [True, False])
def test_raised_figures_of_a_pdf(tmp_path: Path, foot: bool) -> None:
    blocks = read(*load(papers.as_noted_pdf(tmp_path / "plan.pdf", foot))).blocks
    assert [(block.kind, block.text, block.page) for block in blocks] == [
        ("heading", "Samarbeid", 1),
        ("text", "Planen bygger på barnevernsloven. Den gjelder for alle barn og unge i kommunen.", 1),
        ("note", "Loven gjelder fra 2022.", 1),
        ("text", "Teamet møtes hver uke.", 1),
        ("note", "Også i juli.", 1),
        ("heading", "Ansvar", 2),
        ("text", "Rektor kaller inn til møtet.", 2),
    ]

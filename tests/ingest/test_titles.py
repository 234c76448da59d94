"""What an ingested plan is called: its own title near the beginning, not a heading further down."""

from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.kommune import Kommune
from dorinn.ingest.intake import take_in, without_site

CHAPTERS = """
Innledning

Planen viser hvordan skolen og helsestasjonen arbeider sammen.

Visjon

Vi vil at alle barn skal ha det godt.

Kommuneplanens samfunnsdel

Samfunnsdelen ble vedtatt for lenge siden og skal revideres.
"""


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("FJELLDAL KOMMUNE\n\nPLAN FOR TIDLIG HJELP\n", "Plan for tidlig hjelp"),
        ("Fjelldal kommune\n\nVeileder i tverrfaglig samarbeid\n", "Veileder i tverrfaglig samarbeid"),
        ("Plan for Fjelldal kommune\n", "Plan for Fjelldal kommune"),
        ("Oppvekststrategi 2026-2030\n", "Oppvekststrategi 2026-2030"),
        ("# Sammen om barna\n", "Sammen om barna"),
    ],
)
def test_the_title_near_the_top_wins(tmp_path: Path, corpus: Corpus, top: str, title: str) -> None:
    assert _title(tmp_path, corpus, top + CHAPTERS) == title


def test_a_plan_without_a_title_page_is_called_what_it_calls_itself(tmp_path: Path, corpus: Corpus) -> None:
    own = "\nMandat\n\n«Plan for tidlig hjelp og samhandling» er kommunens plan for forebyggende arbeid.\n"
    assert _title(tmp_path, corpus, CHAPTERS + own) == "Plan for tidlig hjelp og samhandling"
    assert _title(tmp_path, corpus, CHAPTERS) == "fjelldal 2026", "no chapter's heading, then the file's name"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Plan for tidlig hjelp | Fjelldal kommune", "Plan for tidlig hjelp"),
        ("Plan for tidlig hjelp – Fjelldal kommune", "Plan for tidlig hjelp"),
        ("Fjelldal kommune - Plan for tidlig hjelp", "Plan for tidlig hjelp"),
        ("Plan for tidlig hjelp | Fjelldal", "Plan for tidlig hjelp"),
        ("Plan for Fjelldal kommune", "Plan for Fjelldal kommune"),
        ("Tidlig hjelp – hele dalen", "Tidlig hjelp – hele dalen"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(given: str, title: str) -> None:
    assert without_site(given, "Fjelldal") == title


def _title(folder: Path, corpus: Corpus, text: str) -> str:
    path = folder / "fjelldal-2026.txt"
    path.write_text(text.lstrip(), encoding="utf-8")
    return take_in(
        path, Kommune("fjelldal", "Fjelldal", "nb", "Innlandet", ()), corpus, repair=False
    ).edition.document.title

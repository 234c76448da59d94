"""Deadlines: what is past is known, what is to come and what tells of the past is left."""

from __future__ import annotations

from datetime import date

import pytest

from dorinn.language.deadline import past

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Rutinene skal være klare våren 2024.", True),
        ("Malen skal vere klar innan utgangen av 2025.", True),
        ("Styrarane held kurset. Fristen er desember 2023.", True),
        ("Kurset skal holdes i 2025 og 2026.", False),
        ("Rutinene skal være klare i desember 2026.", False),
        ("Rutinene skulle vere klare hausten 2024; planen seier ikkje om det er gjort.", False),
        ("Sidan 1. januar 2021 skal alle få tilbodet.", False),
        ("Kartleggingen i 2023 viste bred kompetanse.", False),
        ("Planen gjelder 2023–2026, og alle skal bidra.", False),
    ],
)
def test_what_is_past(text: str, gone: bool) -> None:
    assert past(text, TODAY) is gone


def test_a_month_lasts_to_its_last_day() -> None:
    text = "Fristen er oktober 2026."
    assert not past(text, date(2026, 10, 31))
    assert past(text, date(2026, 11, 1))

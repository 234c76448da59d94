"""The day that a plan says it was adopted."""

from __future__ import annotations

import pytest

from dorinn.ingest.blocks import Block
from dorinn.ingest.dated import adopted, iso


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Vedtatt av kommunestyret 3. april 2025 (sak 7/25)", "2025-04-03"),
        ("Vedteken i kommunestyret 03.04.2025", "2025-04-03"),
        ("Kommunestyret vedtok den 12. februar 2025 denne planen.", "2025-02-12"),
        ("Planen viser veien. Kommunestyret vedtok den 12. februar 2025, sak 9/25.", "2025-02-12"),
        ("Kommunestyret vedtok den 12. februar 2019 ny skolestruktur.", ""),
        ("Planen ble vedtatt i kommunestyret den 12. februar 2025.", "2025-02-12"),
        ("Kommuneplanen ble vedtatt 12. februar 2019.", ""),
        ("Vedtatt av kommunestyret 31. februar 2025", ""),
        ("Fristen er 12. februar 2025.", ""),
    ],
)
def test_the_day_of_this_plan_and_of_no_other(said: str, day: str) -> None:
    assert adopted([Block("heading", "Plan for oppvekst", 1), Block("text", said)]) == day


def test_a_line_further_down_speaks_of_something_else() -> None:
    blocks = [Block("text", "Tekst.")] * 8
    assert adopted([*blocks, Block("text", "Vedtatt av styret 3. april 2025")]) == ""


@pytest.mark.parametrize(("said", "day"), [("2024-11-20", "2024-11-20"), ("20.11.2024", "2024-11-20"), ("i fjor", "")])
def test_a_field_may_give_the_day(said: str, day: str) -> None:
    assert iso(said) == day

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.courtesy import without_courtesies


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Hei! Sønnen min vil ikke på skolen. Tusen takk!", "Sønnen min vil ikke på skolen."),
        ("Orsak at eg uroar. Guten søv ikkje. Ha ein fin dag!", "Guten søv ikkje."),
        ("Takk for at dere finnes. Hvem hjelper med bolig?\nMvh", "Hvem hjelper med bolig?"),
    ],
)
def test_courtesies_go_and_the_matter_stays(text: str, core: str) -> None:
    assert without_courtesies(text) == core


@pytest.mark.parametrize(
    "text",
    ["Unnskyld at jeg spør, mannen slår meg.", "takk", "Hei!", "Håper hun dør", "Kan eg få hjelp?", "hei har dere time"],
)
def test_a_sentence_that_says_something_stays(text: str) -> None:
    assert without_courtesies(text) == text


@given(st.text(max_size=300))
def test_something_is_always_left(text: str) -> None:
    assert bool(without_courtesies(text)) == bool(text)

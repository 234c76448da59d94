from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.fold import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Dønna", "donna"),
        ("Åsnes", "asnes"),
        ("AASNES", "asnes"),
        ("Læreren på skulen", "lareren pa skulen"),
        ("laereren paa skulen", "lareren pa skulen"),
        ("Göteborg, Ärla", "goteborg, arla"),
        ("òg éin", "og ein"),
        ("neeeeei", "neei"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=200))
def test_folding_never_fails_and_words_are_plain(text: str) -> None:
    found = words(fold(text))
    assert all(word.replace("§", "").isascii() and " " not in word for word in found)


@given(st.text(alphabet="abcæøåÆØÅéèò 19§-", max_size=60))
def test_capital_letters_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_paragraphs_stay_one_word() -> None:
    assert words(fold("Etter § 13-2 skal 3 melde")) == ["etter", "13-2", "skal", "3", "melde"]

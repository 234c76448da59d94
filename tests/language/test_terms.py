from __future__ import annotations

import pytest

from dorinn.language.terms import stem, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("skolen", "skulen"),
        ("tjenesten", "tenesten"),
        ("barnehager", "barnehagen"),
        ("rettleiing", "rettleiinga"),
        ("kommunar", "kommunane"),
    ],
)
def test_words_that_differ_in_ending_or_form_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other) or set(terms(one)) & set(terms(other))


@pytest.mark.parametrize("text", ["og i på", "Hva er det?", "Kva er det?", "", "?!"])
def test_words_without_content_are_left_out(text: str) -> None:
    assert terms(text) == []


def test_a_compound_is_found_by_its_parts() -> None:
    assert set(terms("barnevern")) <= set(terms("barnevernvakt"))
    assert set(terms("fravær")) <= set(terms("fraværsteamet"))


def test_spelling_without_special_letters_finds_the_same() -> None:
    assert terms("fraværsteamet på skolen") == terms("fravarsteamet paa skolen")

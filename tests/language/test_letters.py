"""Words that no list has are read by how known words are spelled."""

from __future__ import annotations

import pytest

from dorinn.language.letters import Letters
from dorinn.language.lexicon import Lexicon


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Lexicon.load().letters


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("lekkasjesgkerteam", "lekkasjesøkerteam"),
        ("skogbrannslgkkingsgruppa", "skogbrannsløkkingsgruppa"),
        ("sjelvironiserande", "sjølvironiserande"),
        ("forkjaerlegheita", "forkjærlegheita"),
        ("metaroman", "metaroman"),
        ("liberaliseringa", "liberaliseringa"),
    ],
)
def test_the_likeliest_reading_comes_first(letters: Letters, read: str, meant: str) -> None:
    assert letters.read(read)[0][0] == meant


def test_readings_have_the_cost_of_what_was_misread(letters: Letters) -> None:
    costs = dict(letters.read("pasteinane"))
    assert costs["pasteinane"] == 0
    assert 0.1 < costs["påsteinane"] < 0.2, "an å is mostly read as a"


def test_words_that_are_spelled_as_others_are_likelier() -> None:
    letters = Letters(["skole", "skolen", "skoler", "skøyte"])
    assert letters.chance("skolene") > letters.chance("skølene") > letters.chance("qqqqqq")
    assert letters.chance("skolen") > letters.chance("nelok")
    assert Letters([]).chance("skole") < 0


@pytest.mark.parametrize("odd", ["", "&", "@@@@", "日本語日本語", "a" * 60, "ſßłđ"])
def test_any_text_is_read(letters: Letters, odd: str) -> None:
    made = letters.read(odd)
    assert len(made) <= 400
    assert all(cost >= 0 for _, cost in made)

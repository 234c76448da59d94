from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.features import BUCKETS, features, rarity_of


@given(st.text(max_size=100))
def test_length_is_one_and_buckets_are_in_range(text: str) -> None:
    found = features(text)
    assert all(0 <= bucket < BUCKETS for bucket in found)
    if found:
        assert math.isclose(sum(weight * weight for weight in found.values()), 1.0, rel_tol=1e-6)


def test_the_same_text_gives_the_same_buckets_whatever_its_spelling() -> None:
    assert features("Vil ikke på SKOLEN") == features("vil ikke paa skolen")


def test_order_of_words_is_seen() -> None:
    assert features("mor slår barn") != features("barn slår mor")


def test_what_is_rare_weighs_more() -> None:
    rarity = rarity_of(["barnet er sykt", "barnet er trist", "barnet er glad", "barnet er borte"])
    assert len(rarity) == BUCKETS
    assert min(rarity) >= 0.15
    common, rare = set(features("barnet")), set(features("borte"))
    weighed = features("barnet borte", rarity)
    assert max(weighed[bucket] for bucket in rare - common) > max(weighed[bucket] for bucket in common - rare)


def test_nothing_has_no_features() -> None:
    assert features("") == {}
    assert features("!?", [1.0] * BUCKETS) == {}


@pytest.mark.parametrize("size", [1, 3])
def test_rarity_of_a_bucket_in_every_text_is_the_least(size: int) -> None:
    rarity = rarity_of(["barn"] * size)
    assert all(rarity[bucket] == pytest.approx(0.15) for bucket in features("barn"))

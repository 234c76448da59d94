from __future__ import annotations

import pytest

from dorinn.assistant.leanings import TRAITS, traits
from dorinn.corpus.corpus import Corpus
from dorinn.domain.question import Understanding

AREA = {"sorg": "sinn", "angst": "sinn", "mobbing": "skole", "nytt": "an area of later times"}


def read(age: tuple[int, int] | None, belief: dict[str, float]) -> dict[str, float]:
    asker = Understanding("nb", None, "youth", age, False, {})
    found = dict(zip(TRAITS, traits(belief, asker, AREA).tolist(), strict=True))
    return {trait: share for trait, share in found.items() if share}


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, "no age"),
        ((0, 1), "to 5"),
        ((5, 6), "6 to 12"),
        ((12, 12), "6 to 12"),
        ((13, 17), "13 to 17"),
        ((16, 19), "grown"),
        ((30, 30), "grown"),
    ],
)
def test_who_writes_and_the_oldest_it_may_be_about(age: tuple[int, int] | None, band: str) -> None:
    assert read(age, {}) == {"always": 1.0, "youth": 1.0, band: 1.0}


def test_topics_count_for_their_area() -> None:
    found = read(None, {"sorg": 0.5, "angst": 0.2, "mobbing": 0.1, "nytt": 0.1, "unknown": 0.1})
    assert (found["sinn"], found["skole"]) == (pytest.approx(0.7), 0.1)


def test_every_area_of_the_corpus_is_a_trait(corpus: Corpus) -> None:
    assert {topic.area for topic in corpus.topics} <= set(TRAITS)

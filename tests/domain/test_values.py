from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, replace

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.answer import Answer
from dorinn.domain.guide import Guide
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.source import Source
from dorinn.domain.text import FORMS, Text
from dorinn.domain.topic import Role, Variant

WORDS = Text("Si det.", "Sei det.")
ASKER = Understanding("nb", None, "parent", None, False, {})


def test_a_text_is_read_in_either_form() -> None:
    text = Text("skole", "skule")
    assert [text.of(form) for form in FORMS] == ["skole", "skule"]


@pytest.mark.parametrize(
    "value",
    [
        Question("hei"),
        Danger("none"),
        ASKER,
        Answer("ja", "nb", "none"),
        Hit(Passage("a", "donna", Text("a", "b"), Source("donna", "1"), "fact"), 1.0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_copies_of_what_cannot_change_are_the_thing_itself(value: object) -> None:
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Question("hei").text = "ha det"  # type: ignore[misc]


def test_two_understandings_are_alike_whatever_their_vectors() -> None:
    assert replace(ASKER, vector=[1.0]) == replace(ASKER, vector=[2.0])


def test_a_vector_is_not_printed() -> None:
    assert "99.5" not in repr(replace(ASKER, vector=[99.5]))


def test_the_municipality_is_what_stands_before_the_stroke(corpus: Corpus) -> None:
    service = corpus.service["donna/barneverntjenesten"]
    assert service.kommune == "donna"
    guide = next(guide for guide in corpus.guides if guide.type == "meldeplikt")
    assert isinstance(guide, Guide)
    assert guide.kommune == guide.id.split("/")[0]


@pytest.mark.parametrize(("status", "exists"), [("active", True), ("planned", False), ("proposed", False)])
def test_only_what_is_active_exists(corpus: Corpus, status: str, exists: bool) -> None:
    assert replace(corpus.service["donna/barneverntjenesten"], status=status).exists is exists


@pytest.mark.parametrize(
    ("variant", "role", "age", "situations", "fits"),
    [
        (Variant(WORDS, own=True), "parent", None, ("first",), True),
        (Variant(WORDS, own=True), "parent", None, ("first", "child"), False),
        (Variant(WORDS, own=True), "parent", None, (), False),
        (Variant(WORDS, own=True), "employee", None, ("first",), False),
        (Variant(WORDS, friend=True), "youth", None, ("friend",), True),
        (Variant(WORDS, friend=True), "parent", None, ("friend",), False),
        (Variant(WORDS, roles=("parent", "other")), "other", None, (), True),
        (Variant(WORDS, roles=("parent", "other")), None, None, (), False),
        (Variant(WORDS, age=(6, 17)), "parent", (6, 8), (), True),
        (Variant(WORDS, age=(6, 17)), "parent", (5, 8), (), False),
        (Variant(WORDS, age=(6, 17)), "parent", None, (), False),
        (Variant(WORDS, said=("kin", "gambling")), None, None, ("kin", "gambling"), True),
        (Variant(WORDS, said=("kin", "gambling")), None, None, ("kin",), False),
    ],
)
def test_advice_for_one_life_holds_where_all_its_conditions_do(
    variant: Variant, role: Role | None, age: tuple[int, int] | None, situations: tuple[str, ...], fits: bool
) -> None:
    assert variant.fits(role, age, situations) is fits

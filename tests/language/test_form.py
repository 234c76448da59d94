from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.fold import fold
from dorinn.language.form import is_foreign, marked_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Jeg vet ikke hva jeg skal gjøre", "nb"),
        ("Hvem kan hjelpe ham?", "nb"),
        ("Sønnen min vil ikke på skolen", "nb"),
        ("hvem ringer jeg", "nb"),
        ("Eg veit ikkje kva eg skal gjere", "nn"),
        ("Eg er gravid, kven kan eg snakke med?", "nn"),
        ("Guten vil ikkje på skulen", "nn"),
        ("kven ringjer eg", "nn"),
        ("Korleis søkjer eg barnehageplass?", "nn"),
        ("EG TRENG HJELP", "nn"),
    ],
)
def test_the_form_of_plain_sentences(text: str, form: str) -> None:
    assert marked_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("eg veit ikkje kva eg skal gjore", "nn"),
        ("jeg foler meg alene pa skolen", "nb"),
        ("kven hjelper sonen min", "nn"),
    ],
)
def test_the_form_without_special_letters(text: str, form: str) -> None:
    assert marked_form(text) == form
    assert marked_form(fold(text)) == form


@pytest.mark.parametrize("text", ["æ veit itj ka æ ska gjør", "e veit ikkje kor eg ska ring", "eg veit kje ka eg ska"])
def test_dialect_is_answered_in_nynorsk(text: str) -> None:
    assert marked_form(text) == "nn"


@pytest.mark.parametrize("text", ["", "nav", "PPT?", "barnevern", "12345", "hei", "👍"])
def test_texts_that_say_nothing_about_the_form(text: str) -> None:
    assert marked_form(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "My son does not want to go to school, who can help?",
        "What should I do about my daughter?",
        "Мій син не хоче ходити до школи",
        "ابني لا يريد الذهاب إلى المدرسة",
        "Mein Kind ist krank und ich brauche Hilfe",
        "Mi hijo no quiere ir a la escuela, ayuda",
    ],
)
def test_other_languages_are_seen(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123 !",
        "Sønnen min vil ikke på skolen",
        "Guten vil ikkje på skulen",
        "Min søn vil ikke i skole, hvem kan hjælpe mig?",
        "Min dotter vill inte gå till skolan",
        "Min sønn gamer for much, hva gjør jeg?",
        "help",
    ],
)
def test_norwegian_danish_and_swedish_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)


def test_danish_is_answered_in_bokmal() -> None:
    assert marked_form("Min søn vil ikke i skole, hvem kan hjælpe mig?") == "nb"


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert marked_form(text) in ("nb", "nn", None)
    assert is_foreign(text) in (True, False)


def test_few_markers_point_the_wrong_way_in_the_dev_set(root: Path) -> None:
    rows = [json.loads(line) for line in (root / "evals" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    decided = [(marked_form(row["question"]), row["lang"], row["question"]) for row in rows]
    wrong = [question for found, wanted, question in decided if found is not None and found != wanted]
    assert len(wrong) <= 0.03 * len(rows), wrong


@pytest.mark.parametrize("text", ["vondt av skulesekken", "vil slutte å røykje", "skeiv rygg", "kjem ho heimanfrå?"])
def test_the_shape_of_a_word_tells(text: str) -> None:
    assert marked_form(text) == "nn"


@pytest.mark.parametrize("text", ["bikkje i bånd", "er med i heimevernet", "søker plass"])
def test_a_like_shape_does_not(text: str) -> None:
    assert marked_form(text) != "nn"

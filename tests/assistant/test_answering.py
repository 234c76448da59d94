"""Which facts answer, and what is left unsaid because it does not."""

from __future__ import annotations

import pytest

from dorinn.assistant.answering import Answering
from dorinn.assistant.assistant import Assistant
from dorinn.domain.question import Question


def said(assistant: Assistant, text: str, kommune: str) -> str:
    return assistant.ask(Question(text, kommune=kommune)).text


def test_what_is_far_from_the_question_is_not_told_beside_the_answer(assistant: Assistant) -> None:
    text = said(assistant, "Hvem leder fokusmøtet?", "asnes")
    assert text.startswith("Ansvarlig for fokusmøtet er lederen av Familiens hus. Kilde: ")
    assert text.count(". ") == 1


def test_where_no_fact_answers_that_is_said_and_help_is_named(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "facts", lambda *_, **__: [])
    answer = assistant.ask(Question("Hvor ofte møtes fraværsteamet?", kommune="donna"))
    assert "finner jeg ikke i planen for Dønna" in answer.text
    assert "Begynn hos fraværsteamet" in answer.text


@pytest.mark.parametrize(
    ("asked", "kommune", "beside"),
    [
        ("16-åring ved skranken, kviskrar at ho «berre vil snakke om stav». Kven sender eg ho til?", "donna", "straff"),
        ("Har øvelseskjørebevis, men ikke time hos legen. Kan man få p-stav et annet sted?", "nord-odal", "Gravide"),
        ("Far spør: sønnen 3 år trenger gåstol og seng med sider. Hvem?", "nord-odal", "stinesofie"),
        ("Kva seier lova om mobbing i barnehagen?", "asnes", "stafettlogg"),
    ],
)
def test_a_fact_that_shares_hardly_a_word_with_the_question_is_not_told(
    assistant: Assistant, asked: str, kommune: str, beside: str
) -> None:
    assert beside not in assistant.ask(Question(asked, kommune)).text

"""Which facts and which sections of a guide answer, and what is left unsaid because it does not."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.evidence import Evidence
from dorinn.domain.question import Question


def said(assistant: Assistant, text: str, kommune: str) -> str:
    return assistant.ask(Question(text, kommune=kommune)).text


def test_what_is_far_from_the_question_is_not_told_beside_the_answer(assistant: Assistant) -> None:
    text = said(assistant, "Hvem leder fokusmøtet?", "asnes")
    assert text.startswith("Ansvarlig for Fokusmøte er lederen av Familiens hus. Kilde: ")
    assert text.count(". ") == 1


def test_where_no_fact_answers_that_is_said_and_help_is_named(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Evidence, "facts", lambda *_, **__: [])
    answer = assistant.ask(Question("Hvor ofte møtes fraværsteamet?", kommune="donna"))
    assert "finner jeg ikke i planen for Dønna" in answer.text
    assert "Begynn hos fraværsteamet" in answer.text


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Lederen min sier jeg skal vente med å melde. Må jeg melde likevel?", "Lederen eller kollegene"),
        ("Når kan jeg gi taushetsbelagte opplysninger videre uten samtykke?", "I tre tilfeller"),
    ],
)
def test_a_guide_begins_with_what_was_asked(assistant: Assistant, asked: str, begins: str) -> None:
    answer = assistant.ask(Question(asked, kommune="asnes"))
    assert answer.lead.startswith(begins)
    assert 6 < len(answer.lead.split()) < 60


def test_a_yes_stands_with_its_question_and_its_reason_below(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Lederen sier jeg skal vente med å melde. Må jeg melde likevel?", kommune="asnes"))
    assert answer.lead.endswith("Må jeg melde likevel? Ja.")
    assert answer.notes[0].startswith("Plikten ligger på deg personlig")


def test_a_story_gets_the_duty_before_its_details(assistant: Assistant) -> None:
    asked = "Jeg er assistent. Et barn er alltid sulten, skitten og redd for å bli hentet, og nå har det et blått øye."
    assert assistant.ask(Question(asked, kommune="donna")).lead.startswith("Har du grunn til å tro")


def test_the_desk_is_not_asked_for_its_own_number(assistant: Assistant) -> None:
    text = said(assistant, "Hva er nummeret til sentralbordet?", "donna")
    assert "ikke noe telefonnummer" in text
    assert "Spør Dønna kommune, sentralbordet" not in text

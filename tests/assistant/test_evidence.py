"""Which sections of a guide answer, and what is left unsaid because it does not."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.question import Question


def said(assistant: Assistant, text: str, kommune: str) -> str:
    return assistant.ask(Question(text, kommune=kommune)).text


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Lederen min sier jeg skal vente med å melde. Må jeg melde likevel?", "Meldeplikten ligger på deg"),
        ("Når kan jeg gi taushetsbelagte opplysninger videre uten samtykke?", "Du kan eller må gi opplysninger videre"),
    ],
)
def test_a_guide_begins_with_what_was_asked(assistant: Assistant, asked: str, begins: str) -> None:
    answer = assistant.ask(Question(asked, kommune="asnes"))
    assert answer.lead.startswith(begins)
    assert 6 < len(answer.lead.split()) < 60


def test_no_heading_of_a_guide_stands_in_an_answer(assistant: Assistant) -> None:
    titles = {section.title.nb for guide in assistant.corpus.guides for section in guide.sections}
    for asked in ("Hvor lenge kan en undersøkelse i barnevernet vare?", "Må jeg melde selv om lederen sier nei?"):
        text = said(assistant, asked, "asnes")
        assert not [title for title in titles if title.endswith("?") and title in text]


def test_a_section_for_one_field_is_told_to_that_field_only(assistant: Assistant) -> None:
    text = said(assistant, "Har ikke vi i barnehagen taushetsplikt når vi skal melde til barnevernet?", "vestre-slidre")
    assert "Barnehageloven § 46" in text
    assert "Sosialtjenesteloven § 45" not in text
    assert "familievernkontor" not in text


def test_members_are_told_beside_who_is_responsible_where_both_are_asked_for(assistant: Assistant) -> None:
    text = said(assistant, "Hvem er med i fraværsteamet, og hvem har ansvaret?", "donna")
    assert "Ansvarlig for fraværsteamet er rektor" in text
    assert "miljøveileder" in text


def test_a_story_gets_the_duty_before_its_details(assistant: Assistant) -> None:
    asked = "Jeg er assistent. Et barn er alltid sulten, skitten og redd for å bli hentet, og nå har det et blått øye."
    assert assistant.ask(Question(asked, kommune="donna")).lead.startswith("Har du grunn til å tro")


def test_the_desk_is_not_asked_for_its_own_number(assistant: Assistant) -> None:
    text = said(assistant, "Hva er nummeret til sentralbordet?", "donna")
    assert "ikke noe telefonnummer" in text
    assert "Spør Dønna kommune, sentralbordet" not in text


def test_staff_who_tell_of_a_hurt_child_hear_first_what_to_do_and_nothing_else(assistant: Assistant) -> None:
    asked = "Jeg jobber i barnehage. En gutt på fire har blåmerker og sier at pappa ble sint. Hva gjør jeg?"
    answer = assistant.ask(Question(asked, kommune="vestre-slidre"))
    assert answer.lead.startswith("Du trenger ikke vite mer før du melder.")
    assert answer.lead.endswith("snakk med foreldrene først.")
    assert "Har du grunn til å tro" not in answer.text


def test_whoever_writes_in_another_language_is_answered_in_bokmaal_and_told_of_the_line(assistant: Assistant) -> None:
    answer = assistant.ask(Question("My husband hits me, where can I go with my children?", kommune="trysil"))
    assert answer.form == "nb"
    assert "116 006" in answer.text
    assert [service.id for service in answer.services] == ["trysil/servicetorg"]  # a refusal names the desk at most


@pytest.mark.parametrize(
    ("asked", "kommune", "said_of"),
    [
        ("Kan jeg love en elev at det blir mellom oss to?", "donna", "Lov aldri barnet at du ikke skal si noe"),
        ("Sjefen nekter meg å sende den. Hva gjør jeg?", "trysil", "Meldeplikten ligger på deg"),
    ],
)
def test_staff_get_the_section_that_they_ask_for_of_whatever_guide(
    assistant: Assistant, asked: str, kommune: str, said_of: str
) -> None:
    answer = assistant.ask(Question(asked, kommune=kommune, role="employee"))
    assert said_of in answer.text
    assert answer.clarify is None
    assert not answer.abstained

"""What is said, in order, and as parts."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.said import Said
from dorinn.domain.question import Question


def test_the_text_keeps_the_order_and_says_nothing_twice() -> None:
    said = Said().note("Først.").lead("Svaret.").step("Gjør det.", "", "Først.").listed("Steg.")
    assert said.words() == {
        "text": "Først. Svaret. Gjør det.",
        "lead": "Svaret.",
        "steps": ("Gjør det.", "Steg."),
        "notes": ("Først.",),
    }


def test_the_first_sentence_leads_where_none_is_marked() -> None:
    assert Said().listed("Steg.").note("En.", "To.").words()["lead"] == "En."
    asked = Said().note("Må jeg vente? Nei. Meld selv. Spør lederen.", "To.").words()
    assert (asked["lead"], asked["notes"]) == ("Må jeg vente? Nei.", ("Meld selv. Spør lederen.", "To."))
    assert asked["text"] == "Må jeg vente? Nei. Meld selv. Spør lederen. To."
    assert Said().words() == {"text": "", "lead": "", "steps": (), "notes": ()}


def test_what_stands_at_the_head_is_said_before_the_lead_and_is_none() -> None:
    begun = Said().first("Ring.")
    assert begun.begun
    assert not begun.led
    assert begun.words() == {"text": "Ring.", "lead": "Ring.", "steps": (), "notes": ()}
    told = Said().first("Ring.").note("Må jeg? Nei. Spør.", "To.").words()
    assert told == {
        "text": "Ring. Må jeg? Nei. Spør. To.", "lead": "Ring. Må jeg? Nei.", "steps": (), "notes": ("Spør.", "To."),
    }  # fmt: skip
    assert Said().first("Ring.").step("Gjør.").lead("Svar.").words()["lead"] == "Ring. Svar."


@pytest.mark.parametrize(
    ("question", "kommune"),
    [
        ("Sønnen min vil ikke på skolen", "donna"),
        ("Eg er gravid, kven kan eg snakke med?", "vestre-slidre"),
        ("Når må jeg melde til barnevernet?", "donna"),
        ("Hva er nummeret til barnevernet?", "donna"),
        ("Han slår meg nå, jeg er redd for livet mitt", "trysil"),
        ("Kan du skrive en stil for meg?", None),
        ("faren min slår meg når han er full", "asnes"),
    ],
)
def test_the_parts_are_the_text(assistant: Assistant, question: str, kommune: str | None) -> None:
    answer = assistant.ask(Question(question, kommune))
    assert answer.lead
    for part in (answer.lead, *answer.notes):
        assert all(sentence in answer.text for sentence in part.split(". ")[:1])
    listed = [step for step in answer.steps if step not in answer.text]
    assert not listed or answer.services[0].kind == "guide"


def test_a_child_that_tells_is_met_first_and_can_call(assistant: Assistant) -> None:
    answer = assistant.ask(Question("faren min slår meg når han er full", "asnes"))
    assert answer.lead.startswith("Fint at du sier fra.")
    assert any("116 111" in step for step in answer.steps)


def test_what_has_been_said_in_other_words_is_not_new() -> None:
    said = Said().lead("Familien får tilbud om stafettlogg når to tjenester hjelper barnet.")
    same, other = "Familien får tilbud om stafettlogg når tjenester hjelper.", "Skolen skriver referat fra møtene."
    assert said.new(same, other, other) == [other]
    assert said.listed("Ring 112.").holds("112") is False


def test_a_number_that_has_been_given_is_not_given_again() -> None:
    said = Said().step("Er det fare, ring 112.")
    assert (
        said.fresh("Ring 112 når det haster. Ring 02800 ellers. Ta det med ro.") == "Ring 02800 ellers. Ta det med ro."
    )
    assert said.fresh("Ring 112 eller 116 117.") == "Ring 112 eller 116 117."


def test_what_was_said_can_be_taken_back() -> None:
    said = Said().lead("Det er ikke din skyld.").step("Skylden er aldri barnets, og det er ikke din skyld.")
    assert said.times("skyld") == 2
    assert said.without("Det er ikke din skyld.").times("skyld") == 1

"""Staff: what employees and the front desk are told, and what is never said to them."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.topic import Role


def ask(assistant: Assistant, text: str, kommune: str | None = "trysil", role: Role | None = None) -> Answer:
    return assistant.ask(Question(text, kommune, role=role))


# -- a number that is asked for, and one that is not ---------------------------


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Ho fekk nummer to i mars, og no søv ho ikkje", False),
        ("Barn nummer tre er på vei, og hun gruer seg", False),
        ("E-post i fellesinnboksen: en far spør om barnehageplass", False),
        ("Vi fekk ein e-post frå mor i går om at guten er redd", False),
        ("Finnes det et nummer en kan ringe?", True),
        ("Har dere en e-post til barnevernet?", True),
        ("Epost til helsestasjonen?", True),
        ("Kva er nr til legevakta?", True),
    ],
)
def test_what_asks_for_a_number(assistant: Assistant, text: str, asks: bool) -> None:
    assert ("contact" in assistant.steps.understander.read(Question(text)).cues) is asks


def test_who_tells_of_a_worry_and_asks_for_a_number_is_told_where_to_begin(assistant: Assistant) -> None:
    asked = "Mor ringer: toåringen har feber og vil ikke drikke, og hun vil ha nummeret til legevakta"
    text = ask(assistant, asked).text
    assert text.startswith("Begynn hos legevakta.")
    assert text.count("116 117") == 1
    assert "Råd du kan gi videre" in text
    assert ask(assistant, "Hva er nummeret til legevakta?").text.startswith("Legevakt: 116 117")


# -- who writes ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Eg har anbod på skulebussen og såg assistenten lugge ein gut i baksetet", "employee"),
        ("Jeg jobber på mottaket, og en enslig gutt på 16 tør ikke gå til legen uten tolk", "employee"),
        ("Barnehage. To søsken er sultne hver mandag, hvem kan vi drøfte det med?", "employee"),
        ("Skriv frå fellesinnboksen: ei gravid kvinne manglar fastlege. Kven tek det?", "frontdesk"),
        ("En liten gutt kom inn her i bare sokkene og leter etter søsteren sin", "frontdesk"),
    ],
)
def test_who_is_staff_by_what_they_tell(assistant: Assistant, text: str, role: str) -> None:
    asker = assistant.steps.understander.read(Question(text))
    assert (asker.role, asker.role_sure) == (role, True)


@pytest.mark.parametrize(
    "text",
    [
        "Lapp i postkassa vår: «jeg er 13 og pappa slår meg, ikke ring hjem». Hva gjør vi?",
        "Ei jente på kanskje seks står i gangen. Ho seier at mamma slår når ho har drukke. Kva gjer vi?",
    ],
)
def test_who_is_quoted_is_not_the_writer(assistant: Assistant, text: str) -> None:
    said = ask(assistant, text).text
    assert "ikke din skyld" not in said
    assert "ikkje di skuld" not in said
    assert "tror på deg" not in said


@pytest.mark.parametrize(
    "text", ["pappa sa «jeg dreper deg hvis du sier det»", "søstera mi er redd. ho seier at pappa slår når eg er borte"]
)
def test_a_child_that_quotes_is_still_a_child(assistant: Assistant, text: str) -> None:
    assert assistant.steps.understander.read(Question(text)).role == "youth"


def test_the_front_desk_passes_on_what_is_for_grown_ups(assistant: Assistant) -> None:
    text = ask(assistant, "Farmor i telefonen: barnebarnet på 14 har ingen steder å være etter skolen", "donna").text
    assert "Tenk etter hva du vil" not in text
    topic = assistant.corpus.topic["omsorgssvikt"]
    assert topic.advice_adult is not None
    assert topic.advised("frontdesk") is topic.advice_adult
    assert topic.advised("frontdesk", own=True) is topic.advice


def test_who_speaks_of_somebody_at_a_desk_is_not_at_it(assistant: Assistant) -> None:
    asked = "kan jeg få p-piller uten at mora mi vet det, hun jobber i skranken på legekontoret"
    assert assistant.steps.understander.read(Question(asked)).role == "youth"

"""The alarm: where to be, what to tell, and what is said to whom."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.topic import Role


def ask(assistant: Assistant, text: str, role: Role | None = None) -> Answer:
    return assistant.ask(Question(text, "nord-odal", role=role))


def test_who_is_in_danger_from_themselves_is_not_told_to_stay_with_somebody(assistant: Assistant) -> None:
    alone = ask(assistant, "jeg står på brua og vil hoppe").text
    assert alone.startswith("Ring 113 nå. Si hvor du er. Gå bort fra det som er farlig")
    assert "Gjelder det en annen" not in alone
    other = ask(assistant, "venninna mi står på brua og vil hoppe").text
    assert "Gjelder det en annen, bli der" in other


def test_who_is_somewhere_else_is_told_to_say_where_the_other_is(assistant: Assistant) -> None:
    text = ask(assistant, "Moren min er bevisstløs, hun svarer ikke").text
    assert "Bli hos den som trenger hjelp, hvis du er der. Er du et annet sted, få noen dit." in text


def test_the_police_are_told_what_was_seen_and_nobody_is_told_to_hide(assistant: Assistant) -> None:
    text = ask(assistant, "Gutten min på fire er borte fra barnehagen, vi har lett i en time", "parent").text
    assert text.startswith("Ring politiet på 112 nå.")
    assert "klær, bil og retning" in text
    assert "lås døra" not in text


def test_a_child_is_told_to_call_even_so_and_whose_fault_it_is_not_where_somebody_hurts_it(
    assistant: Assistant,
) -> None:
    secret = ask(assistant, "venninna mi har tatt mange tabletter og sier jeg ikke får ringe, jeg er 14", "youth").text
    assert "Ring også om noen har sagt at du ikke skal ringe" in secret
    ill = ask(assistant, "mamma ligger på gulvet og våkner ikke, jeg er ni", "youth").text
    assert "Du gjør rett i å si fra." in ill
    assert "ikke din skyld" not in ill
    assert "116 111" not in ill
    assert "112" not in ill
    hit = ask(assistant, "pappa slår mamma nå, jeg har låst meg inne", "youth").text
    assert "Det er ikke din skyld." in hit
    assert hit.count("116 111") == secret.count("116 111") == 1


@pytest.mark.parametrize("text", ["Babyen på fire uker puster rart og er blå", "sønnen min har krampe og våkner ikke"])
def test_after_an_illness_nobody_is_sent_to_a_helpline_or_the_child_welfare_service(
    assistant: Assistant, text: str
) -> None:
    after = ask(assistant, text, "parent").text.partition("Når alle er trygge")[2]
    assert "legevakta" in after
    assert "barnevern" not in after
    assert "Alarmtelefonen" not in after


def test_staff_get_no_words_for_a_child(assistant: Assistant) -> None:
    text = ask(assistant, "Eleven sier at pappa slår henne hver helg", "employee").text
    assert "Fint at du sier fra" not in text


def test_a_number_that_is_given_is_not_given_again(assistant: Assistant) -> None:
    answer = ask(assistant, "noen på nett truer med å dele nakenbilder av meg", "youth")
    assert answer.serious
    assert answer.text.count("ring 112") <= 1


def test_staff_are_told_what_to_do_before_what_the_law_says(assistant: Assistant) -> None:
    text = ask(assistant, "Eleven sier at pappa slår henne hver helg", "employee").text
    assert text.startswith("Har du grunn til å tro at et barn blir utsatt for vold")
    assert "meld til Odal barneverntjeneste i dag." in text
    assert "ikke snakk med foreldrene først" in text


def test_who_stands_by_another_is_not_taken_for_the_one_in_danger(assistant: Assistant) -> None:
    text = ask(assistant, "jeg er ni og broren min har spist alle pillene til mamma", "youth").text
    assert "Har du tatt noe" not in text


def test_signs_that_cannot_wait_come_with_their_numbers(assistant: Assistant) -> None:
    text = ask(assistant, "Babyen gråter hver kveld i timevis, hva kan vi gjøre?", "parent").text
    assert text.endswith("Haster det, ring legevakta på 116 117. Står det om liv, ring 113.")


def test_where_more_must_be_known_the_numbers_for_danger_are_told(assistant: Assistant) -> None:
    answer = ask(assistant, "kan noen hjelpe oss")
    assert answer.clarify is not None
    assert "Er noen i fare nå, ring 113, eller politiet på 112." in answer.text
    assert answer.emergency == ()


def test_who_lives_with_violence_is_given_the_line_for_it(assistant: Assistant) -> None:
    text = ask(assistant, "Mannen min slår meg når barna sover, jeg vet ikke hva jeg skal gjøre", "parent").text
    assert "116 006" in text

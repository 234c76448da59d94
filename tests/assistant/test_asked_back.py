"""A question back is asked once, and its answer is read together with what it answers."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.belief import UNCLEAR, without_unclear
from dorinn.domain.question import Question
from dorinn.domain.topic import Role


@pytest.mark.parametrize(
    ("text", "role", "option", "first"),
    [
        ("orkar ikkje meir", "youth", "Heime", "skolehelsetjeneste"),
        ("har et spørsmål om foreldrene mine", "youth", "Skole og venner", "skolehelsetjeneste"),
        ("ho er uroleg for barnebarnet, kven set eg over til? alder ukjend", "frontdesk", "Under seks år", None),
    ],
)
def test_nobody_is_asked_back_twice(
    assistant: Assistant, text: str, role: Role, option: str, first: str | None
) -> None:
    asked = assistant.ask(Question(text, "vestre-slidre", role=role))
    assert asked.clarify is not None
    for chosen in asked.clarify.options:
        again = assistant.ask(Question(text, "vestre-slidre", role=role))
        answer = assistant.ask(Question(chosen, "vestre-slidre", role=role, conversation_id=again.conversation_id))
        assert answer.clarify is None, chosen
        assert not answer.abstained, chosen
        assert answer.services, chosen
        assert answer.form == asked.form, chosen
        if chosen == option and first:
            assert answer.services[0].type == first


def test_a_new_matter_after_an_answer_may_be_asked_back_again(assistant: Assistant) -> None:
    asked = assistant.ask(Question("orkar ikkje meir", "vestre-slidre", role="youth"))
    answer = assistant.ask(Question("Heime", "vestre-slidre", role="youth", conversation_id=asked.conversation_id))
    later = assistant.ask(Question("hjelp", "vestre-slidre", role="youth", conversation_id=answer.conversation_id))
    assert answer.clarify is None
    assert later.clarify is not None


def test_the_form_that_is_chosen_goes_before_that_of_the_conversation(assistant: Assistant) -> None:
    asked = assistant.ask(Question("orkar ikkje meir", "vestre-slidre", role="youth"))
    answer = assistant.ask(
        Question("Heime", "vestre-slidre", language="nb", role="youth", conversation_id=asked.conversation_id)
    )
    assert (asked.form, answer.form) == ("nn", "nb")


def test_what_is_unclear_is_taken_out_of_a_belief_and_its_sum_stays() -> None:
    left = without_unclear({"uklart": 0.6, "uklart-alder": 0.1, "sorg": 0.2, "mobbing-skole": 0.1})
    assert left == {
        "uklart": 0.0,
        "uklart-alder": 0.0,
        "sorg": pytest.approx(2 / 3),
        "mobbing-skole": pytest.approx(1 / 3),
    }
    assert without_unclear({"uklart": 1.0}) == {"uklart": 1.0}, "where nothing else is left, nothing changes"
    assert set(left) >= UNCLEAR

"""Rules: which section of which guide is said, to whom."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.topic import Role


def ask(assistant: Assistant, text: str, kommune: str | None, role: Role) -> Answer:
    return assistant.ask(Question(text, kommune, role=role))


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Kan foreldrene saksøke meg fordi jeg har meldt?", "Loven krever ikke bevis av deg"),
        ("Kan foreldra saksøkje meg fordi eg har meldt?", "Lova krev ikkje bevis av deg"),
        ("Far svarte «vi får se» da jeg spurte om samtykke. Kan jeg dele?", "«Vi får se» er ikke et ja."),
    ],
)
def test_a_section_that_answers_is_said_first_and_once(assistant: Assistant, asked: str, begins: str) -> None:
    text = ask(assistant, asked, "trysil", "employee").text
    assert text.startswith(begins)
    assert text.count(begins) == 1


def test_a_poem_is_refused_to_staff_too(assistant: Assistant) -> None:
    assert ask(assistant, "Skriv et dikt om våren til månedsbrevet", "trysil", "employee").abstained

"""Danger told in another language: the numbers come first, with a line in English."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.triage import Triage
from dorinn.assistant.triage_foreign import ForeignDanger
from dorinn.domain.question import Question
from dorinn.errors import CorpusError


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("My baby is not breathing, please help", "113"),
        ("baby not breathing", "113"),
        ("she won't wake up, she took my pills", "113"),
        ("He has a knife and he is in the house now", "112"),
        ("my son is 5 years, I not find him since two hours", "112"),
        ("I want to kill myself tonight", "113"),
        ("our kitchen is on fire", "110"),
        ("моя дитина не дихає", "113"),
        ("Чоловік б’є мене і дітей", "112"),
        ("мой ребёнок проглотил батарейку", "113"),
        ("dziecko nie oddycha", "113"),
        ("on ma nóż i bije mnie", "112"),
        ("Mein Mann hat ein Messer und will uns umbringen", "112"),
        ("طفلي لا يتنفس", "113"),
        ("mi bebé no respira", "113"),
    ],
)
def test_danger_in_another_language_is_danger(triage: Triage, text: str, first: str) -> None:
    danger = triage.assess(text)
    assert danger.level == "acute"
    assert danger.numbers[0] == f"nasjonal/{first}"


@pytest.mark.parametrize(
    "text",
    [
        "We need a kindergarten place for our son",
        "My husband hit me two years ago, who can I talk to?",
        "i am drowning in homework lol",
        "Who do I call about the fire drill at school?",
        "Wir suchen einen Kindergartenplatz für unsere Tochter",
        "потрібен садочок для дитини",
        "Szukam przedszkola dla dziecka",
        "jeg føler at jeg is drowning i lekser",
        "heart attack da jeg så prisen",
        "Vi har fire i barnehagen og to på skolen",
    ],
)
def test_what_is_no_danger_stays_so(triage: Triage, text: str) -> None:
    assert triage.assess(text).level == "none"


def test_the_answer_says_whom_to_call_in_english_too(assistant: Assistant) -> None:
    answer = assistant.ask(Question("My baby is not breathing, please help"))
    assert answer.urgency == "acute"
    assert answer.emergency[0].phone == "113"
    assert "In English: Call 113 now." in answer.text


def test_a_broken_file_is_told_in_one_line() -> None:
    with pytest.raises(CorpusError, match="no such category"):
        ForeignDanger.of({"ukjent": ["help"]}, {})
    with pytest.raises(CorpusError, match="harmless"):
        ForeignDanger.of({"harmless": ["(open"]}, {})

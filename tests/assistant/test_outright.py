"""What a message asks outright, and where in it that stands."""

from __future__ import annotations

import pytest

from dorinn.assistant.outright import outright
from dorinn.corpus.cues import Cues


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues.load()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Deler vi kulturskole med dem?", ("sharers",)),
        ("Revisoren spør hvem som er vert for legen vår. Ett svar holder.", ("host",)),
        ("Kven er med i laget, og kor ofte møtest dei?", ("members", "frequency")),
        ("Vi har ventet i tre uker. Hvem er det som kaller inn?", ("convener",)),
        ("Guten er ni. På kva klassetrinn er det samtale med alle?", ("age",)),
        ("Ho har eit opplegg om kjensler. Kva heiter det?", ("name",)),
        ("Hva står XYZ for?", ("letters",)),
    ],
)
def test_what_is_asked_is_heard_wherever_it_stands(cues: Cues, text: str, kinds: tuple[str, ...]) -> None:
    asked = outright(text, cues)
    assert asked is not None
    assert asked.kinds == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Jakka på, og så sit ho i gangen og græt til bussen har gått.",
        "Alle veit kven som har skrive det. Skal eg seie det til læraren?",
        "Han er redd for dei på skulen.",
    ],
)
def test_a_story_asks_nothing(cues: Cues, text: str) -> None:
    assert outright(text, cues) is None


def test_what_is_asked_begins_with_the_question_word(cues: Cues) -> None:
    asked = outright("Vi har en gjest på torsdag og hun lurer på hvem som leder rådet.", cues)
    assert asked is not None
    assert asked.words.startswith("hvem")
    assert "torsdag" in asked.rest

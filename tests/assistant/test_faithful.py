"""The guard: what is said smoother passes, what is said differently does not."""

from __future__ import annotations

import pytest

from dorinn.assistant.faithful import unfaithful

NB = (
    "Begynn hos Fraværsteamet. Si fra tidlig, og spør rolig hva som er vanskeligst med dagen, veien eller stedet. "
    "Fraværsteamet hjelper når en elev er mye borte fra skolen eller ikke vil gå. Snakk med rektor, som har ansvaret "
    "for teamet. Du må melde straks etter barnevernsloven § 13-2. Sentralbord: 750 74100. Du kan også spørre Skolene i "
    "Dønna. Taushetsplikten stopper deg ikke."
)
NN = (
    "Begynn hos Fråværsteamet. Sei frå tidleg, og spør roleg kva som er vanskelegast med dagen, vegen eller staden. "
    "Fråværsteamet hjelper når ein elev er mykje borte frå skulen eller ikkje vil gå. Du kan òg spørje Skulane i Dønna."
)
NAMES = ("Fraværsteamet", "Skolene i Dønna", "Fråværsteamet", "Skulane i Dønna")


@pytest.mark.parametrize(
    "said",
    [
        NB,
        NB.replace("Begynn hos Fraværsteamet. Si fra tidlig, og", "Begynn hos Fraværsteamet, og si fra tidlig. Så"),
        NB.replace("Snakk med rektor, som har ansvaret for teamet.", "Rektor, som har ansvaret for teamet, snakk med."),
        NB.replace("Taushetsplikten stopper deg ikke.", "Taushetsplikten, den stopper deg ikke."),
    ],
)  # fmt: skip
def test_the_same_in_other_order_is_faithful(said: str) -> None:
    assert unfaithful(said, NB, "nb", NAMES) is None


def test_nynorsk_too() -> None:
    said = NN.replace("Begynn hos Fråværsteamet. Sei frå tidleg, og", "Begynn hos Fråværsteamet, og sei frå tidleg. Då")
    assert unfaithful(said, NN, "nn", NAMES) is None


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("750 74100", "750 74101", "numbers"),
        ("750 74100", "75 07 41 00 eller 22 22 22 22", "numbers"),
        ("Sentralbord: 750 74100. ", "", "numbers"),
        ("§ 13-2", "§ 13-3", "numbers"),
        ("§ 13-2", "paragraf tretten", "numbers"),
        ("Snakk med rektor", "Snakk med rektor to ganger", "numbers"),
        ("Snakk med", "Skriv til hei@example.no eller snakk med", "numbers"),
        ("Du kan også spørre Skolene i Dønna.", "Du kan også spørre.", "names"),
        ("hos Fraværsteamet", "hos Skolene i Dønna og Fraværsteamet", "names"),
        ("Snakk med rektor", "Snakk med Trollteamet og rektor", "names"),
        ("Snakk med rektor", "Snakk med Kari og rektor", "names"),
        ("stopper deg ikke", "stopper deg ikkje", "form"),
        ("stopper deg ikke", "stopper deg", "support"),
        ("eller ikke vil gå", "eller vil gå", "support"),
        ("Du må melde", "Du kan melde", "support"),
        ("Du må melde", "Du melde", "support"),
        ("Du må melde", "Du må aldri melde", "support"),
        ("Snakk med rektor", "Snakk med rektor eller presten", "support"),
        ("Snakk med rektor, som har ansvaret for teamet.", "Vent til neste år, det går over.", "support"),
        ("Snakk med rektor, som har ansvaret for teamet. ", "", "dropped"),
        ("spør rolig hva som er", "spørg roligt hvad der er", "support"),
    ],
)  # fmt: skip
def test_any_change_is_refused(before: str, after: str, code: str) -> None:
    assert before in NB
    assert unfaithful(NB.replace(before, after, 1), NB, "nb", NAMES) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        (NB[:100], "length"),
        (NB * 2, "length"),
        (f"<b>{NB}</b>", "markup"),
        (f"{NB}<script>alert(1)</script>", "markup"),
        (f"**{NB}**", "markup"),
        (f"{NB} [les mer](her)", "markup"),
        (f"{NB} https://example.no", "markup"),
        (f"{NB}\u202e", "markup"),
        (f"{NB}\x00", "markup"),
    ],
)
def test_other_shapes_are_refused(said: str, code: str) -> None:
    assert unfaithful(said, NB, "nb", NAMES) == code


def test_bokmal_in_a_nynorsk_answer_is_refused() -> None:
    said = NN.replace("mykje borte frå skulen", "mye borte fra skolen")
    assert unfaithful(said, NN, "nn", NAMES) == "form"


def test_numbers_that_change_places_are_refused() -> None:
    text = "Ring politiet på 112. Ring ambulanse på 113."
    assert unfaithful("Ring politiet på 113. Ring ambulanse på 112.", text, "nb") == "names"

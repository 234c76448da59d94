"""Which facts tell what is asked outright."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.outright import outright
from dorinn.assistant.plainly import About, Plainly
from dorinn.corpus.cues import Cues
from dorinn.domain.kommune import Kommune
from dorinn.domain.passage import Passage
from dorinn.domain.question import Question
from dorinn.domain.source import Source
from dorinn.domain.text import Text

PLACE = Kommune("elvedal", "Elvedal", "nb", "", ())


def fact(name: str, about: tuple[str, ...], text: str, title: str = "Musikkverkstedet") -> Passage:
    record = name.partition(":")[0]
    return Passage(
        f"elvedal/{name}", "elvedal", Text(text, text), Source("elvedal", "1"), "fact", f"elvedal/{record}",
        (f"elvedal/{record}",), title, about,
    )  # fmt: skip


FACTS = [
    fact("verksted:0", ("responsible", "content"), "Musikkverkstedet lærer barn å spille sammen i musikkverkstedet."),
    fact("verksted:1", ("host",), "Elvedal og Fjellby har musikkverkstedet sammen. Fjellby er vertskommune."),
    fact("verksted:2", ("members",), "I styret for musikkverkstedet sitter rektor, kulturlederen og en forelder."),
    fact("verksted:3", ("target",), "Musikkverkstedet er for barn fra 8 til 12 år."),
    fact("verksted:4", ("frequency",), "Musikkverkstedet samles annenhver uke."),
    fact("skole:0", ("responsible",), "Skolen har ansvar for at elevene trives.", "Skolene"),
]


def told(text: str, named: tuple[str, ...] = ("elvedal/verksted",)) -> list[str]:
    cues = Cues.load()
    asked = outright(text, cues)
    assert asked is not None
    plainly = Plainly(Evidence(FACTS), cues)
    return [one.id for one in plainly.facts(asked, PLACE, "nb", About(frozenset(named), "", ()))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Deler vi musikkverkstedet med andre kommuner?", "elvedal/verksted:1"),
        ("Jeg skal skrive til musikkverkstedet. Hvilken kommune driver det?", "elvedal/verksted:1"),
        ("Hvem sitter i styret for musikkverkstedet?", "elvedal/verksted:2"),
        ("Gutten er tolv. Er han for gammel for musikkverkstedet?", "elvedal/verksted:3"),
        ("Hvor ofte er det musikkverksted?", "elvedal/verksted:4"),
    ],
)
def test_the_fact_of_the_kind_that_is_asked_comes_first(text: str, first: str) -> None:
    assert told(text)[0] == first


def test_each_thing_that_is_asked_is_told() -> None:
    found = told("Hvem er med i musikkverkstedet, og hvor ofte møtes det?")
    assert found[:2] == ["elvedal/verksted:2", "elvedal/verksted:4"]


def test_a_fact_of_the_thing_does_not_answer_what_is_asked_of_a_matter() -> None:
    assert told("Hvem avgjør utsatt skolestart på skolen?", ("elvedal/skole",)) == []


@pytest.mark.parametrize(
    ("text", "kommune", "holds"),
    [
        ("Min er ni og har aldri møtt helsesykepleieren. På hvilke trinn har hun samtale med alle?", "nord-odal", "8."),
        ("Kva står bokstavane KFF for?", "asnes", "Koordinering Fag og Forvaltning"),
        ("Kven er det planen seier skal følgje meg opp når eg har meldt frå?", "vestre-slidre", "leiar"),
    ],
)
def test_the_five_answer_what_is_asked_in_passing(assistant: Assistant, text: str, kommune: str, holds: str) -> None:
    assert holds in assistant.ask(Question(text, kommune)).text


def test_somebody_who_tells_of_a_worry_is_told_where_to_begin_too(assistant: Assistant) -> None:
    text = "jeg fyller 18 i mars og bor i fosterhjem, hvor lenge kan jeg få hjelp fra barnevernet etterpå"
    answer = assistant.ask(Question(text, "nord-odal")).text
    assert "25 år" in answer
    assert "Begynn hos Odal barneverntjeneste" in answer

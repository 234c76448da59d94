"""Whom else to ask: no door that is shut, nobody twice, and where they are told once."""

from __future__ import annotations

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.cards import Cards
from dorinn.assistant.mentions import Names
from dorinn.corpus.corpus import Corpus
from dorinn.domain.question import Question


@pytest.fixture(scope="module")
def names(corpus: Corpus) -> Names:
    return Names(corpus)


@pytest.fixture(scope="module")
def cards(assistant: Assistant) -> Cards:
    composer = assistant.steps.composer
    return composer._cards


@pytest.mark.parametrize(
    "text",
    [
        "skolen sier at hun bare er moden for alderen sin",
        "rektor svarar ikkje på meldingane våre",
        "Vi har snakket med skolen to ganger i høst",
        "lærarane skreiv at dei følgjer med, skulen meiner det går over",
    ],
)
def test_what_was_said_at_a_place_shows_that_one_has_been_there(names: Names, text: str) -> None:
    assert any(mention.tried for mention in names.mentions(text))


@pytest.mark.parametrize(
    "text", ["Jeg har ikke snakket med skolen ennå", "Hun trives på skolen", "skolen begynner i august"]
)
def test_where_nobody_has_been_is_not_tried(names: Names, text: str) -> None:
    assert not any(mention.tried for mention in names.mentions(text))


@pytest.mark.parametrize("text", ["tør ikke si det til legen, han kjenner mamma", "orkar ikkje seie det til legen"])
def test_whom_one_cannot_tell_is_refused(names: Names, text: str) -> None:
    assert [mention.refused for mention in names.mentions(text)] == [True]


def test_a_door_that_is_shut_is_not_named_again(assistant: Assistant) -> None:
    asked = (
        "det svir når jeg tisser etter at vi hadde sex. tør ikke si det til legen, han spiller golf med pappa. jente 16"
    )
    text = assistant.ask(Question(asked, "donna", role="youth")).text
    assert "helsestasjonen for ungdom" in text
    assert "legen" not in text.partition("Du kan også spørre")[2]


def test_whom_one_has_been_told_to_ask_is_not_named_beside(assistant: Assistant) -> None:
    asked = "Datteren vår har hjertefeil og ni hjelpere som alle stiller de samme spørsmålene. Hvem samler dette?"
    text = assistant.ask(Question(asked, "vestre-slidre", role="parent")).text
    assert text.count("tildelingskontoret") == 1


def test_where_they_are_is_told_once(assistant: Assistant, cards: Cards) -> None:
    service = assistant.corpus.service
    common = [service["felles/helsestasjon"], service["felles/servicetorg"]]
    assert cards.names(common, "nb") == "helsestasjonen og sentralbordet i kommunen din"
    own = [service["trysil/psykisk-helse"], service["felles/ppt"]]
    assert cards.names(own, "nn", "trysil") == "tenesta for psykisk helse i Trysil og PPT"
    assert cards.called(service["felles/ppt"], "nb", "asnes") == "PPT"
    assert cards.called(service["felles/ppt"], "nb") == "PPT i kommunen din"

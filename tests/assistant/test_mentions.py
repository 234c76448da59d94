from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dorinn.assistant.mentions import Names
from dorinn.corpus.corpus import Corpus


@pytest.fixture(scope="module")
def names(corpus: Corpus) -> Names:
    return Names(corpus)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hvem hjelper i Dønna?", "donna"),
        ("barnevernet i donna", "donna"),
        ("DØNNA", "donna"),
        ("vi bor på Dønna", "donna"),
        ("Åsnes kommune", "asnes"),
        ("aasnes", "asnes"),
        ("skolen på Flisa", "asnes"),
        ("Nord-Odal", "nord-odal"),
        ("nord odal", "nord-odal"),
        ("i Vestre Slidre", "vestre-slidre"),
        ("Trysils barnevern", "trysil"),
        ("ikke i Oslo, men i Trysil", "trysil"),
    ],
)
def test_municipalities_as_people_write_them(names: Names, text: str, slug: str) -> None:
    assert names.kommune(text) == slug


@pytest.mark.parametrize("text", ["", "Hvem hjelper?", "i Oslo", "madonna", "et sandslott"])
def test_texts_that_name_none(names: Names, text: str) -> None:
    assert names.kommune(text) is None


def test_every_municipality_is_known_by_its_name(names: Names, corpus: Corpus) -> None:
    for kommune in corpus.kommuner:
        assert names.kommune(f"Hvem hjelper i {kommune.name}?") == kommune.slug
        assert names.kommune(kommune.slug) == kommune.slug


@pytest.mark.parametrize(("text", "place"), [("vi bor i Oslo", "Oslo"), ("eg er frå Bergen", "Bergen")])
def test_places_that_are_not_ours(names: Names, text: str, place: str) -> None:
    assert names.elsewhere(text) == place
    assert names.elsewhere("vi bor i Dønna") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nummeret til barnevernet", "barnevern"),
        ("barnevernvakta", "barnevernvakt"),
        ("snakke med PPT", "ppt"),
        ("pp-tjenesten", "ppt"),
        ("helsesjukepleiaren", "skolehelsetjeneste"),
        ("helsestasjon for ungdom", "helsestasjon-for-ungdom"),
        ("legevakten", "legevakt"),
    ],
)
def test_kinds_of_help_are_recognised(names: Names, text: str, code: str) -> None:
    assert code in {code for mention in names.mentions(text) for code in mention.types}


def test_the_longest_name_wins(names: Names) -> None:
    codes = {code for mention in names.mentions("helsestasjon for ungdom") for code in mention.types}
    assert "helsestasjon" not in codes


def test_records_are_found_by_name_and_alias(names: Names, corpus: Corpus) -> None:
    for item in corpus.services[::9]:
        if item.kommune == "felles":
            continue
        found = {record for mention in names.mentions(item.name.nb) for record in mention.records}
        assert item.id in found or len(item.name.nb) <= 4, item.id


def test_an_abbreviation_that_is_a_word_counts_in_capitals_only(names: Names) -> None:
    assert not names.mentions("jeg har fått nok")


@given(text=st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_no_text_raises(names: Names, text: str) -> None:
    names.mentions(text)
    names.kommune(text)
    names.elsewhere(text)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Hun trenger noen å snakke med, men ikke helsesykepleier på skolen", True),
        ("Eg vil ikkje ha PPT inn i dette", True),
        ("jeg vil helst ikke snakke med helsesykepleier", True),
        ("Vi trenger råd, ikke helsestasjonen, der dømmer de meg", True),
        ("Hvem kan hun snakke med? ikke helsesykepleier, hun sladrer", True),
        ("vi får ikke helsesykepleier til å svare", False),
        ("vet ikke hva PPT gjør", False),
        ("eg veit ikkje om PPT er rette staden", False),
    ],
)
def test_help_that_is_not_wanted_is_told_from_help_that_is_asked_for(names: Names, text: str, refused: bool) -> None:
    assert [mention.refused for mention in names.mentions(text)][:1] == [refused]


@pytest.mark.parametrize(
    ("text", "chosen", "slug"),
    [
        ("Vi flytta frå Åsnes, der hadde guten stafettlogg. Kven samlar trådane her?", "vestre-slidre", None),
        ("Vi flyttet fra Åsnes til Trysil i fjor", None, "trysil"),
        ("I Åsnes har de Familiens hus. Har vi det i Trysil?", "trysil", "trysil"),
        ("I Åsnes har de Familiens hus. Har vi det i Trysil?", None, "asnes"),
        ("Jeg ringer fra Trysil", None, "trysil"),
    ],
)
def test_of_several_places_the_chosen_one_and_never_the_one_that_was_left(
    names: Names, text: str, chosen: str | None, slug: str | None
) -> None:
    assert names.kommune(text, chosen) == slug

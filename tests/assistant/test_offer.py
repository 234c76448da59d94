from __future__ import annotations

import pytest

from dorinn.assistant.offer import STATUTORY, Offer, exists
from dorinn.corpus.corpus import Corpus
from dorinn.domain.service import Service

PLACES = ("nord-odal", "donna", "trysil", "asnes", "vestre-slidre", None)


@pytest.fixture(scope="module")
def offer(corpus: Corpus) -> Offer:
    return Offer(corpus)


@pytest.mark.parametrize("kommune", PLACES)
def test_nothing_of_another_municipality_and_planned_last(corpus: Corpus, offer: Offer, kommune: str | None) -> None:
    for code in corpus.type:
        records = offer.of(code, kommune)
        assert {record.kommune for record in records} <= {kommune, "nasjonal", "felles"}
        if code in {guide.type for guide in corpus.guides}:
            continue  # guides come first there, then facts about the matter
        services = [exists(record) for record in records if isinstance(record, Service)]
        assert services == sorted(services, reverse=True), code
        assert offer.has(code, kommune) == any(exists(record) for record in records)


@pytest.mark.parametrize("kommune", PLACES)
def test_what_the_law_requires_is_never_missing(offer: Offer, kommune: str | None) -> None:
    assert all(offer.has(code, kommune) for code in STATUTORY)


@pytest.mark.parametrize("kommune", PLACES)
def test_there_is_always_a_human_at_the_desk(offer: Offer, kommune: str | None) -> None:
    assert offer.has("servicetorg", kommune)


def test_its_own_barnevern_comes_before_the_generic_one(offer: Offer) -> None:
    assert offer.of("barnevern", "donna")[0].id == "donna/barneverntjenesten"
    assert offer.of("barnevern", None)[0].kommune == "felles"


def test_unknown_codes_and_ids_have_nothing(offer: Offer) -> None:
    assert offer.of("ukjent", "donna") == []
    assert offer.record("donna/ukjent") is None


def test_therapists_and_the_gp_are_there_by_law_but_no_midwife(offer: Offer) -> None:
    assert [record.id for record in offer.of("ergoterapi", "trysil")] == ["felles/ergoterapi"]
    assert [record.id for record in offer.of("fastlege", "asnes")] == ["felles/fastlege"]
    assert offer.of("ergoterapi", "nord-odal")[0].id == "nord-odal/ergoterapi"
    assert not offer.has("jordmor", "asnes")

"""Coverage: the states say what the offer says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.offer import Offer
from dorinn.corpus.corpus import Corpus
from dorinn.web.pictures.coverage import Coverage, coverage


@pytest.fixture(scope="module")
def drawn(corpus: Corpus) -> Coverage:
    return coverage(corpus, Offer(corpus))


def states(drawn: Coverage, topic: str) -> dict[str, str]:
    found = next(found for row in drawn.rows for item, found in row.topics if item.id == topic)
    return {kommune.slug: state for kommune, state in zip(drawn.kommuner, found, strict=True)}


def test_only_donna_has_the_first_help_for_absence(drawn: Coverage) -> None:
    found = states(drawn, "skolevegring")
    assert found.pop("donna") == "own"
    assert set(found.values()) == {"other"}


def test_every_worry_is_a_unit_in_every_municipality(drawn: Coverage) -> None:
    for row in drawn.rows:
        assert len(row.units) == len(row.topics) * len(drawn.kommuner)
        assert len({(unit.x, unit.y) for unit in row.units}) == len(row.units)
        assert all(unit.y < drawn.height and unit.x < drawn.width for unit in row.units)
    assert {state for row in drawn.rows for _, found in row.topics for state in found} == {"own", "other", "shared"}
    assert not {row.area for row in drawn.rows} & {"utenfor", "uklart", "oppslag", "akutt", "ansatt"}


def test_a_worry_whose_only_help_is_elsewhere_has_none(corpus: Corpus) -> None:
    only = replace(corpus.topic["skolevegring"], help=("fravaersteam",))
    found = states(coverage(replace(corpus, topics=(only,)), Offer(corpus)), only.id)
    assert found.pop("donna") == "own"
    assert set(found.values()) == {"none"}

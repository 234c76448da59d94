"""The pyramid: every service stands where its plan puts it, and inside its band."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.web.pictures.pyramid import LEVELS, WIDTH, pyramid

KOMMUNER = ["nord-odal", "donna", "trysil", "asnes", "vestre-slidre"]


@pytest.mark.parametrize("slug", KOMMUNER)
def test_every_service_has_its_dots(corpus: Corpus, slug: str) -> None:
    services = [service for service in corpus.services if service.kommune == slug]
    drawn = pyramid(services)
    assert [band.level for band in drawn.bands] == [*LEVELS, "unplaced"]
    for band in drawn.bands:
        assert [dot.service for dot in band.dots] == list(band.services), "no dot is lost for want of room"
        ys = [float(point.split(",")[1]) for point in band.outline.split()]
        for dot in band.dots:
            assert min(ys) < dot.y < max(ys)
            assert 0 < dot.x < WIDTH
        places = {(dot.x, dot.y) for dot in band.dots}
        assert len(places) == len(band.dots)
    shown = {service.id for band in drawn.bands for service in band.services}
    assert shown == {service.id for service in services if service.exists}, "what is planned is not drawn as there"


def test_nothing_is_a_picture_too() -> None:
    assert all(band.services == () for band in pyramid([]).bands)

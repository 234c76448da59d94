from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dorinn.assistant.doubts import DOUBTS, FILE, Doubts, scores
from dorinn.domain.question import Understanding
from dorinn.errors import IndexUnavailable

ASKER = Understanding("nb", None, "parent", None, False, {})


def test_a_probability_rises_with_its_score_and_stays_between_nothing_and_one() -> None:
    doubts = Doubts.load()
    for doubt in DOUBTS:
        raw = [(step / 50,) * len(scores({}, ASKER)[doubt]) for step in range(51)]
        found = [doubts.of(doubt, one) for one in raw]
        assert found == sorted(found)
        assert all(0 < p < 1 for p in found)


def test_what_is_looked_up_is_not_outside() -> None:
    asker = replace(ASKER, codes={"none": 0.9})
    assert max(scores({"kontakt": 0.9, "utenfor-prat": 0.1}, asker)["outside"]) < 0.15
    assert min(scores({"utenfor-prat": 1.0}, asker)["outside"]) >= 0.9


def test_an_age_that_is_told_is_not_asked_for() -> None:
    belief = {"uklart-alder": 0.8}
    assert scores(belief, ASKER)["unclear"] == pytest.approx((0.8,))
    assert scores(belief, replace(ASKER, age=(4, 4)))["unclear"] == (0.0,)


def test_danger_is_seen_by_its_topics_and_by_its_level() -> None:
    calm = scores({"soevn-barn": 1.0}, replace(ASKER, levels={"none": 1.0, "serious": 0.0, "acute": 0.0}))
    told = scores({"akutt-liv": 0.6}, replace(ASKER, levels={"none": 0.2, "serious": 0.1, "acute": 0.7}))
    assert calm["danger"] == (0.0, 0.0, 0.0)
    assert calm["grave"] == (0.0,)
    assert told["danger"] == pytest.approx((0.6, 0.7, 0.7))
    aside = replace(ASKER, levels={"acute": 0.1}, passing=0.8)
    assert scores({"akutt-liv": 0.2}, aside)["danger"] == pytest.approx((0.2, 0.1, 0.8))
    assert told["grave"] == pytest.approx((0.8,))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"danger": {"slopes": "x", "offset": 0}}'])
def test_damaged_curves_are_one_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="curves of doubt"):
        Doubts.load(tmp_path)

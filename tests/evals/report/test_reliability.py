from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from dorinn.evals.measures import calibration_error
from dorinn.evals.report.reliability import draw, reliability
from dorinn.evals.run import Outcome

Make = Callable[..., Outcome]
SVG = "{http://www.w3.org/2000/svg}"


def test_bins_hold_every_routed_question_once_and_add_up_to_the_error(outcome: Make) -> None:
    sure = [0.0, 0.05, 0.1, 0.44, 0.45, 0.99, 1.0, 1.0]
    outcomes = [outcome(confidence=c, types=("ppt",) if n % 3 else ("nav",)) for n, c in enumerate(sure)]
    bins = reliability([*outcomes, outcome(kind="ambiguous", confidence=0.5), outcome(kind="out_of_scope")])
    assert [one.count for one in bins] == [2, 1, 0, 0, 2, 0, 0, 0, 0, 3]
    assert sum(one.right for one in bins) == sum(o.first_right for o in outcomes)
    gaps = [
        one.count * abs(one.confidence - one.share)
        for one in bins
        if one.confidence is not None and one.share is not None
    ]
    assert sum(gaps) / len(outcomes) == pytest.approx(calibration_error(outcomes))


def test_the_plot_is_sound_svg_with_a_mark_an_interval_and_a_count_a_bin(outcome: Make) -> None:
    outcomes = [outcome(confidence=0.95), outcome(confidence=0.93, types=("nav",)), outcome(confidence=0.2)]
    drawn = ElementTree.fromstring(draw(reliability(outcomes)))
    assert drawn.get("role") == "img"
    title, described = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert described is not None
    assert f"{title.get('id')} {described.get('id')}" == drawn.get("aria-labelledby")
    assert "94 % sure: 1 of 2 right" in (described.text or "")
    marks = drawn.findall(f"{SVG}circle")
    assert len(marks) == 2
    assert float(marks[0].get("cy", "")) < float(marks[1].get("cy", ""))  # all right stands above half right
    assert len([line for line in drawn.iter(f"{SVG}line") if line.get("class") == "bar"]) == 2
    assert [text.text for text in drawn.iter(f"{SVG}text") if text.get("class") == "count"] == ["1", "2"]


def test_nothing_can_be_drawn(outcome: Make) -> None:
    assert "no questions" in draw(reliability([outcome(kind="ambiguous")]))

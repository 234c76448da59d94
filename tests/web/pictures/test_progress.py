"""Figures over time: points go from left to right, better is higher, and no label covers another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from dorinn.memory.evaluations import Evaluation
from dorinn.web.pictures.progress import HEIGHT, LEFT, RIGHT, WIDTH, progress

ONE = Evaluation("2026-11-26T10:00:00+00:00", "dev", 10, 0.89, 0.99, 1.0, 0.01, 0.96, "a", "i", "0.1.0")


def test_nothing_is_no_picture() -> None:
    assert progress([]) is None


@pytest.mark.parametrize("count", [1, 2, 40, 90])
def test_points_labels_and_days(count: int) -> None:
    runs = [replace(ONE, first=0.5 + number / 200) for number in range(count)]
    runs[-1] = replace(runs[-1], corpus="b")
    drawn = progress(runs)
    assert drawn
    assert len(drawn.runs) == min(count, 60)
    assert len(drawn.days) <= 6
    for line in drawn.lines:
        across = [x for x, _ in line.points]
        assert across == sorted(across)
        assert LEFT <= across[0] <= across[-1] <= WIDTH - RIGHT
        assert all(0 < y < HEIGHT for _, y in line.points)
    labels = [line.label for line in drawn.lines]
    assert all(lower - upper >= 18 for upper, lower in pairwise(labels))
    assert max(labels) <= HEIGHT
    first = next(line for line in drawn.lines if line.measure == "first")
    assert [y for _, y in first.points] == sorted((y for _, y in first.points), reverse=True)
    assert len(drawn.changes) == (1 if count > 1 else 0)


def test_other_questions_and_missing_measures_are_left_out() -> None:
    drawn = progress([replace(ONE, questions="own"), replace(ONE, danger=None), replace(ONE, danger=None)])
    assert drawn
    assert len(drawn.runs) == 2
    assert {line.measure for line in drawn.lines} == {"first", "three", "facts"}


def test_all_right_and_all_wrong_fit_the_picture() -> None:
    for share in (0.0, 1.0):
        drawn = progress([replace(ONE, first=share, three=share, danger=share, facts=share)] * 2)
        assert drawn
        assert all(0 < y < HEIGHT for line in drawn.lines for _, y in line.points)

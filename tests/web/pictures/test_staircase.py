"""The stair: steps climb, texts are whole and fit their blocks."""

from __future__ import annotations

import pytest

from dorinn.web.pictures.staircase import staircase

STEPS = ["Si fra.", "Snakk med foreldrene når det er trygt, og skriv ned det du ser hver gang.", "Ta saken til teamet."]


@pytest.mark.parametrize(("width", "rise"), [(330.0, 12.0), (720.0, 36.0)])
def test_climbing(width: float, rise: float) -> None:
    drawn = staircase(STEPS, width, rise)
    assert [" ".join(step.lines) for step in drawn.steps] == STEPS
    for lower, upper in zip(drawn.steps, drawn.steps[1:], strict=False):
        assert upper.y + upper.height <= lower.y
        assert upper.x > lower.x
    for step in drawn.steps:
        assert step.y >= 0
        assert step.x + step.width <= width
        assert step.y + step.height <= drawn.height
        assert all(len(line) * 7.6 <= step.width - 44 for line in step.lines)


def test_no_steps() -> None:
    assert staircase([], 330, 12).steps == ()

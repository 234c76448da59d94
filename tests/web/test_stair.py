from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.web.stair import stair

STEPS = ["Trinn 1: du ser noe. Og mer.", "Du gjør noe.", "Du spør om hjelp.", "På alle trinn: meld."]


def test_steps_climb_from_left_to_right_and_stand_on_one_floor() -> None:
    drawn = stair(STEPS)
    assert drawn
    assert [step.number for step in drawn.steps] == [1, 2, 3]
    assert [step.x for step in drawn.steps] == sorted(step.x for step in drawn.steps)
    assert [step.y for step in drawn.steps] == sorted((step.y for step in drawn.steps), reverse=True)
    assert {step.y + step.height for step in drawn.steps} == {drawn.height}
    assert drawn.rail == STEPS[-1]
    assert drawn.slope < 0


def test_a_step_shows_its_first_sentence_without_its_number() -> None:
    drawn = stair(STEPS)
    assert drawn
    assert " ".join(drawn.steps[0].lines) == "Du ser noe."


@pytest.mark.parametrize("steps", [[], ["Ett."], ["Ett.", "Meld."]])
def test_too_few_steps_are_no_stair(steps: list[str]) -> None:
    assert stair(steps) is None


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_every_municipality_fits_its_blocks(corpus: Corpus, form: str) -> None:
    for guide in corpus.guides:
        if guide.kommune == "felles":
            continue
        drawn = stair([step.nn if form == "nn" else step.nb for step in guide.steps])
        assert drawn
        for step in drawn.steps:
            assert max(map(len, step.lines)) <= 22, (guide.id, step.lines)
            assert 60 + 18 * (len(step.lines) - 1) < step.height, (guide.id, step.number)

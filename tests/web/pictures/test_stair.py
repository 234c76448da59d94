"""The stair: steps climb, and texts fit their blocks."""

from __future__ import annotations

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.domain.text import Form
from dorinn.web.pictures.stair import stairs

STEPS = ["Trinn 1: du ser noe. Og mer.", "Du gjør noe.", "Du spør om hjelp.", "På alle trinn: meld."]


def test_steps_climb_from_left_to_right_and_stand_on_one_floor() -> None:
    for drawn in stairs(STEPS):
        assert [step.number for step in drawn.steps] == [1, 2, 3], "the last is the handrail"
        assert [step.x for step in drawn.steps] == sorted(step.x for step in drawn.steps)
        assert [step.y for step in drawn.steps] == sorted((step.y for step in drawn.steps), reverse=True)
        assert {step.y + step.height for step in drawn.steps} == {drawn.height}
        assert drawn.slope < 0
        assert drawn.rail[0][1] > drawn.rail[1][1] > 0


def test_a_step_shows_its_first_sentence_without_its_number_where_there_is_room() -> None:
    narrow, broad = stairs(STEPS)
    assert " ".join(broad.steps[0].lines) == "Du ser noe."
    assert not any(step.lines for step in narrow.steps)


@pytest.mark.parametrize("steps", [[], ["Ett."], ["Ett.", "Meld."]])
def test_too_few_steps_are_no_stair(steps: list[str]) -> None:
    assert stairs(steps) == ()


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_every_municipality_fits_its_blocks(corpus: Corpus, form: Form) -> None:
    for guide in corpus.guides:
        if guide.kommune == "felles":
            continue
        narrow, broad = stairs([step.of(form) for step in guide.steps])
        assert narrow.width <= 358, "what a phone of 390 pixels has beside its margins"
        for step in broad.steps:
            assert max(map(len, step.lines)) <= 22, (guide.id, step.lines)
            assert 60 + 18 * (len(step.lines) - 1) < step.height, (guide.id, step.number)

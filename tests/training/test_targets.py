from __future__ import annotations

import random

import pytest

from dorinn.corpus.corpus import Corpus, load_examples
from dorinn.domain.topic import Example
from dorinn.training.noise import noisy, slip
from dorinn.training.targets import Targets


@pytest.fixture(scope="module")
def targets(corpus: Corpus) -> Targets:
    return Targets(corpus, load_examples())


def test_the_codes_of_a_target_sum_to_one_and_the_best_is_first(corpus: Corpus, targets: Targets) -> None:
    found = targets.of(Example("skolevegring", "nn", "parent", "guten vil ikkje på skulen"))
    assert sum(found.codes.values()) == pytest.approx(1)
    best = max(found.codes, key=lambda row: found.codes[row])
    assert targets.codes[best] == corpus.topic["skolevegring"].help[0]
    assert found.nynorsk == 1


def test_what_is_outside_teaches_that_nothing_helps(targets: Targets) -> None:
    found = targets.of(Example("utenfor-prat", "nb", "other", "hei"))
    assert [targets.codes[row] for row in found.codes] == ["none"]


def test_a_lookup_teaches_no_code(targets: Targets) -> None:
    assert targets.of(Example("kontakt", "nb", "parent", "nummeret til ppt")).codes == {}


def test_noise_is_repeatable_and_never_fails() -> None:
    texts = ["", " ", "å", "barnet vil ikke sove om natten lenger nå"]
    for text in texts:
        for seed in range(40):
            assert noisy(text, random.Random(seed)) == noisy(text, random.Random(seed))
    assert slip("barnehagen", random.Random(1), 0.0) == "barnehagen"
    assert slip("barnehagen", random.Random(1), 1.0) != "barnehagen"

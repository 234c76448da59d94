from __future__ import annotations

import numpy as np
import pytest

from dorinn.assistant.doubts import Curve, Doubts
from dorinn.evals.fit_doubts import fit_curve


def _likely(curve: Curve, score: float) -> float:
    return Doubts({"grave": curve}).of("grave", (score,))


def test_scores_that_are_too_low_are_raised_to_what_they_are_worth() -> None:
    rng = np.random.default_rng(3)
    shy = [((p**2 / (p**2 + (1 - p) ** 2 * 9),), bool(rng.random() < p)) for p in rng.random(3000).tolist()]
    curve = fit_curve(shy)
    for p in (0.2, 0.5, 0.8):
        assert _likely(curve, p**2 / (p**2 + (1 - p) ** 2 * 9)) == pytest.approx(p, abs=0.05)


def test_a_rate_makes_what_is_common_in_the_set_as_rare_as_it_is() -> None:
    rng = np.random.default_rng(4)
    pairs = [((p,), bool(rng.random() < p)) for p in rng.random(2000).tolist()]
    assert _likely(fit_curve(pairs, rate=0.05), 0.5) < 0.2 < _likely(fit_curve(pairs), 0.5)


def test_few_cases_far_out_do_not_throw_the_fit() -> None:
    rng = np.random.default_rng(1)
    pairs = [((float(rng.beta(1, 300)),), False) for _ in range(900)]
    pairs += [((float(rng.beta(1, 9)),), True) for _ in range(40)]
    (slope,), offset = fit_curve(pairs)
    assert 0 < slope < 20
    assert abs(offset) < 50


def test_of_two_scores_the_one_that_tells_more_counts_more() -> None:
    rng = np.random.default_rng(5)
    cases = [((p, float(rng.random())), bool(rng.random() < p)) for p in rng.random(2000).tolist()]
    (telling, idle), _ = fit_curve(cases)
    assert telling > 0.8
    assert abs(idle) < 0.1

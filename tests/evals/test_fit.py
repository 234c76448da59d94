from __future__ import annotations

import numpy as np
import pytest

from dorinn.assistant.leanings import TRAITS
from dorinn.assistant.signals import CONTEXTS, SIGNALS
from dorinn.evals.fit import Table, firsts, fit_confidence, fit_weights


def table(misleading: str, telling: str, questions: int = 40) -> Table:
    """Two codes: one signal always speaks for the wrong one, another, more faintly, for the right one."""
    values = np.zeros((questions, 2, len(SIGNALS)))
    values[:, 0, SIGNALS.index(misleading)] = 1.0
    values[:, 1, SIGNALS.index(telling)] = 0.4
    right = np.tile([0.0, 1.0], (questions, 1))
    context = np.tile([1.0, *[0.0] * (len(CONTEXTS) - 1)], (questions, 1))
    return Table(("ppt", "skole"), values, context, np.zeros((questions, len(TRAITS))), right, np.ones((questions, 2)))


def test_the_fit_learns_which_signal_tells() -> None:
    found = table("first", "passages")
    untaught, taught = fit_weights(found, steps=1), fit_weights(found, steps=300)
    assert not any(right for _, right in firsts(found, untaught))
    assert all(right for _, right in firsts(found, taught))


def test_the_fit_learns_for_whom_a_kind_of_help_goes_first() -> None:
    found = table("first", "first")
    found.values[:, 1] = found.values[:, 0]
    staff = np.arange(len(found.right)) % 2 == 0
    found.traits[:, TRAITS.index("always")] = 1.0
    found.traits[staff, TRAITS.index("employee")] = 1.0
    found.right[staff] = [1.0, 0.0]
    weights = fit_weights(found, steps=300)
    assert all(right for _, right in firsts(found, weights))
    assert weights.leanings["ppt"][TRAITS.index("employee")] > 0 > weights.leanings["skole"][TRAITS.index("employee")]


def test_confidence_rises_and_stays_a_probability() -> None:
    rng = np.random.default_rng(2)
    pairs = [(share, bool(rng.random() < share)) for share in rng.random(600).tolist()]
    points = fit_confidence(pairs)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert points[0] == (0.0, 0.0)
    assert all(0 < y < 1 for _, y in points[1:])
    assert all(y == pytest.approx(x, abs=0.15) for x, y in points)

from __future__ import annotations

import numpy as np
import pytest

from dorinn.retrieval import dense
from dorinn.retrieval.dense import nearest

SPANS = [(3, 40), (60, 61), (90, 200)]


@pytest.mark.parametrize("large", [1, 10**9])
def test_the_best_of_the_stretches_are_found(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(dense, "LARGE", large)
    draw = np.random.default_rng(1)
    vectors, query = draw.normal(size=(200, 16)).astype(np.float32), draw.normal(size=16).astype(np.float32)
    rows = np.concatenate([np.arange(start, end) for start, end in SPANS])
    places, scores = nearest(vectors, query, SPANS, 5)
    assert set(np.argsort(-(vectors[rows] @ query))[:5]) <= set(places.tolist())
    np.testing.assert_allclose(scores, vectors[rows][places] @ query, rtol=1e-5)
    assert len(places) == (5 + 1 + 5 if large == 1 else len(rows))

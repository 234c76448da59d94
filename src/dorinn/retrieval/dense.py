"""The dense side of an index: exact inner products over the stretches of rows that a question may see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dorinn.retrieval.lexical import Span
from dorinn.retrieval.material import Rows
from dorinn.retrieval.packed import Matrix

LARGE = 20_000
"""Rows of a stretch from which on FAISS picks the best; below, the product is all there is to do."""


def nearest(vectors: Matrix, query: Matrix, spans: Sequence[Span], most: int) -> tuple[Rows, Matrix]:
    """Places of the rows nearest to a query within the spans, and their inner products: at least the best `most`.

    `vectors` is [rows, dimensions], `query` [dimensions]; a place counts rows of the spans, one after the other.
    """
    places: list[Rows] = []
    scores: list[Matrix] = []
    before = 0
    for start, end in spans:
        stretch = vectors[start:end]
        near, found = _picked(stretch, query, most) if len(stretch) >= LARGE else _all(stretch, query)
        places.append(near + before)
        scores.append(found)
        before += end - start
    return np.concatenate(places), np.concatenate(scores)


def _all(stretch: Matrix, query: Matrix) -> tuple[Rows, Matrix]:
    return np.arange(len(stretch)), stretch @ query


def _picked(stretch: Matrix, query: Matrix, most: int) -> tuple[Rows, Matrix]:
    import faiss  # 16 MB and 50 ms that a small index does without

    faiss.omp_set_num_threads(1)  # of one small product; a second thread only costs
    found, rows = faiss.knn(query[None, :], stretch, min(most, len(stretch)), metric=faiss.METRIC_INNER_PRODUCT)
    return rows[0], found[0]

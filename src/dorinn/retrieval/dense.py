"""The dense side of an index: exact inner products, by FAISS, over the stretches of rows that a question may see."""

from __future__ import annotations

from collections.abc import Sequence

import faiss
import numpy as np

from dorinn.retrieval.lexical import Span
from dorinn.retrieval.material import Rows
from dorinn.retrieval.packed import Matrix

faiss.omp_set_num_threads(1)  # of one small product; a second thread only costs


def nearest(vectors: Matrix, query: Matrix, spans: Sequence[Span], most: int) -> tuple[Rows, Matrix]:
    """Places of the rows nearest to a query within the spans, at most `most` a span, and their inner products.

    `vectors` is [rows, dimensions], `query` [dimensions]; a place counts rows of the spans, one after the other.
    """
    places: list[Rows] = []
    scores: list[Matrix] = []
    before = 0
    for start, end in spans:
        found, rows = faiss.knn(
            query[None, :], vectors[start:end], min(most, end - start), metric=faiss.METRIC_INNER_PRODUCT
        )
        places.append(rows[0] + before)
        scores.append(found[0])
        before += end - start
    return np.concatenate(places), np.concatenate(scores)

"""Bags of tokens: encoders without layers, over the bundled network's token embeddings. For comparison only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dorinn.domain.passage import Passage
from dorinn.retrieval.encoder import BUNDLED, unit
from dorinn.retrieval.network import Network
from dorinn.retrieval.packed import Matrix, Packed, load_packed


class Bag:
    """The mean of a text's token embeddings, each token weighted by its rarity where that is given."""

    def __init__(self, network: Network, tokens: Packed, rarity: Matrix | None = None) -> None:
        """`rarity` is [tokens], positive."""
        self._network = network
        self._tokens = tokens
        self._rarity = rarity
        self.id = "static" if rarity is None else "weighted"
        self.dimensions = int(tokens.shape[1])

    @classmethod
    def load(cls, rarity_from: Sequence[Passage] = ()) -> Bag:
        """Of the bundled weights; rarity is the logarithm of how few of the passages hold a token."""
        network = Network.load(BUNDLED)
        tokens = load_packed(BUNDLED / "encoder.safetensors", "tokens.weight")
        if not rarity_from:
            return cls(network, tokens)
        texts = [text for passage in rarity_from for text in (passage.text.nb, passage.text.nn)]
        seen = Counter(token for text in texts for token in set(network.tokens(text)))
        counts = np.array([seen[token] for token in range(tokens.shape[0])], dtype=np.float32)
        return cls(network, tokens, np.log((1 + len(texts)) / (1 + counts)).astype(np.float32) + np.float32(0.1))

    @property
    def size(self) -> int:
        """Bytes on disk: one a number, two a row for its scale, four a token for its rarity."""
        rows, width = self._tokens.shape
        return int(rows * (width + 2 + (4 if self._rarity is not None else 0)))

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32 [texts, dimensions]."""
        return unit(np.stack([self._mean(self._network.tokens(text)) for text in texts]))

    def _mean(self, ids: list[int]) -> Matrix:
        rows = self._tokens.take(ids)
        if self._rarity is not None:
            rows = rows * self._rarity[ids][:, None]
        mean: Matrix = rows.mean(axis=0)
        return mean

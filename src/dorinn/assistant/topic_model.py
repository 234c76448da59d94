"""The topic model: which worry a message is about, who writes, and in which form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dorinn.errors import IndexUnavailable
from dorinn.language.features import feature_arrays
from dorinn.retrieval.encoder import BUNDLED
from dorinn.retrieval.network import Network
from dorinn.retrieval.packed import Matrix, Packed, load_packed, load_weights


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a message: probabilities of topics, roles, codes and levels of danger
    (each sums to 1), and of Nynorsk."""

    topics: dict[str, float]
    roles: dict[str, float]
    codes: dict[str, float]
    nynorsk: float
    levels: dict[str, float]
    state: Matrix | None = None


class TopicModel:
    """A linear layer over hashed n-grams and a linear head on the sentence network, averaged as logits.

    Both have the outputs topics, roles, written form (one), codes, levels of danger, in that order.
    """

    def __init__(
        self, linear: Packed, weights: dict[str, Matrix], meta: dict[str, Any], network: Network | None
    ) -> None:
        self._topics: list[str] = meta["topics"]
        self._roles: list[str] = meta["roles"]
        self._codes: list[str] = meta["codes"]
        self._levels: list[str] = meta["levels"]
        self._mix = float(meta["mix"])
        self._temperature = float(meta["temperature"])
        self._linear = linear
        self._bias = weights["bias"]
        self._rarity = weights["rarity"]
        self._head = weights.get("head")
        self._head_bias = weights.get("head_bias")
        self._network = network

    @classmethod
    def load(cls, network: Network | None, folder: Path = BUNDLED) -> TopicModel:
        """Reads `topics.safetensors` and `topics.json`; without a network only the linear part is used."""
        try:
            meta = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise IndexUnavailable(f"the topic model cannot be read: {error}") from error
        weights = folder / "topics.safetensors"
        return cls(load_packed(weights, "linear"), load_weights(weights, but="linear"), meta, network)

    def read(self, text: str) -> Reading:
        """Reads one message; never fails on any text."""
        state: Matrix | None = None
        logits = self.words(text)
        if self._network is not None and self._head is not None and self._head_bias is not None:
            state = self._network.state(text)
            deep = state @ self._head + self._head_bias
            logits = self._mix * logits + (1 - self._mix) * deep
        return self._reading(logits, state)

    def read_words(self, text: str) -> Reading:
        """The same by the linear part alone, in a sixth of the time."""
        return self._reading(self.words(text), None)

    def levels(self, text: str) -> dict[str, float]:
        """Levels of danger by the linear part alone, in a tenth of the time; probabilities that sum to 1."""
        buckets, weights = feature_arrays(text, self._rarity)
        start = len(self._bias) - len(self._levels)
        return _shares(self._levels, self._bias[start:] + self._linear.mixed(buckets, weights, start))

    def words(self, text: str) -> Matrix:
        """The linear part's word on a message, as logits."""
        buckets, weights = feature_arrays(text, self._rarity)
        return self._bias + self._linear.mixed(buckets, weights)

    def _reading(self, logits: Matrix, state: Matrix | None) -> Reading:
        first, second = len(self._topics), len(self._topics) + len(self._roles)
        last = len(logits) - len(self._levels)
        return Reading(
            topics=_shares(self._topics, logits[:first] / self._temperature),
            roles=_shares(self._roles, logits[first:second]),
            codes=_shares(self._codes, logits[second + 1 : last] / self._temperature),
            nynorsk=float(1 / (1 + np.exp(-np.clip(logits[second], -30, 30)))),
            levels=_shares(self._levels, logits[last:]),
            state=state,
        )


def _shares(names: list[str], logits: NDArray[np.floating[Any]]) -> dict[str, float]:
    raised = np.exp(logits - logits.max())
    return dict(zip(names, (raised / raised.sum()).tolist(), strict=True))

"""The topic model: which worry a message is about, who writes, and in which form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dorinn.errors import IndexUnavailable
from dorinn.language.features import features
from dorinn.retrieval.encoder import BUNDLED
from dorinn.retrieval.network import Matrix, Network, load_weights


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a message: probabilities of topics and roles (each sums to 1), and of Nynorsk."""

    topics: dict[str, float]
    roles: dict[str, float]
    nynorsk: float


class TopicModel:
    """A linear model over hashed n-grams and a linear head on the sentence network, averaged as logits."""

    def __init__(self, weights: dict[str, Matrix], meta: dict[str, object], network: Network | None) -> None:
        self.labels = [str(label) for label in meta["topics"]]  # type: ignore[attr-defined]
        self.roles = [str(role) for role in meta["roles"]]  # type: ignore[attr-defined]
        self._mix = float(meta["mix"])  # type: ignore[arg-type]
        self._temperature = float(meta["temperature"])  # type: ignore[arg-type]
        self._linear = weights["linear"]
        self._bias = weights["bias"]
        self._head = weights.get("head")
        self._head_bias = weights.get("head_bias")
        self._network = network if self._head is not None else None

    @classmethod
    def load(cls, network: Network | None, folder: Path = BUNDLED) -> TopicModel:
        """Reads `topics.safetensors` and `topics.json`; without a network only the linear part is used."""
        try:
            meta = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise IndexUnavailable(f"the topic model cannot be read: {error}") from error
        return cls(load_weights(folder / "topics.safetensors"), meta, network)

    def read(self, text: str) -> Reading:
        """Reads one message; never fails on any text."""
        found = features(text, self._linear.shape[0])
        logits = self._bias.copy()
        if found:
            rows = self._linear[list(found)]
            logits = logits + np.asarray(list(found.values()), dtype=np.float32) @ rows
        count, roles = len(self.labels), len(self.roles)
        topic, role, form = logits[:count], logits[count : count + roles], logits[count + roles]
        if self._network is not None and self._head is not None and self._head_bias is not None:
            deep = self._network.state(text) @ self._head + self._head_bias
            topic = self._mix * topic + (1 - self._mix) * deep[:count]
        return Reading(
            topics=dict(zip(self.labels, map(float, _softmax(topic / self._temperature)), strict=True)),
            roles=dict(zip(self.roles, map(float, _softmax(role)), strict=True)),
            nynorsk=float(1 / (1 + np.exp(-np.clip(form, -30, 30)))),
        )


def _softmax(logits: Matrix) -> Matrix:
    raised = np.exp(logits - logits.max())
    shares: Matrix = raised / raised.sum()
    return shares

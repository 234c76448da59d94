"""Encoders: text to vectors whose dot product says how alike two texts are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from dorinn.retrieval.network import Network
from dorinn.retrieval.packed import Matrix

BUNDLED = Path(__file__).resolve().parents[1] / "bundled"


class Encoder(Protocol):
    """What an index needs of an encoder. `id` and `dimensions` go into the index manifest."""

    @property
    def id(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32 [texts, dimensions]."""
        ...


class BundledEncoder:
    """The small network that comes with dorinn."""

    def __init__(self, network: Network, name: str = "bundled") -> None:
        self.network = network
        self.id = name
        self.dimensions = network.width

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> BundledEncoder:
        """Reads the bundled weights; the id carries their digest, so that a new training makes old indexes stale."""
        import hashlib

        network = Network.load(folder)
        digest = hashlib.sha256()
        for part in ("encoder.safetensors", "encoder.onnx"):
            digest.update((folder / part).read_bytes())
        return cls(network, f"bundled-{digest.hexdigest()[:12]}")

    def encode(self, texts: Sequence[str]) -> Matrix:
        return unit(self.network.states(texts))


class SentenceTransformerEncoder:
    """Any model of sentence-transformers, chosen by `DORINN_ENCODER`; needs the extra `train`."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name)
        self.id = name
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Matrix:
        return unit(np.asarray(self._model.encode(list(texts)), dtype=np.float32))


def unit(vectors: Matrix) -> Matrix:
    """The same directions with length 1; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Matrix = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def load_encoder() -> Encoder:
    """The encoder of `DORINN_ENCODER`, or the bundled one."""
    name = os.environ.get("DORINN_ENCODER", "")
    return SentenceTransformerEncoder(name) if name else BundledEncoder.load()

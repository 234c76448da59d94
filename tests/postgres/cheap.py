"""An encoder that costs nothing: eight numbers from a digest of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from dorinn.retrieval.encoder import unit
from dorinn.retrieval.packed import Matrix


class Cheap:
    id = "cheap"
    dimensions = 8

    def encode(self, texts: Sequence[str]) -> Matrix:
        digests = b"".join(hashlib.sha256(text.encode()).digest()[:8] for text in texts)
        return unit(np.frombuffer(digests, np.uint8).reshape(-1, 8).astype(np.float32) - 127.5)

"""The sentence network in numpy: the arithmetic of `dorinn.training.network`, without torch."""

from __future__ import annotations

import json
import math
import os
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dorinn.errors import IndexUnavailable
from dorinn.language.fold import fold
from dorinn.retrieval.packed import Matrix, Packed, load_packed, load_weights

ROWS = 512  # tokens whose states are worked on together
_SLOPE = math.sqrt(2 / math.pi)


@dataclass(frozen=True, slots=True)
class _Block:
    """One layer's matrices, [from, to]. The weights of the norms stand in the matrices that follow them, and the
    attention's scale in the query's columns, so that neither is multiplied anew for each text."""

    qkv: Matrix
    out: Matrix
    up: Matrix
    down: Matrix

    @classmethod
    def of(cls, weights: dict[str, Matrix], layer: int, heads: int) -> _Block:
        part = {
            name: weights[f"blocks.{layer}.{name}.weight"].T for name in ("norm1", "qkv", "out", "norm2", "up", "down")
        }
        qkv = part["norm1"][:, None] * part["qkv"]
        width = qkv.shape[0]
        qkv[:, :width] *= np.float32(1 / math.sqrt(width // heads))
        up = part["norm2"][:, None] * part["up"]
        return cls(*map(np.ascontiguousarray, (qkv, part["out"], up, part["down"])))


class Network:
    """Text to one vector of `width` numbers: the mean of the last layer's states over the tokens."""

    def __init__(self, weights: dict[str, Matrix], tokens: Packed, tokenizer: Tokenizer, heads: int) -> None:
        self._places = weights["places.weight"]
        self._last = weights["norm.weight"]
        self._tokens = tokens
        self._tokenizer = tokenizer
        self._heads = heads
        layers = sum(name.endswith("qkv.weight") for name in weights)
        self._blocks = [_Block.of(weights, layer, heads) for layer in range(layers)]
        self.weights = sum(part.size for block in self._blocks for part in (block.qkv, block.out, block.up, block.down))
        """Numbers that each token is multiplied with, apart from the attention between tokens."""
        self.longest: int = self._places.shape[0]
        self.width: int = self._places.shape[1]

    @classmethod
    def load(cls, folder: Path) -> Network:
        """Reads `tokenizer.json`, `encoder.safetensors` and `shape.json` of a folder."""
        try:
            shape = json.loads((folder / "shape.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise IndexUnavailable(f"the encoder in {folder.name}/ cannot be read: {error}") from error
        weights = folder / "encoder.safetensors"
        tokens = load_packed(weights, "tokens.weight")
        return cls(load_weights(weights, but="tokens.weight"), tokens, tokenizer, shape.get("heads", 4))

    def tokens(self, text: str) -> list[int]:
        """Token ids of the folded text; a long message keeps its beginning and its end."""
        return ends(self._tokenizer.encode(fold(text)).ids, self.longest)

    def state(self, text: str) -> Matrix:
        """The pooled state of one text: float32 [width]."""
        one: Matrix = self._pooled(np.array([self.tokens(text)]))[0]
        return one

    def states(self, texts: Sequence[str], most: int = ROWS) -> Matrix:
        """The pooled states of many texts: float32 [texts, width].

        Those of equal length go together, at most `most` tokens at a time (what a core's cache holds), and as many
        at once as there are cores.
        """
        found = np.empty((len(texts), self.width), dtype=np.float32)
        groups: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for row, one in enumerate(self._tokenizer.encode_batch_fast([fold(text) for text in texts])):
            ids = ends(one.ids, self.longest)
            groups[len(ids)].append((row, ids))
        batches = []
        for length, group in sorted(groups.items(), reverse=True):  # the long ones first, so that no core waits long
            size = max(1, most // length)
            batches += [group[start : start + size] for start in range(0, len(group), size)]

        def fill(batch: list[tuple[int, list[int]]]) -> None:
            found[[row for row, _ in batch]] = self._pooled(np.array([ids for _, ids in batch]))

        if len(batches) == 1:
            fill(batches[0])
        elif batches:
            with ThreadPoolExecutor(_cores()) as pool:
                list(pool.map(fill, batches))
        return found

    def _pooled(self, ids: NDArray[np.int64]) -> Matrix:
        """The mean state of each row of ids [batch, length]: [batch, width]."""
        batch, length = ids.shape
        width, heads, rows = self.width, self._heads, batch * length
        # BLAS works on four rows at a time: 19 rows take a third longer than 20.
        x = np.zeros((-(-rows // 4) * 4, width), dtype=np.float32)
        x[:rows] = (self._tokens.take(ids) + self._places[:length]).reshape(rows, width)
        seen = np.zeros_like(x)
        for block in self._blocks:
            # [3, batch, heads, length, width of a head], without copying
            split = (_normed(x) @ block.qkv)[:rows].reshape(batch, length, 3, heads, width // heads)
            query, key, value = split.transpose(2, 0, 3, 1, 4)
            weight = query @ key.transpose(0, 1, 3, 2)
            weight -= weight.max(axis=-1, keepdims=True)
            np.exp(weight, out=weight)
            mixed = weight @ value
            mixed /= weight.sum(axis=-1, keepdims=True)
            seen[:rows] = mixed.transpose(0, 2, 1, 3).reshape(rows, width)
            x += seen @ block.out
            x += _gelu(_normed(x) @ block.up) @ block.down
        pooled: Matrix = _normed(x[:rows]).reshape(batch, length, width).mean(axis=1) * self._last
        return pooled


def ends(ids: list[int], longest: int) -> list[int]:
    """At most `longest` tokens, from both ends; one for an empty text."""
    if len(ids) > longest:
        half = longest // 2
        ids = ids[:half] + ids[half - longest :]
    return ids or [2]


def _normed(x: Matrix) -> Matrix:
    """Rows scaled to a mean square of 1; the norm's own weight stands in the next matrix."""
    squares = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1])
    scaled: Matrix = x * (1 / np.sqrt(squares + np.float32(1e-6)))[:, None]
    return scaled


def _gelu(x: Matrix) -> Matrix:
    """The tanh form of GELU, x / (1 + exp(-2 s (x + 0.044715 x³))) with s = sqrt(2 / pi); writes over `x`."""
    inner = x * x
    inner *= np.float32(-2 * _SLOPE * 0.044715)
    inner += np.float32(-2 * _SLOPE)
    inner *= x
    np.minimum(inner, np.float32(80), out=inner)  # beyond, exp is more than float32 holds, and the quotient 0
    np.exp(inner, out=inner)
    inner += np.float32(1)
    x /= inner
    return x


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""The sentence network in numpy: the arithmetic of `dorinn.training.network`, without torch."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from dorinn.errors import IndexUnavailable
from dorinn.language.fold import fold

Matrix = NDArray[np.float32]


class Packed:
    """An int8 matrix with one scale a row, widened row by row when it is read: a quarter of the memory."""

    def __init__(self, rows: NDArray[np.int8], scale: NDArray[np.float16]) -> None:
        self._rows = rows
        self._scale = scale.astype(np.float32)
        self.shape = rows.shape

    def take(self, ids: NDArray[np.int64] | list[int]) -> Matrix:
        """Rows as float32, shape of `ids` plus the width."""
        found: Matrix = self._rows[ids].astype(np.float32) * self._scale[ids]
        return found


def load_packed(path: Path, name: str) -> Packed:
    """One matrix of a safetensors file, left packed; raises IndexUnavailable."""
    try:
        with safe_open(path, framework="numpy") as file:
            return Packed(file.get_tensor(name), file.get_tensor(f"{name}.scale"))
    except Exception as error:
        raise IndexUnavailable(f"the weights {path.name} cannot be read: {error}") from error


def load_weights(path: Path, but: str = "") -> dict[str, Matrix]:
    """Reads a safetensors file; int8 matrices come with a `<name>.scale` a row and are widened to float32.

    `but` names one matrix to leave out.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            raw = {name: file.get_tensor(name) for name in file.keys() if not but or not name.startswith(but)}  # noqa: SIM118
    except Exception as error:
        raise IndexUnavailable(f"the weights {path.name} cannot be read: {error}") from error
    found: dict[str, Matrix] = {}
    for name, value in raw.items():
        if name.endswith(".scale"):
            continue
        scale = raw.get(f"{name}.scale")
        found[name] = (
            value.astype(np.float32) * scale.astype(np.float32) if scale is not None else value.astype(np.float32)
        )
    return found


class Network:
    """Text to one vector of `width` numbers: the mean of the last layer's states over the tokens."""

    def __init__(self, weights: dict[str, Matrix], tokens: Packed, tokenizer: Tokenizer, heads: int) -> None:
        self._places = weights["places.weight"]
        self._last = weights["norm.weight"]
        self._tokens = tokens
        self._tokenizer = tokenizer
        self._heads = heads
        self._layers = sum(name.endswith("qkv.weight") for name in weights)
        self._blocks = [
            tuple(
                np.ascontiguousarray(weights[f"blocks.{layer}.{part}.weight"].T)
                for part in ("norm1", "qkv", "out", "norm2", "up", "down")
            )
            for layer in range(self._layers)
        ]
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

    def states(self, texts: Sequence[str], most: int = 64) -> Matrix:
        """The pooled states of many texts, those of equal length together: float32 [texts, width]."""
        found = np.empty((len(texts), self.width), dtype=np.float32)
        groups: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for row, text in enumerate(texts):
            ids = self.tokens(text)
            groups[len(ids)].append((row, ids))
        for group in groups.values():
            for start in range(0, len(group), most):
                rows = [row for row, _ in group[start : start + most]]
                found[rows] = self._pooled(np.array([ids for _, ids in group[start : start + most]]))
        return found

    def _pooled(self, ids: NDArray[np.int64]) -> Matrix:
        x: Matrix = self._tokens.take(ids) + self._places[: ids.shape[1]]
        batch, length, width = x.shape
        head = width // self._heads
        for norm1, qkv, out, norm2, up, down in self._blocks:
            query, key, value = (
                part.reshape(batch, length, self._heads, head).transpose(0, 2, 1, 3)
                for part in np.split(_normed(x, norm1) @ qkv, 3, axis=-1)
            )
            weight = query @ key.transpose(0, 1, 3, 2) * np.float32(1 / math.sqrt(head))
            weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
            weight /= weight.sum(axis=-1, keepdims=True)
            x = x + (weight @ value).transpose(0, 2, 1, 3).reshape(batch, length, width) @ out
            x = x + _gelu(_normed(x, norm2) @ up) @ down
        pooled: Matrix = _normed(x, self._last).mean(axis=1)
        return pooled


def ends(ids: list[int], longest: int) -> list[int]:
    """At most `longest` tokens, from both ends; one for an empty text."""
    if len(ids) > longest:
        half = longest // 2
        ids = ids[:half] + ids[half - longest :]
    return ids or [2]


def _normed(x: Matrix, weight: Matrix) -> Matrix:
    scaled: Matrix = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-6)) * weight
    return scaled


def _gelu(x: Matrix) -> Matrix:
    inner = np.float32(math.sqrt(2 / math.pi)) * (x + np.float32(0.044715) * x * x * x)
    smooth: Matrix = np.float32(0.5) * x * (1 + np.tanh(inner))
    return smooth

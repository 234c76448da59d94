"""Matrices as they are stored: int8, with one scale a row."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from dorinn.errors import IndexUnavailable

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

    def mixed(self, ids: NDArray[np.int64], weights: NDArray[np.float32], start: int = 0) -> Matrix:
        """The sum of some rows from column `start` on, each times its weight: float32 [width - start]."""
        rows = self._rows[ids, start:] if start else self._rows[ids]
        found: Matrix = (weights * self._scale[ids, 0]) @ rows.astype(np.float32)
        return found


def load_packed(path: Path, name: str) -> Packed:
    """One matrix of a safetensors file, left packed and in the file: what is read of it takes memory, once for all
    processes on a machine. Raises IndexUnavailable."""
    try:
        with safe_open(path, framework="numpy") as file:
            shape, scale = file.get_slice(name).get_shape(), file.get_tensor(f"{name}.scale")
        with path.open("rb") as raw:  # the length of the header in 8 bytes, the header, the numbers
            length = int.from_bytes(raw.read(8), "little")
            start = 8 + length + int(json.loads(raw.read(length))[name]["data_offsets"][0])
        return Packed(np.memmap(path, np.int8, "r", start, tuple(shape)).view(np.ndarray), scale)
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

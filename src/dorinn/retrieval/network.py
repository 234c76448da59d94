"""The sentence network: one text to one vector, by ONNX Runtime, in whole numbers of 8 bits, without torch."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, OrtValue, SessionOptions
from safetensors import safe_open
from tokenizers import Tokenizer

from dorinn.errors import IndexUnavailable
from dorinn.language.fold import fold
from dorinn.retrieval.packed import Matrix

# Weights are multiplied as 7 bits: two products of 8 bits, added in 16, would overflow on processors without VNNI,
# and answers would then differ from one machine to the next.
_STORED, _USED = np.float32(127), np.float32(63)
_PARTS = ("tokenizer.json", "encoder.safetensors", "encoder.onnx")


class Network:
    """Text to one vector of `width` numbers: the mean of the last layer's states over the tokens, as each is heeded."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, longest: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.longest = longest
        """Tokens of a text that are read."""
        self.width = int(session.get_outputs()[0].shape[0])

    @classmethod
    def load(cls, folder: Path) -> Network:
        """Reads `tokenizer.json`, `encoder.safetensors` (the weights) and `encoder.onnx` (what is done with them).

        Raises IndexUnavailable.
        """
        tokenizer, weights, graph = (folder / part for part in _PARTS)
        try:
            given = dict(_matrices(weights))
            options = SessionOptions()
            # A question is too small to be shared between cores; texts are (`states`).
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            options.add_external_initializers(list(given), [OrtValue.ortvalue_from_numpy(m) for m in given.values()])
            session = InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
            return cls(session, Tokenizer.from_file(str(tokenizer)), len(given["places"]))
        except Exception as error:  # each of the three libraries has errors of its own
            said = " ".join(str(error).split())[:200]
            raise IndexUnavailable(f"the encoder in {folder.name}/ cannot be read: {said}") from error

    def tokens(self, text: str) -> list[int]:
        """Token ids of the folded text; a long message keeps its beginning and its end."""
        return ends(self._tokenizer.encode_batch_fast([fold(text)])[0].ids, self.longest)

    def state(self, text: str) -> Matrix:
        """The mean state of one text: float32 [width]."""
        return self._mean(self.tokens(text))

    def states(self, texts: Sequence[str]) -> Matrix:
        """The mean states of many texts: float32 [texts, width]; as many at once as there are cores.

        Each text is worked on alone, since its states are rounded on a scale of its own.
        """
        read = self._tokenizer.encode_batch_fast([fold(text) for text in texts])
        rows = [ends(one.ids, self.longest) for one in read]
        if len(rows) < 2:
            return np.array([self._mean(row) for row in rows], dtype=np.float32).reshape(len(rows), self.width)
        with ThreadPoolExecutor(_cores()) as pool:
            return np.stack(list(pool.map(self._mean, rows)))

    def _mean(self, ids: Sequence[int]) -> Matrix:
        state: Matrix = self._session.run(None, {"ids": np.array(ids, dtype=np.int64)})[0]
        return state


def ends(ids: list[int], longest: int) -> list[int]:
    """At most `longest` tokens, from both ends; one for an empty text."""
    if len(ids) > longest:
        half = longest // 2
        ids = ids[:half] + ids[half - longest :]
    return ids or [2]


def _matrices(path: Path) -> Iterator[tuple[str, NDArray[Any]]]:
    """The stored weights as the graph takes them: what is multiplied stands as [from, to] in 7 bits, with the scale and
    the zero of each column; the attention's scale stands in the queries' columns."""
    with safe_open(path, framework="numpy") as file:
        names = list(file.keys())
        heads = json.loads((path.parent / "shape.json").read_text(encoding="utf-8"))["heads"]
        for name in names:
            if name.endswith(".scale"):
                continue
            stored, short = file.get_tensor(name), name.removesuffix(".weight")
            if f"{name}.scale" not in names:
                yield name, stored
                continue
            scale = file.get_tensor(f"{name}.scale").astype(np.float32)
            if short == "tokens":
                yield from ((short, stored), (f"{short}.scale", scale))
            elif short == "places":
                yield short, stored * scale
            else:
                if short.endswith(".qkv"):
                    width = stored.shape[1]
                    scale[:width] /= np.sqrt(np.float32(width // heads))
                narrowed = np.round(stored.T * (_USED / _STORED)).astype(np.int8)
                yield short, np.ascontiguousarray(narrowed)
                yield f"{short}.scale", scale[:, 0] * (_STORED / _USED)
                yield f"{short}.zero", np.zeros(len(scale), np.int8)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from dorinn.errors import IndexUnavailable
from dorinn.retrieval.packed import load_packed, load_weights

PACKED = {
    "a": np.array([[127, -127], [0, 64]], dtype=np.int8),
    "a.scale": np.array([[0.5], [1.0]], dtype=np.float16),
    "b": np.array([1.5], dtype=np.float32),
}
A = [[63.5, -63.5], [0, 64]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_file(PACKED, str(tmp_path / "x.safetensors"))
    return tmp_path / "x.safetensors"


def test_int8_weights_are_widened_by_their_scale(file: Path) -> None:
    found = load_weights(file)
    assert set(found) == {"a", "b"}
    np.testing.assert_allclose(found["a"], A)
    assert set(load_weights(file, but="a")) == {"b"}


def test_a_packed_matrix_is_read_by_rows(file: Path) -> None:
    packed = load_packed(file, "a")
    assert packed.shape == (2, 2)
    np.testing.assert_allclose(packed.take([1, 0]), [A[1], A[0]])
    mixed = packed.mixed(np.array([0, 1]), np.array([2, 0.5], dtype=np.float32))
    np.testing.assert_allclose(mixed, 2 * np.array(A[0]) + 0.5 * np.array(A[1]))
    last = packed.mixed(np.array([0, 1]), np.array([2, 0.5], dtype=np.float32), start=1)
    np.testing.assert_allclose(last, mixed[1:])


def test_damaged_files_and_missing_names_are_named(file: Path) -> None:
    with pytest.raises(IndexUnavailable, match=r"x\.safetensors cannot be read"):
        load_packed(file, "c")
    file.write_bytes(b"{")
    with pytest.raises(IndexUnavailable, match=r"x\.safetensors cannot be read"):
        load_weights(file)

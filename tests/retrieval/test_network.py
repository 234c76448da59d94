from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder, load_encoder, unit
from dorinn.retrieval.network import Network
from dorinn.retrieval.packed import Matrix, load_weights

TEXTS = ["hei", "", "Sønnen min vil ikke på skolen", "Guten vil ikkje på skulen", "👍", "x " * 900, "hva", "kva"]
PARTS = ("shape.json", "tokenizer.json", "encoder.safetensors", "encoder.onnx")


def in_full(weights: dict[str, Matrix], ids: list[int], heads: int) -> Matrix:
    """The network's arithmetic in 32-bit numbers, written out."""

    def normed(x: Matrix, name: str) -> Matrix:
        return x / np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-6) * weights[f"{name}.weight"]

    def product(x: Matrix, name: str) -> Matrix:
        return x @ weights[f"{name}.weight"].T

    x = weights["tokens.weight"][ids] + weights["places.weight"][: len(ids)]
    length, width = x.shape
    for block in sorted({name.rpartition(".")[0].rpartition(".")[0] for name in weights if name.startswith("blocks")}):
        parts = product(normed(x, f"{block}.norm1"), f"{block}.qkv").reshape(length, 3, heads, width // heads)
        query, key, value = parts.transpose(1, 2, 0, 3)
        share = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(width // heads))
        seen = (share / share.sum(axis=-1, keepdims=True)) @ value
        x = x + product(seen.transpose(1, 0, 2).reshape(length, width), f"{block}.out")
        up = product(normed(x, f"{block}.norm2"), f"{block}.up")
        bent = up / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (up + 0.044715 * up**3)))
        x = x + product(bent, f"{block}.down")
    last = normed(x, "norm")
    heeded = np.exp(last @ weights["heed"])
    return heeded @ last / heeded.sum()


def test_one_text_and_a_batch_give_the_same_state(encoder: BundledEncoder) -> None:
    batch = encoder.network.states(TEXTS)
    assert batch.shape == (len(TEXTS), encoder.dimensions)
    assert batch.dtype == np.float32
    assert np.isfinite(batch).all()
    for row, text in enumerate(TEXTS):
        np.testing.assert_allclose(encoder.network.state(text), batch[row], atol=1e-4)


def test_what_else_is_asked_changes_nothing(encoder: BundledEncoder) -> None:
    alone, among = encoder.network.states(TEXTS[2:3]), encoder.network.states(TEXTS)
    np.testing.assert_array_equal(alone[0], among[2])
    assert encoder.network.states([]).shape == (0, encoder.dimensions)


def test_whole_numbers_give_nearly_what_full_precision_gives(encoder: BundledEncoder) -> None:
    heads = json.loads((BUNDLED / "shape.json").read_text(encoding="utf-8"))["heads"]
    weights = load_weights(BUNDLED / "encoder.safetensors")
    for text in TEXTS:
        full = in_full(weights, encoder.network.tokens(text), heads)
        state = encoder.network.state(text)
        assert state @ full > 0.998 * np.linalg.norm(state) * np.linalg.norm(full)
        np.testing.assert_allclose(state, full, atol=0.012 * float(np.linalg.norm(full)))  # of its length


def test_a_long_text_keeps_its_beginning_and_its_end(encoder: BundledEncoder) -> None:
    network = encoder.network
    ids = network.tokens("barnevern " + "og " * 2000 + "skolen")
    assert len(ids) == network.longest
    assert ids[0] == network.tokens("barnevern")[0]
    assert ids[-1] == network.tokens("skolen")[-1]


def test_vectors_have_length_one(encoder: BundledEncoder) -> None:
    np.testing.assert_allclose(np.linalg.norm(encoder.encode(TEXTS), axis=1), 1, atol=1e-4)


def test_unit_leaves_zero_alone() -> None:
    np.testing.assert_array_equal(unit(np.zeros((1, 3), dtype=np.float32)), np.zeros((1, 3)))


def test_likeness_is_of_meaning(encoder: BundledEncoder) -> None:
    one, near, far = encoder.encode(["vil ikke på skolen", "nektar å gå på skulen", "søke om barnehageplass"])
    assert one @ near > one @ far


def test_the_form_and_capitals_hardly_matter(encoder: BundledEncoder) -> None:
    one, other = encoder.encode(["Vil ikke på SKOLEN", "vil ikke paa skolen"])
    assert one @ other == pytest.approx(1, abs=1e-4)


def test_the_id_says_which_weights() -> None:
    assert BundledEncoder.load().id == BundledEncoder.load().id
    assert load_encoder().id.startswith("bundled-")


@pytest.mark.parametrize("name", PARTS)
def test_damaged_weights_are_named(tmp_path: Path, name: str) -> None:
    for file in PARTS:
        shutil.copy(BUNDLED / file, tmp_path)
    (tmp_path / name).write_bytes(b"{")
    with pytest.raises(IndexUnavailable, match="cannot be read"):
        Network.load(tmp_path)

"""The served network does nearly what the torch network does, and quantised weights come back nearly as they were."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx is only in the extra train")
torch = pytest.importorskip("torch", reason="torch is only in the extra train; serving needs none")

from dorinn.retrieval.encoder import BUNDLED, BundledEncoder  # noqa: E402
from dorinn.retrieval.network import Network as Served  # noqa: E402
from dorinn.retrieval.packed import load_weights  # noqa: E402
from dorinn.training.bundle import quantised, write_encoder  # noqa: E402
from dorinn.training.network import Network as TorchNetwork  # noqa: E402

TEXTS = ["hei", "Sønnen min vil ikke på skolen", "Eg er gravid, kven kan eg snakke med?", "lang " * 400]


def _torch_states(network: TorchNetwork, ids: list[list[int]]) -> np.ndarray:
    with torch.no_grad():
        return np.stack([network.eval().pool(torch.tensor([row]))[0].numpy() for row in ids])


def _assert_near(served: np.ndarray, expected: np.ndarray) -> None:
    """Rounding to 7 and 8 bits moves a state by a small part of its length."""
    apart = np.linalg.norm(served - expected, axis=1) / np.linalg.norm(expected, axis=1)
    assert apart.max() < 0.04, apart


def test_the_bundled_weights_give_the_same_in_both(encoder: BundledEncoder) -> None:
    weights = load_weights(BUNDLED / "encoder.safetensors")
    shape = json.loads((BUNDLED / "shape.json").read_text(encoding="utf-8"))
    network = TorchNetwork(**shape)
    network.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    expected = _torch_states(network, [encoder.network.tokens(text) for text in TEXTS])
    _assert_near(encoder.network.states(TEXTS), expected)


def test_fresh_weights_survive_being_written_and_read(tmp_path: Path, encoder: BundledEncoder) -> None:
    torch.manual_seed(3)
    shape = {
        "vocabulary": encoder.network._tokenizer.get_vocab_size(),
        "width": 32,
        "layers": 2,
        "hidden": 48,
        "longest": 16,
    }
    network = TorchNetwork(**shape)
    torch.nn.init.normal_(network.heed, std=0.3)
    weights = {name: weight.numpy() for name, weight in network.state_dict().items()}
    write_encoder(tmp_path, network, shape, BUNDLED / "tokenizer.json")
    read = Served.load(tmp_path)
    assert (read.width, read.longest) == (32, 16)
    widened = load_weights(tmp_path / "encoder.safetensors")
    network.load_state_dict({name: torch.from_numpy(widened[name]) for name in weights})
    expected = _torch_states(network, [read.tokens(text) for text in TEXTS])
    _assert_near(read.states(TEXTS), expected)


def test_padding_changes_nothing() -> None:
    network = TorchNetwork(vocabulary=50, width=16, layers=1, hidden=16, longest=8).eval()
    torch.nn.init.normal_(network.heed, std=0.3)
    with torch.no_grad():
        both = network.pool(torch.tensor([[5, 6, 7, 0, 0]])), network.pool(torch.tensor([[5, 6, 7]]))
    np.testing.assert_allclose(both[0].numpy(), both[1].numpy(), atol=1e-5)


def test_where_nothing_is_heeded_more_all_tokens_count_alike() -> None:
    network = TorchNetwork(vocabulary=50, width=16, layers=1, hidden=16, longest=8).eval()
    ids = torch.tensor([[5, 6, 7]])
    with torch.no_grad():
        np.testing.assert_allclose(network.pool(ids).numpy(), network(ids).mean(1).numpy(), atol=1e-6)


def test_quantised_weights_come_back_within_half_a_step() -> None:
    weight = np.random.default_rng(1).normal(size=(20, 30)).astype(np.float32)
    packed = quantised("w", weight)
    assert packed["w"].dtype == np.int8
    back = packed["w"].astype(np.float32) * packed["w.scale"].astype(np.float32)
    step = np.abs(weight).max(axis=1, keepdims=True) / 127
    assert (np.abs(back - weight) <= 0.5 * step + 1e-3 * np.abs(weight).max()).all()


def test_rows_of_zeros_and_vectors_are_kept() -> None:
    packed = quantised("w", np.zeros((2, 3), dtype=np.float32))
    assert not packed["w"].any()
    assert np.isfinite(packed["w.scale"]).all()
    assert quantised("v", np.array([1.5]))["v"].dtype == np.float32

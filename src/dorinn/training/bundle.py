"""Reads and writes what was trained: int8 weights with one scale a row, small enough to commit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file

from dorinn.retrieval.packed import load_weights
from dorinn.training.graph import write_graph
from dorinn.training.linear import SparseLinear
from dorinn.training.network import Network

Weights = dict[str, np.ndarray]


def quantised(name: str, weight: np.ndarray) -> Weights:
    """A matrix as int8 with float16 scales [rows, 1]; vectors stay float32."""
    if weight.ndim < 2:
        return {name: weight.astype(np.float32)}
    scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
    return {name: np.round(weight / scale).astype(np.int8), f"{name}.scale": scale.astype(np.float16)}


def read_network(folder: Path, dropout: float) -> Network:
    """The network of a folder: as `dorinn.training.pretrain` left it, or as it was bundled, to go on from there."""
    network = Network(**json.loads((folder / "shape.json").read_text(encoding="utf-8")), dropout=dropout)
    if (folder / "network.pt").exists():
        state = torch.load(folder / "network.pt", map_location="cpu")
        network.load_state_dict({name: weight.float() for name, weight in state.items()})
        return network
    weights = load_weights(folder / "encoder.safetensors")
    network.load_state_dict({name: torch.from_numpy(weight) for name, weight in weights.items()})
    return network


def read_topics(folder: Path) -> tuple[dict[str, Any], Weights]:
    """What `write_topics` wrote: the meta data, and the vectors with `linear` [buckets, outputs] among them."""
    meta: dict[str, Any] = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
    return meta, dict(load_weights(folder / "topics.safetensors"))


def write_encoder(folder: Path, network: Network, shape: dict[str, int], tokenizer: Path) -> None:
    """`encoder.safetensors`, `encoder.onnx`, `shape.json` and `tokenizer.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    packed: Weights = {}
    for name, weight in network.state_dict().items():
        packed |= quantised(name, weight.cpu().float().numpy())
    save_file(packed, str(folder / "encoder.safetensors"))
    (folder / "shape.json").write_text(json.dumps({**shape, "heads": 4}, indent=1) + "\n", encoding="utf-8")
    write_graph(folder)
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")


def write_topics(
    folder: Path, meta: dict[str, Any], rarity: np.ndarray, layer: SparseLinear, head: torch.nn.Linear
) -> None:
    """`topics.safetensors` and `topics.json`: the linear part packed, [buckets, outputs], the vectors and the network's
    head as float32."""
    vectors = {
        "bias": layer.bias.detach().cpu().numpy(),
        "rarity": rarity,
        "head": head.weight.detach().cpu().float().numpy().T.copy(),
        "head_bias": head.bias.detach().cpu().float().numpy(),
    }
    save_file(
        quantised("linear", layer.weight.weight.detach().cpu().numpy()) | vectors, str(folder / "topics.safetensors")
    )
    (folder / "topics.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")

"""Trains the linear part: hashed n-grams to topics, roles and written form, as one sparse layer."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from dorinn.language.features import BUCKETS, features
from dorinn.training.noise import noisy

Bags = list[dict[int, float]]


class SparseLinear(nn.Module):
    """Bags of weighted buckets to `outputs` logits."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.weight = nn.EmbeddingBag(BUCKETS, outputs, mode="sum")
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.zeros_(self.weight.weight)

    def forward(self, bags: Sequence[dict[int, float]]) -> Tensor:
        device = self.bias.device
        ids = torch.tensor([b for bag in bags for b in bag], device=device)
        weights = torch.tensor([w for bag in bags for w in bag.values()], device=device)
        offsets = torch.tensor(np.cumsum([0, *(len(bag) for bag in bags)])[:-1], device=device)
        out: Tensor = self.weight(ids, offsets, per_sample_weights=weights) + self.bias
        return out


def train_linear(
    texts: Sequence[str],
    targets: Sequence[tuple[int, int, int]],
    topics: int,
    roles: int,
    epochs: int = 14,
    seed: int = 1,
    copies: int = 1,
) -> SparseLinear:
    """Targets are (topic, role, nynorsk); returns the layer with topics + roles + 1 outputs.

    Each text is seen plain and in `copies` noisy variants.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    bags = [features(text) for text in texts]
    gold = list(targets)
    for _ in range(copies):
        bags += [features(noisy(text, rng)) for text in texts]
        gold += targets
    layer = SparseLinear(topics + roles + 1).to(device)
    optimizer = torch.optim.Adam(layer.parameters(), lr=0.05, betas=(0.9, 0.99))
    order, batch = list(range(len(bags))), 512
    steps, step = epochs * (len(order) // batch + 1), 0
    for _ in range(epochs):
        rng.shuffle(order)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            for group in optimizer.param_groups:
                group["lr"] = 0.05 * (1 - step / (steps + 1))
            logits = layer([bags[row] for row in rows])
            answers = torch.tensor([gold[row] for row in rows], device=device)
            loss = nn.functional.cross_entropy(logits[:, :topics], answers[:, 0], label_smoothing=0.05)
            loss = loss + 0.5 * nn.functional.cross_entropy(logits[:, topics : topics + roles], answers[:, 1])
            loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(logits[:, -1], answers[:, 2].float())
            loss = loss + 2e-6 * layer.weight.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return layer.cpu().eval()

"""Trains the linear part: hashed n-grams to all outputs, as one sparse layer."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from dorinn.language.features import BUCKETS, features
from dorinn.training.losses import EXTRA, loss_of
from dorinn.training.noise import Chatter, noisy
from dorinn.training.targets import Target


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
    targets: Sequence[Target],
    rarity: Sequence[float],
    topics: int,
    roles: int,
    codes: int,
    epochs: int = 12,
    seed: int = 1,
    chatter: Chatter = (),
    rate: float = 0.04,
    begun: SparseLinear | None = None,
) -> SparseLinear:
    """Each text is seen plain and in one noisy variant; returns topics + roles + EXTRA + codes outputs.

    With `begun` it goes on from that layer, best at a lower rate."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    texts = [target.text for target in targets]
    bags = [features(text, rarity) for text in [*texts, *(noisy(text, rng, chatter) for text in texts)]]
    gold = [*targets, *targets]
    layer = (begun or SparseLinear(topics + roles + EXTRA + codes)).to(device).train()
    optimizer = torch.optim.Adam(layer.parameters(), lr=rate, betas=(0.9, 0.99))
    order, batch, step = list(range(len(bags))), 512, 0
    steps = epochs * (len(order) // batch + 1)
    for _ in range(epochs):
        rng.shuffle(order)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - step / (steps + 1))
            loss = loss_of(layer([bags[row] for row in rows]), [gold[row] for row in rows], topics, roles, 0.05)
            loss = loss + 2e-6 * layer.weight.weight.square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return layer.cpu().eval()

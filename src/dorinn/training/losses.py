"""One loss for all outputs: topics, roles, written form, codes."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from dorinn.training.targets import UNKNOWN, Target


def loss_of(logits: Tensor, targets: Sequence[Target], topics: int, roles: int, smoothing: float) -> Tensor:
    """Mean loss of a batch; logits are [batch, topics + roles + 1 + codes]. What a target leaves open costs nothing."""
    device = logits.device
    topic = torch.tensor([t.topic for t in targets], device=device)
    role = torch.tensor([t.role for t in targets], device=device)
    form = torch.tensor([float(t.nynorsk) for t in targets], device=device)
    shares = torch.zeros(len(targets), logits.shape[1] - topics - roles - 1, device=device)
    for row, target in enumerate(targets):
        for code, share in target.codes.items():
            shares[row, code] = share
    total = 0.3 * functional.binary_cross_entropy_with_logits(logits[:, topics + roles], form)
    if bool((topic != UNKNOWN).any()):
        total = total + functional.cross_entropy(
            logits[:, :topics], topic, ignore_index=UNKNOWN, label_smoothing=smoothing
        )
        total = total + 0.4 * functional.cross_entropy(
            logits[:, topics : topics + roles], role, ignore_index=UNKNOWN, label_smoothing=0.02
        )
    taught = shares.sum(1) > 0
    if bool(taught.any()):
        said = logits[:, topics + roles + 1 :][taught].log_softmax(1)
        total = total - 0.7 * (shares[taught] * said).sum(1).mean()
    return total

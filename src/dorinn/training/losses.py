"""One loss for all outputs: topics, roles, written form, codes, levels of danger; by labels, or by another reader."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from dorinn.domain.topic import LEVELS
from dorinn.training.targets import UNKNOWN, Target

EXTRA = 1 + len(LEVELS)  # outputs beside topics, roles and codes: the written form and the levels


def loss_of(logits: Tensor, targets: Sequence[Target], topics: int, roles: int, smoothing: float) -> Tensor:
    """Mean loss of a batch; logits are [batch, topics + roles + 1 + codes + levels].

    What a target leaves open costs nothing.
    """
    device = logits.device
    topic = torch.tensor([t.topic for t in targets], device=device)
    role = torch.tensor([t.role for t in targets], device=device)
    form = torch.tensor([float(t.nynorsk) for t in targets], device=device)
    codes = logits.shape[1] - topics - roles - EXTRA
    shares = torch.zeros(len(targets), codes, device=device)
    levels = torch.zeros(len(targets), len(LEVELS), dtype=torch.bool, device=device)
    for row, target in enumerate(targets):
        for code, share in target.codes.items():
            shares[row, code] = share
        levels[row, list(target.levels)] = True
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
        said = logits[:, topics + roles + 1 : topics + roles + 1 + codes][taught].log_softmax(1)
        total = total - (shares[taught] * said).sum(1).mean()
    told = levels.any(1)
    if bool(told.any()):
        grave = logits[:, -len(LEVELS) :][told].log_softmax(1).masked_fill(~levels[told], -torch.inf)
        total = total - 0.5 * grave.logsumexp(1).mean()
    return total


def soft_loss_of(logits: Tensor, said: Tensor, targets: Sequence[Target], topics: int, roles: int) -> Tensor:
    """Mean loss against what another reader said of the same texts, both [batch, outputs]; the written form is left to
    the labels, and so are the codes of look-ups, which nobody has taught the other reader."""
    device = logits.device
    weights = torch.tensor([float(bool(t.codes) or t.topic == UNKNOWN) for t in targets], device=device)
    codes, levels = topics + roles + 1, logits.shape[1] - len(LEVELS)
    total = _apart(logits[:, :topics], said[:, :topics]).mean()
    total = total + 0.4 * _apart(logits[:, topics : codes - 1], said[:, topics : codes - 1]).mean()
    apart = _apart(logits[:, codes:levels], said[:, codes:levels])
    total = total + (apart * weights).sum() / weights.sum().clamp(min=1)
    return total + 0.5 * _apart(logits[:, levels:], said[:, levels:]).mean()


def _apart(logits: Tensor, said: Tensor) -> Tensor:
    """The cross-entropy of each row: [batch]."""
    return -(said.softmax(1) * logits.log_softmax(1)).sum(1)

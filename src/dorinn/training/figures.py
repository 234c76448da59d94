"""What a part of the model gets right of texts held out: the likeliest topic, role, form, kind of help and level."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from dorinn.domain.topic import LEVELS
from dorinn.training.targets import UNKNOWN, Target


def figures(logits: Tensor, held: Sequence[Target], topics: int, roles: int) -> dict[str, float]:
    """Shares from 0 to 1 of texts [texts, outputs]; a code is right where the best of the target's codes is likeliest,
    `among` where any of them is. What no target tells is left out."""

    def right(rows: Tensor, gold: list[int]) -> float:
        told = torch.tensor([value != UNKNOWN for value in gold])
        found = rows.argmax(1) == torch.tensor(gold)
        return round(found[told].float().mean().item(), 3)

    routed = [row for row, target in enumerate(held) if target.codes]
    graded = [row for row, target in enumerate(held) if len(target.levels) == 1]
    best = [max(held[row].codes, key=lambda code: held[row].codes[code]) for row in routed]
    codes = logits[routed][:, topics + roles + 1 : -len(LEVELS)].argmax(1).tolist()
    form = (logits[:, topics + roles] > 0) == torch.tensor([target.nynorsk == 1 for target in held])
    among = [code in held[row].codes for row, code in zip(routed, codes, strict=True)]
    return {
        "topic": right(logits[:, :topics], [target.topic for target in held]),
        "role": right(logits[:, topics : topics + roles], [target.role for target in held]),
        "form": round(form.float().mean().item(), 3),
        "code": round(sum(map(int.__eq__, codes, best)) / max(1, len(best)), 3),
        "among": round(sum(among) / max(1, len(among)), 3),
        "level": right(logits[graded][:, -len(LEVELS) :], [held[row].levels[0] for row in graded]),
    }

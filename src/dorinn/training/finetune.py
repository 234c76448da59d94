"""Teaches the pretrained network topics, roles, written form and codes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import nullcontext

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.optim.swa_utils import AveragedModel

from dorinn.language.fold import fold
from dorinn.retrieval.network import ends
from dorinn.training.losses import EXTRA, loss_of, soft_loss_of
from dorinn.training.network import Network
from dorinn.training.noise import Chatter, noisy
from dorinn.training.targets import Target


class Reader(nn.Module):
    """The network with one head for all outputs."""

    def __init__(self, network: Network, outputs: int) -> None:
        super().__init__()
        self.network = network
        self.head = nn.Linear(network.norm.weight.shape[0], outputs)

    def forward(self, ids: Tensor) -> Tensor:
        out: Tensor = self.head(self.network.pool(ids))
        return out


def batch_ids(tokenizer: Tokenizer, texts: Sequence[str], longest: int, device: torch.device) -> Tensor:
    """Token ids, padded with 0: [texts, length]."""
    rows = [ends(encoded.ids, longest) for encoded in tokenizer.encode_batch([fold(text) for text in texts])]
    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows], device=device)


def batches(texts: Sequence[str], size: int, rng: random.Random, among: int = 32) -> list[list[int]]:
    """Rows in random batches of texts of like length, so that little is spent on padding; the last few are left out."""
    order = list(range(len(texts)))
    rng.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), size * among):
        part = sorted(order[start : start + size * among], key=lambda row: len(texts[row]))
        found += [part[at : at + size] for at in range(0, len(part) - size + 1, size)]
    rng.shuffle(found)
    return found


def finetune(
    network: Network,
    tokenizer: Tokenizer,
    targets: Sequence[Target],
    topics: int,
    roles: int,
    codes: int,
    epochs: int = 16,
    rate: float = 4e-4,
    batch: int = 64,
    seed: int = 1,
    chatter: Chatter = (),
    said: Tensor | None = None,
) -> Reader:
    """Trains network and a new head together, over all targets in every epoch; for the rest see `teach`."""
    torch.manual_seed(seed)
    reader = Reader(network, topics + roles + EXTRA + codes)
    epoch = list(range(len(targets)))
    return teach(reader, tokenizer, targets, topics, roles, [epoch] * epochs, rate, batch, seed, chatter, said)


def teach(
    reader: Reader,
    tokenizer: Tokenizer,
    targets: Sequence[Target],
    topics: int,
    roles: int,
    rounds: Sequence[Sequence[int]],
    rate: float = 4e-4,
    batch: int = 64,
    seed: int = 1,
    chatter: Chatter = (),
    said: Tensor | None = None,
    smoothing: float = 0.1,
    settling: float = 0.0,
    half: bool = False,
) -> Reader:
    """Trains a reader over `rounds` of rows of targets; every text is seen noisy in six of ten rounds.

    `said` [targets, outputs], where given, is what readers who had not learned from a text say of it
    (`dorinn.training.soft`): it counts as much as the labels, also for the noisy text. `settling` is the last share of
    the steps over which the weights are averaged; `half` computes in bfloat16 without a GPU too, attention by its
    plain formula, which is faster there.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    reader = reader.to(device).train()
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for n, p in reader.network.named_parameters() if n != "heed"], "base": rate},
            {"params": [*reader.head.parameters(), reader.network.heed], "base": 5 * rate},
        ],
        weight_decay=0.02,
        betas=(0.9, 0.98),
    )
    told, step = said.to(device) if said is not None else None, 0
    steps = sum(len(rows) // batch for rows in rounds)
    settled = AveragedModel(reader) if settling else None
    plain = half and device.type == "cpu"
    for rows in rounds:
        texts = [targets[row].text for row in rows]
        seen = [noisy(text, rng, chatter) if rng.random() < 0.6 else text for text in texts]
        for places in batches(seen, batch, rng):
            chosen = [rows[place] for place in places]
            gold = [targets[row] for row in chosen]
            ids = batch_ids(tokenizer, [seen[place] for place in places], reader.network.longest, device)
            # Masking tokens keeps the network from resting on single words.
            ids = torch.where((torch.rand(ids.shape, device=device) < 0.08) & (ids != 0), 1, ids)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1, step / 200) * max(0.01, 1 - step / steps)
            with (
                torch.autocast(device.type, dtype=torch.bfloat16, enabled=half or device.type == "cuda"),
                sdpa_kernel(SDPBackend.MATH) if plain else nullcontext(),
            ):
                logits = reader(ids)
            loss = loss_of(logits.float(), gold, topics, roles, smoothing)
            if told is not None:
                loss = (loss + soft_loss_of(logits.float(), told[chosen], gold, topics, roles)) / 2
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            step += 1
            if settled and step > steps * (1 - settling):
                settled.update_parameters(reader)
            if step % 100 == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}", flush=True)
    return (settled.module if settled else reader).eval()


def adapt(network: Network, tokenizer: Tokenizer, texts: Sequence[str], epochs: int = 10, seed: int = 1) -> None:
    """Goes on filling in masked tokens, now in messages as people write them, before any label is seen."""
    rng = random.Random(seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    bias = torch.zeros(network.tokens.num_embeddings, device=device, requires_grad=True)
    optimizer = torch.optim.AdamW([*network.parameters(), bias], lr=5e-4, weight_decay=0.02, betas=(0.9, 0.98))
    batch, step = 128, 0
    steps = epochs * (len(texts) // batch)
    for _ in range(epochs):
        for chosen in batches(texts, batch, rng):
            ids = batch_ids(tokenizer, [texts[row] for row in chosen], network.longest, device)
            hidden = (torch.rand(ids.shape, device=device) < 0.2) & (ids != 0)
            for group in optimizer.param_groups:
                group["lr"] = 5e-4 * min(1, step / 100) * max(0.02, 1 - step / steps)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                logits = network(ids.masked_fill(hidden, 1))[hidden] @ network.tokens.weight.T + bias
            loss = nn.functional.cross_entropy(logits.float(), ids[hidden])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1


@torch.no_grad()
def logits_of(reader: Reader, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """All logits of clean texts: float32 [texts, outputs], on the CPU."""
    device = reader.head.weight.device
    found = [
        reader(batch_ids(tokenizer, texts[start : start + 256], reader.network.longest, device)).float().cpu()
        for start in range(0, len(texts), 256)
    ]
    return torch.cat(found)

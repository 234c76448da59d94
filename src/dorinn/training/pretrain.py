"""Pretrains the sentence network on Norwegian text by filling in masked tokens.

`python -m dorinn.training.pretrain --text lines.txt --out DIR [--minutes 7]`; wants a GPU.
Writes `tokenizer.json` and `network.pt` (float16).
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from dorinn.training.network import Network

LENGTH = 64
PAD, MASK = 0, 1


def train_tokenizer(lines: list[str], size: int) -> Tokenizer:
    """A byte-pair tokenizer over folded text; id 0 pads, id 1 masks, id 2 is unknown."""
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=False), pre_tokenizers.Metaspace()]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size, min_frequency=5, special_tokens=["[PAD]", "[MASK]", "[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(lines, trainer)
    return tokenizer


def main() -> None:
    """Reads the lines (already folded, .xz), trains for the given minutes, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=7)
    parser.add_argument("--vocabulary", type=int, default=12000)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--hidden", type=int, default=768)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--tokenizer", type=Path, help="one that is there already, so that two networks read alike")
    args = parser.parse_args()
    with lzma.open(args.text, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    some = lines[:: max(1, len(lines) // 400_000)]
    tokenizer = Tokenizer.from_file(str(args.tokenizer)) if args.tokenizer else train_tokenizer(some, args.vocabulary)
    ids: list[int] = []
    for start in range(0, len(lines), 20_000):
        for encoded in tokenizer.encode_batch(lines[start : start + 20_000]):
            ids.extend(encoded.ids)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokens = torch.tensor(ids, dtype=torch.int32, device=device)
    print(f"{len(lines)} lines, {len(ids)} tokens, vocabulary {tokenizer.get_vocab_size()}", flush=True)

    torch.manual_seed(1)
    size = tokenizer.get_vocab_size()
    shape = {"vocabulary": size, "width": args.width, "layers": args.layers, "hidden": args.hidden, "heads": args.heads}
    network = Network(**shape, dropout=0.05).to(device)
    bias = torch.zeros(size, device=device, requires_grad=True)
    decay = [p for p in network.parameters() if p.ndim > 1]
    rest = [p for p in network.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.05}, {"params": [*rest, bias], "weight_decay": 0.0}],
        lr=2e-3,
        betas=(0.9, 0.98),
    )
    batch, began, step, spent = 1024, time.time(), 0, 0.0
    while spent < 1:
        spent = (time.time() - began) / (args.minutes * 60)
        rate = 2e-3 * min(1, (step + 1) / 300) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, spent))))
        for group in optimizer.param_groups:
            group["lr"] = rate
        starts = torch.randint(0, len(tokens) - LENGTH, (batch, 1), device=device)
        gold = tokens[starts + torch.arange(LENGTH, device=device)].long()
        hidden = torch.rand(gold.shape, device=device) < 0.25
        masked = gold.masked_fill(hidden & (torch.rand(gold.shape, device=device) < 0.9), MASK)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            states = network(masked)[hidden]
            logits = states @ network.tokens.weight.T + bias
        loss = torch.nn.functional.cross_entropy(logits.float(), gold[hidden])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 500 == 0:
            seen = step * batch * LENGTH / len(tokens)
            print(f"step {step} loss {loss.item():.3f} epochs {seen:.1f} spent {spent:.2f}", flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out / "tokenizer.json"))
    torch.save({k: v.half().cpu() for k, v in network.state_dict().items()}, args.out / "network.pt")
    (args.out / "shape.json").write_text(json.dumps(shape))


if __name__ == "__main__":
    main()

"""`python -m dorinn.training`: trains the bundled encoder and the topic model from the topics' examples.

`--pretrained DIR` holds what `dorinn.training.pretrain` wrote; without it the bundled encoder is kept
and only the topic model is trained. With a GPU it takes two minutes, without one half an hour.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from dorinn.corpus.corpus import load_examples
from dorinn.domain.topic import ROLES
from dorinn.language.features import features
from dorinn.training.bundle import write_encoder, write_topics
from dorinn.training.finetune import finetune, logits_of
from dorinn.training.linear import train_linear
from dorinn.training.network import Network

BUNDLED = Path(__file__).resolve().parents[1] / "bundled"


def main() -> None:
    """Trains on all examples but a tenth, which sets mix and temperature, then writes the bundle."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training", description=__doc__)
    parser.add_argument("--pretrained", type=Path)
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    examples = load_examples()
    random.Random(args.seed).shuffle(examples)
    topics = sorted({example.topic for example in examples})
    place = {topic: row for row, topic in enumerate(topics)}
    held = examples[: len(examples) // 10]
    taught = examples[len(held) :]
    print(f"{len(examples)} examples of {len(topics)} topics; {len(held)} held out", flush=True)

    began = time.time()
    texts = [example.text for example in taught]
    targets = [(place[e.topic], ROLES.index(e.role), int(e.form == "nn")) for e in taught]
    layer = train_linear(texts, targets, len(topics), len(ROLES), seed=args.seed)
    gold = torch.tensor([place[example.topic] for example in held])
    with torch.no_grad():
        flat = layer([features(example.text) for example in held])
    print(f"linear {_right(flat[:, : len(topics)], gold):.3f} in {time.time() - began:.0f} s", flush=True)

    head, mixed, mix = None, flat[:, : len(topics)], 1.0
    if args.pretrained:
        shape = json.loads((args.pretrained / "shape.json").read_text())
        tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
        network = Network(**shape, dropout=0.2)
        state = torch.load(args.pretrained / "network.pt", map_location="cpu")
        network.load_state_dict({name: weight.float() for name, weight in state.items()})
        reader = finetune(network, tokenizer, texts, [t[0] for t in targets], len(topics), epochs=args.epochs, seed=args.seed)
        deep = logits_of(reader, tokenizer, [example.text for example in held])
        share = {m: _right(m * mixed + (1 - m) * deep, gold) for m in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)}
        mix = max(share, key=lambda m: share[m])
        mixed = mix * mixed + (1 - mix) * deep
        print(f"network {_right(deep, gold):.3f}, mixed {share} in {time.time() - began:.0f} s", flush=True)
        weights = {name: weight.cpu().float().numpy() for name, weight in reader.network.state_dict().items()}
        write_encoder(args.out, weights, shape, args.pretrained / "tokenizer.json")
        head = (
            reader.head.weight.detach().cpu().float().numpy().T.copy(),
            reader.head.bias.detach().cpu().float().numpy(),
        )
    temperatures = [0.4 + 0.05 * step for step in range(40)]
    losses = [torch.nn.functional.cross_entropy(mixed / t, gold).item() for t in temperatures]
    temperature = temperatures[losses.index(min(losses))]
    print(f"temperature {temperature:.2f}, loss {min(losses):.3f}", flush=True)
    write_topics(
        args.out,
        topics,
        list(ROLES),
        layer.weight.weight.detach().numpy(),
        layer.bias.detach().numpy(),
        head,
        mix,
        temperature,
    )


def _right(logits: torch.Tensor, gold: torch.Tensor) -> float:
    return (logits.argmax(1) == gold).float().mean().item()


if __name__ == "__main__":
    main()

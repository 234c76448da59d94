"""`python -m dorinn.training.learning --out FILE.json`: measures the learning curve, of the linear part alone.

The same questions are held out at every size, spread over the topics; what is taught grows by topic alike.
`python -m dorinn.evals.learning` draws what this writes.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import torch

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_examples
from dorinn.domain.topic import ROLES, Example
from dorinn.language.features import features, rarity_of
from dorinn.training.linear import train_linear
from dorinn.training.targets import Targets

SHARES = ("1/8", "1/4", "1/2", "1")


def dealt(examples: Sequence[Example], held: int, seed: int = 1) -> tuple[list[Example], list[Example]]:
    """(taught, held out): shuffled, each topic's examples dealt out evenly, so that any beginning has all topics."""
    rng = random.Random(seed)
    by_topic: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_topic[example.topic].append(example)
    placed = []
    for topic in sorted(by_topic):
        rng.shuffle(by_topic[topic])
        count = len(by_topic[topic])
        placed += [((place + rng.random()) / count, example) for place, example in enumerate(by_topic[topic])]
    order = [example for _, example in sorted(placed, key=lambda pair: pair[0])]
    return order[held:], order[:held]


def measure(
    corpus: Corpus, examples: Sequence[Example], shares: Sequence[Fraction], held: int, epochs: int = 12, seed: int = 1
) -> list[dict[str, float | int]]:
    """For each share of the examples: how many were taught, and the share of those held out whose topic came first."""
    taught, unseen = dealt(examples, held, seed)
    targets = Targets(corpus, examples)
    gold = torch.tensor([targets.of(example).topic for example in unseen])
    points: list[dict[str, float | int]] = []
    for share in shares:
        began = time.time()
        some = [targets.of(example) for example in taught[: max(1, int(len(taught) * share))]]
        rarity = rarity_of(target.text for target in some)
        layer = train_linear(some, rarity, len(targets.topics), len(ROLES), len(targets.codes), epochs, seed)
        with torch.no_grad():
            logits = layer([features(example.text, rarity) for example in unseen])
        right = (logits[:, : len(targets.topics)].argmax(1) == gold).float().mean().item()
        points.append({"examples": len(some), "first": round(right, 4), "held": len(unseen)})
        print(f"{len(some)} examples: {100 * right:.1f} % ({time.time() - began:.0f} s)", flush=True)
    return points


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures at each share and writes the points."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training.learning", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shares", type=Fraction, nargs="+", default=[Fraction(share) for share in SHARES])
    parser.add_argument("--held", type=int, default=2000)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--most", type=int, help="use so many examples only")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    examples = dealt(load_examples(), 0, chosen.seed)[0][: chosen.most]
    if not 0 < chosen.held < len(examples):
        parser.error(f"--held must be from 1 to {len(examples) - 1}")
    if not all(0 < share <= 1 for share in chosen.shares):
        parser.error("--shares must be above 0 and at most 1")
    points = measure(Corpus.load(), examples, chosen.shares, chosen.held, chosen.epochs, chosen.seed)
    said = f"linear part alone, examples held out of the same kind, {date.today().isoformat()}"
    chosen.out.write_text(json.dumps({"measured": said, "points": points}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m dorinn.training.further`: goes on from the bundle when examples have been added, without a GPU.

The new examples are seen twice a round, among a share of the old ones drawn anew each round, so that nothing is
forgotten; the weights of the last third of the steps are averaged, and the bundle becomes a mean of that and of what it
was. `--known` has the texts that the bundle has learned from, one a line. A share of the new ones is left out, to say
before and after how well it reads what it has not seen; `--all` then teaches those too.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_chatter, load_examples, load_told
from dorinn.domain.topic import ROLES
from dorinn.language.features import features
from dorinn.retrieval.encoder import BUNDLED
from dorinn.training.bundle import Weights, read_network, read_topics, write_encoder, write_topics
from dorinn.training.figures import figures
from dorinn.training.finetune import Reader, logits_of, teach
from dorinn.training.linear import SparseLinear, train_linear
from dorinn.training.targets import Targets

BATCH = 256
TWICE = 2  # how often a new text is seen in a round


def main() -> None:
    """Goes on from a bundle and writes the next one."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training.further", description=__doc__)
    parser.add_argument("--known", type=Path, required=True, help="texts that the bundle has learned from, one a line")
    parser.add_argument("--bundle", type=Path, default=BUNDLED)
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--old", type=float, default=0.3, help="share of the old texts seen in a round")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--share", type=float, default=0.6, help="of the new weights in the mean with those before")
    parser.add_argument("--held", type=float, default=0.1, help="share of the new texts that is left out")
    parser.add_argument("--all", action="store_true", help="teach what is left out too; its figures then mean nothing")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    examples, rng = load_examples(), random.Random(args.seed)
    targets = Targets(Corpus.load(), examples)
    known = set(args.known.read_text(encoding="utf-8").splitlines())
    new = [targets.of(example) for example in examples if example.text not in known]
    old = [targets.of(example) for example in examples if example.text in known]
    old += [targets.told(message) for message in load_told()]
    old += targets.labelled(args.labelled) if args.labelled else []
    rng.shuffle(new)
    count = int(len(new) * args.held)
    held, new = new[:count], new if args.all else new[count:]
    taught, topics, roles, codes = [*new, *old], len(targets.topics), len(ROLES), len(targets.codes)
    rounds = [drawn(len(new), len(old), args.old, rng) for _ in range(args.rounds + 1)]
    print(f"{len(new)} new, {len(old)} old, {len(held)} held out", flush=True)

    meta, vectors = read_topics(args.bundle)
    if meta["topics"] != targets.topics or meta["codes"] != targets.codes:
        raise SystemExit("the bundle has other topics or codes than the corpus: train it anew")
    chatter, texts, mix = [text for _, text in load_chatter()], [target.text for target in held], float(meta["mix"])
    tokenizer = Tokenizer.from_file(str(args.bundle / "tokenizer.json"))
    rarity = vectors["rarity"].tolist()
    began, bags = time.time(), [features(text, rarity) for text in texts]

    @torch.no_grad()
    def tell(what: str, reader: Reader) -> None:
        if not held:
            return
        flat, deep = layer(bags), logits_of(reader, tokenizer, texts)
        for name, logits in (("words", flat), ("network", deep), ("both", mix * flat + (1 - mix) * deep)):
            print(f"{what}, {name}: {figures(logits, held, topics, roles)}", flush=True)
        print(f"({time.time() - began:.0f} s)", flush=True)

    reader, before, layer = reader_of(args.bundle, vectors), reader_of(args.bundle, vectors), layer_of(vectors)
    tell("before", before.eval())
    how: dict[str, Any] = {
        "rate": args.rate,
        "batch": BATCH,
        "seed": args.seed,
        "chatter": chatter,
        "settling": 1 / 3,
        "half": True,
    }
    reader = teach(reader, tokenizer, taught, topics, roles, rounds[1:], **how).cpu()
    rows = [taught[row] for row in rounds[0]]
    layer = train_linear(rows, rarity, topics, roles, codes, 1, args.seed, chatter, 0.004, layer)
    tell("after", reader)
    reader = averaged(reader, before, args.share)
    tell("in the mean", reader)
    shape = json.loads((args.bundle / "shape.json").read_text(encoding="utf-8"))
    shape.pop("heads")
    write_encoder(args.out, reader.network, shape, args.bundle / "tokenizer.json")
    write_topics(args.out, meta, vectors["rarity"], layer, reader.head)


def drawn(new: int, old: int, share: float, rng: random.Random) -> list[int]:
    """The rows of one round: those of the new texts twice, then a share of the old ones, which stand after them."""
    return [*range(new)] * TWICE + rng.sample(range(new, new + old), int(old * share))


def reader_of(folder: Path, vectors: Weights) -> Reader:
    """The bundled network with its head. It drops nothing out: that costs a fifth of the time without a GPU."""
    network = read_network(folder, dropout=0.0)
    reader = Reader(network, len(vectors["head_bias"]))
    reader.head.load_state_dict(
        {"weight": torch.from_numpy(vectors["head"].T.copy()), "bias": torch.from_numpy(vectors["head_bias"].copy())}
    )
    return reader


def layer_of(vectors: Weights) -> SparseLinear:
    """The bundled linear part."""
    layer = SparseLinear(len(vectors["bias"]))
    layer.load_state_dict(
        {"weight.weight": torch.from_numpy(vectors["linear"]), "bias": torch.from_numpy(vectors["bias"].copy())}
    )
    return layer


def averaged(reader: Reader, before: Reader, share: float) -> Reader:
    """A reader whose weights are the mean of two, `share` of the first."""
    was = before.state_dict()
    reader.load_state_dict({name: share * now + (1 - share) * was[name] for name, now in reader.state_dict().items()})
    return reader


if __name__ == "__main__":
    main()

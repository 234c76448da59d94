"""`python -m dorinn.training`: trains the bundled encoder and the topic model from the topics' examples.

`--pretrained DIR` holds what `dorinn.training.pretrain` wrote, or a bundle to go on from: then `--known` names the
texts that it has learned from, of which none is held out. With a GPU it takes a few minutes, without one some hours.
`--labelled` adds questions labelled with codes, `--text` lines for rarity, `--soft` what others say of all these texts
(`dorinn.training.soft`).
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_chatter, load_examples, load_told
from dorinn.domain.topic import LEVELS, ROLES
from dorinn.language.features import features, rarity_of
from dorinn.training import soft
from dorinn.training.bundle import read_network, write_encoder, write_topics
from dorinn.training.figures import figures
from dorinn.training.finetune import adapt, finetune, logits_of
from dorinn.training.linear import train_linear
from dorinn.training.losses import EXTRA
from dorinn.training.targets import Targets

TIMES = 3  # how often a message with its level of danger is seen in an epoch: they are few
BUNDLED = Path(__file__).resolve().parents[1] / "bundled"


def main() -> None:
    """Trains on all examples but a share, which sets mix and temperature, then writes the bundle."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training", description=__doc__)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--text", type=Path, help="lines of ordinary text, .xz")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    parser.add_argument("--soft", type=Path, help="what readers of other folds say, .npz")
    parser.add_argument("--known", type=Path, help="texts the pretrained network has learned from, one a line")
    parser.add_argument("--adapt", type=int, default=10, help="epochs of filling in masked tokens first")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--held", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    began, roles = time.time(), len(ROLES)
    examples = load_examples()
    random.Random(args.seed).shuffle(examples)
    targets = Targets(Corpus.load(), examples)
    topics, codes = len(targets.topics), len(targets.codes)
    known = set(args.known.read_text(encoding="utf-8").splitlines()) if args.known else set()
    kept = int(len(examples) * args.held)
    unseen = [example for example in examples if example.text not in known][:kept]
    hidden = {example.text for example in unseen}
    held = [targets.of(example) for example in unseen]
    taught = [targets.of(e) for e in examples if e.text not in hidden]
    if args.labelled:
        taught += targets.labelled(args.labelled)
    taught += [targets.told(message) for message in load_told()] * TIMES
    chatter = [text for _, text in load_chatter()]
    print(f"{len(taught)} taught, {len(held)} held out, {topics} topics, {codes} codes", flush=True)

    lines = [target.text for target in taught]
    if args.text:
        with lzma.open(args.text, "rt", encoding="utf-8") as file:
            lines += islice(file, 40_000)
    rarity = rarity_of(lines)
    layer = train_linear(taught, rarity, topics, roles, codes, seed=args.seed, chatter=chatter)
    gold = torch.tensor([target.topic for target in held])
    texts = [target.text for target in held]
    with torch.no_grad():
        flat = layer([features(text, rarity) for text in texts])
    print(f"linear: {figures(flat, held, topics, roles)} ({time.time() - began:.0f} s)", flush=True)

    shape = json.loads((args.pretrained / "shape.json").read_text())
    shape.pop("heads", None)
    tokenizer = Tokenizer.from_file(str(args.pretrained / "tokenizer.json"))
    network = read_network(args.pretrained, dropout=0.2)
    adapt(network, tokenizer, [target.text for target in taught], epochs=args.adapt, seed=args.seed)
    print(f"adapted ({time.time() - began:.0f} s)", flush=True)
    said = soft.read(args.soft, taught, topics + roles + EXTRA + codes) if args.soft else None
    reader = finetune(
        network,
        tokenizer,
        taught,
        topics,
        roles,
        codes,
        args.epochs,
        args.rate,
        seed=args.seed,
        chatter=chatter,
        said=said,
    )
    deep = logits_of(reader, tokenizer, texts)
    print(f"network: {figures(deep, held, topics, roles)} ({time.time() - began:.0f} s)", flush=True)
    mixes = {
        mix: figures(mix * flat + (1 - mix) * deep, held, topics, roles)["topic"] for mix in (0.2, 0.3, 0.4, 0.5, 0.6)
    }
    mix = max(mixes, key=lambda m: mixes[m])
    mixed = mix * flat + (1 - mix) * deep
    print(f"mix {mix}: {figures(mixed, held, topics, roles)}", flush=True)
    temperatures = [0.4 + 0.05 * step for step in range(40)]
    losses = [torch.nn.functional.cross_entropy(mixed[:, :topics] / t, gold).item() for t in temperatures]
    temperature = temperatures[losses.index(min(losses))]
    print(f"temperature {temperature:.2f}, loss {min(losses):.3f}", flush=True)

    write_encoder(args.out, reader.network, shape, args.pretrained / "tokenizer.json")
    meta: dict[str, object] = {
        "topics": targets.topics,
        "roles": list(ROLES),
        "codes": targets.codes,
        "levels": list(LEVELS),
        "mix": mix,
        "temperature": temperature,
    }
    write_topics(args.out, meta, np.asarray(rarity, dtype=np.float32), layer, reader.head)


if __name__ == "__main__":
    main()

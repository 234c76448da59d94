"""`python -m dorinn.training.soft`: what readers say of texts that they have not learned from.

The texts are dealt into folds. For each a reader, as large as one likes, learns from all the others and is then asked
about this one. What it says is softer than a label: it knows which other topic or kind of help was near, and it does
not follow a label that stands alone. `python -m dorinn.training --soft` teaches the bundled network both. Wants a GPU.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_chatter, load_examples, load_told
from dorinn.domain.topic import ROLES
from dorinn.training.bundle import read_network
from dorinn.training.finetune import finetune, logits_of
from dorinn.training.targets import Target, Targets


def dealt(count: int, folds: int, seed: int) -> list[int]:
    """The fold of each of `count` texts: as many in one as in another."""
    places = [place % folds for place in range(count)]
    random.Random(seed).shuffle(places)
    return places


def cross_read(
    pretrained: Path, targets: Sequence[Target], topics: int, codes: int, folds: int, epochs: int, seed: int = 1
) -> Tensor:
    """What is said of each target's text by the reader that has not seen its fold: logits [targets, outputs]."""
    tokenizer = Tokenizer.from_file(str(pretrained / "tokenizer.json"))
    chatter = [text for _, text in load_chatter()]
    place, said, began = dealt(len(targets), folds, seed), None, time.time()
    for fold in range(folds):
        taught = [target for target, where in zip(targets, place, strict=True) if where != fold]
        rows = [row for row, where in enumerate(place) if where == fold]
        network = read_network(pretrained, dropout=0.15)
        reader = finetune(
            network, tokenizer, taught, topics, len(ROLES), codes, epochs, 3.5e-4, 384, seed + fold, chatter
        )
        found = logits_of(reader, tokenizer, [targets[row].text for row in rows])
        said = torch.zeros(len(targets), found.shape[1]) if said is None else said
        said[rows] = found
        print(f"fold {fold + 1} of {folds} ({time.time() - began:.0f} s)", flush=True)
    if said is None:
        raise ValueError("no fold to read")
    return said


def write(path: Path, targets: Sequence[Target], said: Tensor) -> None:
    """Texts and what is said of them, in half precision."""
    np.savez_compressed(path, texts=np.array([t.text for t in targets]), said=said.numpy().astype(np.float16))


def read(path: Path, targets: Sequence[Target], outputs: int) -> Tensor:
    """What is said of the targets' texts: [targets, outputs]. Raises ValueError where a text is missing."""
    with np.load(path) as file:
        said = torch.from_numpy(file["said"].astype(np.float32))
        row = {text: place for place, text in enumerate(file["texts"].tolist())}
    missing = sum(target.text not in row for target in targets)
    if missing or said.shape[1] != outputs:
        raise ValueError(f"{path.name} is of other examples: {missing} texts are missing, {said.shape[1]} outputs")
    return said[[row[target.text] for target in targets]]


def main() -> None:
    """Reads all examples, the messages with their level, and what else is labelled, and writes what is said of them."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training.soft", description=__doc__)
    parser.add_argument("--pretrained", type=Path, required=True)
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    examples = load_examples()
    targets = Targets(Corpus.load(), examples)
    taught = [targets.of(example) for example in examples]
    taught += targets.labelled(args.labelled) if args.labelled else []
    taught += [targets.told(message) for message in load_told()]
    said = cross_read(args.pretrained, taught, len(targets.topics), len(targets.codes), args.folds, args.epochs)
    write(args.out, taught, said)


if __name__ == "__main__":
    main()

"""`python -m dorinn.training.passages`: encodes the corpus' passages once, so that no first start need do it.

To be run after a training, and before a release. Needs no torch.
"""

from __future__ import annotations

import sys

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.corpus.paths import corpus_folder
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.material import SHIPPED, Known, Material


def main() -> int:
    """Writes `src/dorinn/bundled/passages.npz`."""
    encoder = BundledEncoder.load()
    pieces = passages(Corpus.load(corpus_folder()))
    Known.ship(Material.of(pieces, encoder, Known.shipped(encoder)), encoder)
    print(f"{len(pieces)} passages of {encoder.id} in {SHIPPED}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

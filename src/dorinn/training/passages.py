"""`python -m dorinn.training.passages`: encodes the corpus' passages, and the ways of asking for the sections of its
guides, once, so that no first start need do it.

To be run after a training, and before a release. Needs no torch.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dorinn.assistant.meanings import Meanings
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.corpus.paths import corpus_folder
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.material import SHIPPED, Known, Material


def main() -> int:
    """Writes `passages.npz` and `sections.npz` in `src/dorinn/bundled/`."""
    encoder, corpus = BundledEncoder.load(), Corpus.load(corpus_folder())
    pieces = passages(corpus)
    Known.ship(Material.of(pieces, encoder, Known.shipped(encoder)), encoder)
    print(f"{len(pieces)} passages of {encoder.id} in {SHIPPED}")
    # Anew, so that their middle is that of all ways of asking there are now.
    if (meanings := Meanings.of(corpus.guides, encoder, Path())) is not None:
        meanings.ship(corpus.guides, encoder)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Meanings: where the ways of asking for each section of a guide lie, on the whole, among the network's states."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from dorinn.domain.guide import Guide, GuideSection
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder, Encoder, unit
from dorinn.retrieval.packed import Matrix

SHIPPED = BUNDLED / "sections.npz"
"""The sections of the bundled guides, made once for a release so that no start need encode their ways of asking."""


class Meanings:
    """Says how near a question lies to what people ask a section for, whatever words they use."""

    def __init__(self, vectors: Sequence[Matrix], middle: Matrix) -> None:
        """`vectors` are unit vectors float32 [width] from the `middle` [width] of all ways of asking, one a section in
        the order of the guides."""
        self._vectors = np.array(vectors, dtype=np.float32).reshape(len(vectors), len(middle))
        self._middle = middle

    @classmethod
    def of(cls, guides: Sequence[Guide], encoder: Encoder, path: Path = SHIPPED) -> Meanings | None:
        """Of these guides; what the release does not have is encoded. None for an encoder that is not the bundled
        one, whose states are not kept."""
        if not isinstance(encoder, BundledEncoder):
            return None
        known: dict[bytes, Matrix] = {}
        middle: Matrix | None = None
        with suppress(OSError, ValueError, KeyError), np.load(path, allow_pickle=False) as file:
            if str(file["encoder"]) == encoder.id:
                middle = file["middle"]
                known = {digest.tobytes(): row for digest, row in zip(file["digests"], file["vectors"], strict=True)}
        sections = {_digest(section): section for section in _sections(guides)}
        states = {digest: encoder.encode(one.ways) for digest, one in sections.items() if digest not in known}
        if middle is None:
            middle = np.concatenate([*states.values(), np.zeros((0, encoder.dimensions), np.float32)]).mean(axis=0)
        made = known | {digest: unit(unit(rows - middle).mean(axis=0)) for digest, rows in states.items()}
        return cls([made[_digest(section)] for section in _sections(guides)], middle)

    def ship(self, guides: Sequence[Guide], encoder: BundledEncoder, path: Path = SHIPPED) -> None:
        """Writes what `of` reads, of the same guides; raises OSError."""
        digests = np.frombuffer(b"".join(map(_digest, _sections(guides))), np.uint8)
        with path.open("wb") as file:
            np.savez(
                file,
                encoder=np.array(encoder.id),
                middle=self._middle,
                digests=digests.reshape(len(self._vectors), -1),
                vectors=self._vectors,
            )

    def like(self, state: Matrix) -> Matrix:
        """The cosine of a question's state [width] with each section, in the order of the guides."""
        near: Matrix = self._vectors @ unit(unit(state) - self._middle)
        return near


def _sections(guides: Sequence[Guide]) -> list[GuideSection]:
    return [section for guide in guides for section in guide.sections]


def _digest(section: GuideSection) -> bytes:
    return hashlib.blake2b("\0".join(section.ways).encode(), digest_size=12).digest()

"""Meanings: where the ways of asking for each section of a guide lie, on the whole, among the network's states."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from dorinn.domain.guide import Guide, GuideSection
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder, Encoder, unit
from dorinn.retrieval.packed import Matrix

SHIPPED = BUNDLED / "sections.npz"
"""The sections of the bundled guides, made once for a release so that no start need encode their ways of asking."""

Key = tuple[str, str]
"""The id of a guide, and of its section."""


class Meanings:
    """Says how near a question lies to what people ask a section for, whatever words they use."""

    def __init__(self, vectors: Mapping[Key, Matrix], middle: Matrix) -> None:
        """`vectors` are unit vectors float32 [width] from the `middle` [width] of all ways of asking."""
        self._places = {key: place for place, key in enumerate(vectors)}
        self._vectors = np.stack([*vectors.values(), np.zeros_like(middle)])  # and nothing, for what is not known
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
        sections = {(guide.id, section.id): section for guide in guides for section in guide.sections}
        new = {key: section for key, section in sections.items() if _digest(section) not in known}
        states = {key: encoder.encode(section.ways) for key, section in new.items()}
        if middle is None:
            middle = np.concatenate([*states.values(), np.zeros((0, encoder.dimensions), np.float32)]).mean(axis=0)
        made = {key: unit(unit(rows - middle).mean(axis=0)) for key, rows in states.items()}
        return cls({key: made[key] if key in made else known[_digest(sections[key])] for key in sections}, middle)

    def ship(self, guides: Sequence[Guide], encoder: BundledEncoder, path: Path = SHIPPED) -> None:
        """Writes what `of` reads; raises OSError."""
        sections = [(guide.id, section) for guide in guides for section in guide.sections]
        rows = [(section, self._vectors[self._places[guide, section.id]]) for guide, section in sections]
        digests = np.frombuffer(b"".join(_digest(section) for section, _ in rows), np.uint8).reshape(len(rows), -1)
        with path.open("wb") as file:
            np.savez(
                file,
                encoder=np.array(encoder.id),
                middle=self._middle,
                digests=digests,
                vectors=np.stack([vector for _, vector in rows]),
            )

    def like(self, state: Matrix, sections: Sequence[Key]) -> list[float]:
        """The cosine of a question's state [width] with each section; 0 for one that is not known."""
        asked = unit(unit(state) - self._middle)
        near: list[float] = (self._vectors @ asked)[[self._places.get(key, -1) for key in sections]].tolist()
        return near


def _digest(section: GuideSection) -> bytes:
    return hashlib.blake2b("\0".join(section.ways).encode(), digest_size=12).digest()

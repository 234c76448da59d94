"""What a new edition changes: passages added, changed and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dorinn.domain.edition import Quote

_ALIKE = 0.55  # two passages of one section are versions of each other from here on
_MOST = 400  # pairs that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Changes:
    """Passages by what happened to them; `changed` holds pairs of old and new."""

    added: tuple[Quote, ...]
    changed: tuple[tuple[Quote, Quote], ...]
    removed: tuple[Quote, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(old: Sequence[Quote], new: Sequence[Quote]) -> Changes:
    """Passages are the same when headings and words are; what is left is paired by likeness within its section."""
    before, after = {quote.id for quote in old}, {quote.id for quote in new}
    removed = [quote for quote in old if quote.id not in after]
    added = [quote for quote in new if quote.id not in before]
    pairs: list[tuple[float, Quote, Quote]] = []
    for gone in removed[:_MOST]:
        for come in added[:_MOST]:
            if gone.text == come.text or gone.path[-1:] == come.path[-1:]:
                likeness = _likeness(gone.text, come.text)
                if likeness >= _ALIKE:
                    pairs.append((likeness, gone, come))
    changed: list[tuple[Quote, Quote]] = []
    taken: set[str] = set()
    for _, gone, come in sorted(pairs, key=lambda pair: -pair[0]):
        if gone.id not in taken and come.id not in taken:
            taken |= {gone.id, come.id}
            changed.append((gone, come))
    return Changes(
        tuple(quote for quote in added if quote.id not in taken),
        tuple(changed),
        tuple(quote for quote in removed if quote.id not in taken),
    )


def share_alike(old: Sequence[Quote], new: Sequence[Quote]) -> float:
    """The share of the smaller set of passages that stands in both; tells an edition from another document."""
    texts = {quote.text for quote in old} & {quote.text for quote in new}
    return len(texts) / (min(len(old), len(new)) or 1)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return 0.0 if matcher.real_quick_ratio() < _ALIKE else matcher.ratio()

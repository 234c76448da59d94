"""What a new edition changes: passages added, changed, moved and removed, and where in a passage."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dorinn.domain.edition import Quote
from dorinn.ingest.contents import bare

_ALIKE = 0.55  # two passages of one section are versions of each other from here on
_MOST = 400  # pairs that are compared letter by letter
_AROUND = 5  # words that are shown on each side of what differs
_LONGEST = 30  # words of what differs that are shown


@dataclass(frozen=True, slots=True)
class Changes:
    """Passages by what happened to them; `changed` and `moved` hold pairs of old and new.

    What was moved has the same words under another heading, or under the same with another number.
    """

    added: tuple[Quote, ...]
    changed: tuple[tuple[Quote, Quote], ...]
    removed: tuple[Quote, ...]
    moved: tuple[tuple[Quote, Quote], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.moved)


def compare(old: Sequence[Quote], new: Sequence[Quote]) -> Changes:
    """Passages are the same when headings and words are, and moved when only the words are; what is left is paired by
    likeness within its section, whatever number that has."""
    before, after = {quote.id for quote in old}, {quote.id for quote in new}
    removed = [quote for quote in old if quote.id not in after]
    added = [quote for quote in new if quote.id not in before]
    moved = list(_moved(removed, added))
    taken = {id(quote) for pair in moved for quote in pair}
    gone_left = [quote for quote in removed if id(quote) not in taken]
    come_left = [quote for quote in added if id(quote) not in taken]
    pairs: list[tuple[float, Quote, Quote]] = []
    for gone in gone_left[:_MOST]:
        for come in come_left[:_MOST]:
            if _heading(gone) == _heading(come) and (likeness := _likeness(gone.text, come.text)) >= _ALIKE:
                pairs.append((likeness, gone, come))
    changed: list[tuple[Quote, Quote]] = []
    for _, gone, come in sorted(pairs, key=lambda pair: -pair[0]):
        if id(gone) not in taken and id(come) not in taken:
            taken |= {id(gone), id(come)}
            changed.append((gone, come))
    place = {id(quote): number for number, quote in enumerate(added)}
    changed.sort(key=lambda pair: place[id(pair[1])])
    return Changes(
        tuple(quote for quote in added if id(quote) not in taken),
        tuple(changed),
        tuple(quote for quote in removed if id(quote) not in taken),
        tuple(moved),
    )


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Where two versions of a passage differ: each place as it was and as it is, with a few words on each side."""
    one, other = old.split(), new.split()
    found: list[list[int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and i1 - found[-1][1] <= 2 * _AROUND:
            found[-1][1], found[-1][3] = i2, j2
        else:
            found.append([i1, i2, j1, j2])
    return [(_cut(one, i1, i2), _cut(other, j1, j2)) for i1, i2, j1, j2 in found]


def share_alike(old: Sequence[Quote], new: Sequence[Quote]) -> float:
    """The share of the smaller set of passages that stands in both; tells an edition from another document."""
    texts = {quote.text for quote in old} & {quote.text for quote in new}
    return len(texts) / (min(len(old), len(new)) or 1)


def _moved(removed: Sequence[Quote], added: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """Pairs of the same words; where several passages say the same, those under the same heading first."""
    places: dict[tuple[str, ...], deque[Quote]] = defaultdict(deque)
    used: set[int] = set()
    for quote in added:
        places[quote.text, _heading(quote)].append(quote)
        places[quote.text,].append(quote)
    for strict in (True, False):
        for quote in removed:
            row = places[(quote.text, _heading(quote)) if strict else (quote.text,)]
            while row and id(row[0]) in used:
                row.popleft()
            if row and id(quote) not in used:
                used |= {id(quote), id(row[0])}
                yield quote, row.popleft()


def _heading(quote: Quote) -> str:
    return bare(quote.path[-1]) if quote.path else ""


def _cut(row: Sequence[str], first: int, last: int) -> str:
    """The words from `first` up to `last` with those around them; marks of omission where there are more."""
    start, end = max(first - _AROUND, 0), min(last + _AROUND, len(row))
    words = list(row[start:end])
    if last - first > _LONGEST:
        words = [*row[start : first + _LONGEST], "…", *row[last:end]]
    return " ".join([*(["…"] if start else []), *words, *(["…"] if end < len(row) else [])])


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return 0.0 if matcher.real_quick_ratio() < _ALIKE else matcher.ratio()

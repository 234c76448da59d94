"""The small pattern language of corpus/triage: word groups in order, near each other, in one message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from dorinn.assistant.triage_words import Lexicon
from dorinn.errors import CorpusError

_GAPS = {"..": 3, "...": 8}
_TOGETHER = {"&": 16, "&&": 60}  # words that may lie between the parts of «A & B» and «A && B»
_MOST = 40  # matches of one part that are looked at; a flood of repeated words ends here
_AND = re.compile(r"(&{1,2})")
STOP = -1  # the mask of a token that ends a sentence
ALL = 0  # the key of `Places` for every place that has a group at all

Span = tuple[int, int]
Places = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all be near each other; each part is steps (mask, words allowed before it) in order.

    `reaches` gives for every part after the first how many words may lie between it and those before;
    `key` is the mask of the step that is likeliest to be missing, so that most patterns are passed over at once.
    """

    source: str
    parts: tuple[tuple[tuple[int, int], ...], ...]
    reaches: tuple[int, ...]
    key: int

    def find(self, masks: Sequence[int], present: int, places: Places) -> list[Span]:
        """Where it holds, from the first to the last word of its parts; `places` remembers where masks were seen."""
        for part in self.parts:
            for mask, _ in part:
                if not mask & present:
                    return []
        spans = _spans(self.parts[0], masks, places)
        for part, reach in zip(self.parts[1:], self.reaches, strict=True):
            if not spans:
                return []
            others = _spans(part, masks, places)
            spans = [_join(a, b) for a in spans for b in others if b[0] - a[1] <= reach and a[0] - b[1] <= reach]
            spans = sorted(set(spans), key=lambda span: span[1] - span[0])[:_MOST]
        return spans


def _join(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _spans(part: tuple[tuple[int, int], ...], masks: Sequence[int], places: Places) -> list[Span]:
    first = part[0][0]
    starts = places.get(first)
    if starts is None:
        starts = places[first] = [place for place in places[ALL] if masks[place] & first]
    found: list[Span] = []
    for start in starts:
        end = _follow(part, 1, start, masks)
        if end >= 0:
            found.append((start, end))
            if len(found) >= _MOST:
                break
    return found


def _follow(part: tuple[tuple[int, int], ...], step: int, at: int, masks: Sequence[int]) -> int:
    """The position of the last step after `at`, or -1; a gap never crosses the end of a sentence."""
    if step == len(part):
        return at
    wanted, gap = part[step]
    for place in range(at + 1, min(at + 2 + gap, len(masks))):
        if masks[place] == STOP:
            return -1
        if masks[place] & wanted:
            end = _follow(part, step + 1, place, masks)
            if end >= 0:
                return end
    return -1


def compile_pattern(source: str, lexicon: Lexicon) -> tuple[Pattern, ...]:
    """Reads one line: one pattern, or several where a part has alternatives («a & b / c .. d»).

    An unknown group or an empty step is an error of the corpus.
    """
    pieces = _AND.split(source)
    choices = [[_part(choice, source, lexicon) for choice in piece.split("/")] for piece in pieces[::2]]
    reaches = tuple(_TOGETHER[sign] for sign in pieces[1::2])
    return tuple(
        Pattern(source, parts, reaches, min((mask for part in parts for mask, _ in part), key=lexicon.commonness))
        for parts in product(*choices)
    )


def _part(piece: str, source: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    steps: list[tuple[int, int]] = []
    gap = 0
    for item in piece.split():
        if item in _GAPS:
            gap = _GAPS[item]
            continue
        steps.append((_mask(item, source, lexicon), gap))
        gap = 0
    if not steps:
        raise CorpusError(f"triage: an empty part in {source!r}")
    return tuple(steps)


def _mask(item: str, source: str, lexicon: Lexicon) -> int:
    try:
        return lexicon.any_of(item)
    except KeyError as error:
        raise CorpusError(f"triage: the group {error.args[0]} in {source!r} is not in the lexicon") from None

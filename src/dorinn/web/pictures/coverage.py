"""Coverage: for each worry and municipality, what its plan has to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dorinn.assistant.offer import Offer
from dorinn.corpus.corpus import Corpus
from dorinn.domain.kommune import Kommune
from dorinn.domain.topic import Topic
from dorinn.web.catalogue import NO_WORRY

State = Literal["own", "other", "shared", "none"]
STATES: tuple[State, ...] = ("own", "other", "shared", "none")
"""The help that comes first for the worry; other help of the municipality's own; only national help or what the
law demands; nothing."""
LEFT, TOP, COLUMN, UNIT, PER_ROW = 172, 34, 104, 15, 6
_OUTSIDE = (*NO_WORRY, "akutt", "ansatt")


@dataclass(frozen=True, slots=True)
class Unit:
    """One worry in one municipality, at its place."""

    x: int
    y: int
    state: State


@dataclass(frozen=True, slots=True)
class Row:
    """An area of worries: its topics, each with a state per municipality, and its units."""

    area: str
    y: int
    topics: tuple[tuple[Topic, tuple[State, ...]], ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Areas as rows, municipalities as columns."""

    rows: tuple[Row, ...]
    kommuner: tuple[Kommune, ...]
    width: int
    height: int


def coverage(corpus: Corpus, offer: Offer) -> Coverage:
    """The picture of all worries about children and families; danger now and the law for staff are left out."""
    kommuner = tuple(corpus.kommuner)
    areas = list(dict.fromkeys(topic.area for topic in corpus.topics if topic.area not in _OUTSIDE))
    rows, y = [], TOP
    for area in areas:
        topics = [topic for topic in corpus.topics if topic.area == area]
        states = [tuple(_state(topic, kommune.slug, offer) for kommune in kommuner) for topic in topics]
        units = tuple(
            Unit(LEFT + COLUMN * column + UNIT * (place % PER_ROW), y + UNIT * (place // PER_ROW), state)
            for column in range(len(kommuner))
            for place, state in enumerate(sorted((s[column] for s in states), key=STATES.index))
        )
        rows.append(Row(area, y, tuple(zip(topics, states, strict=True)), units))
        y += UNIT * -(-len(topics) // PER_ROW) + 14
    return Coverage(tuple(rows), kommuner, LEFT + COLUMN * len(kommuner) + 16, y)


def _state(topic: Topic, slug: str, offer: Offer) -> State:
    codes = topic.help
    own = [any(r.kommune == slug and getattr(r, "exists", True) for r in offer.of(code, slug)) for code in codes]
    if own[:1] == [True]:
        return "own"
    if any(own):
        return "other"
    return "shared" if any(offer.has(code, slug) for code in codes) else "none"

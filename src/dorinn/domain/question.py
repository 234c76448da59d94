"""A question and what is understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dorinn.domain.frozen import Frozen
from dorinn.domain.text import Form
from dorinn.domain.topic import STAFF, Level, Role

MAX_QUESTION = 4000


@dataclass(frozen=True, slots=True)
class Question(Frozen):
    """What the asker sent. Only `text` (1 to 4,000 characters) is needed."""

    text: str
    kommune: str | None = None
    language: Form | None = None
    role: Role | None = None
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Danger(Frozen):
    """The triage's word on a message.

    `level` is `acute` (danger now), `serious` (grave, not now) or `none`; `category` names the rule that
    decided (for the tests and the review, never shown); `numbers` are ids of national services, most
    urgent first; `child` whether a child writes. `without_hints` is what is found when patterns that ordinary messages
    hold too are not counted, where that is less.
    """

    level: Level
    category: str | None = None
    numbers: tuple[str, ...] = ()
    child: bool = False
    without_hints: Danger | None = None


@dataclass(frozen=True, slots=True)
class Understanding(Frozen):
    """What is read out of a message before anything is looked up.

    `age` in years as a closed range, of the child or youth it is about; `mentions` are type codes and record ids
    named in the text, `alone` the record ids among them whose name no other record bears, `refused` those that the
    writer does not want, `tried` those that they have asked already; `topics`, `codes` and `levels` (of danger) map
    names to probabilities that each sum to 1; `sections` says how like the message is to what people ask each
    section of a guide for, by the ids of both; `role_sure` when the role was given, is said outright or is likelier
    than not; `child` says whether a child is spoken of; `reply` is true of a few words that give a place or an age
    and nothing else; `asked_back` is true of a remembered turn that was answered by a question back, and `settled`
    of the one after it; `foreign` is true when the message is not Norwegian, Danish or Swedish; `asks_fact` when it
    asks who, when, how often or how many of something named, `asks_rule` when it is a short question of any kind;
    `sought` names the kinds of words that would answer it; `own` when the writer speaks of nobody else; `secret`
    when they ask who gets to know, or ask that nobody does; `passes_on` when they only pass on what another said of
    themselves; `situations` are the cues found that a topic's advice asks for, over all turns that belong together;
    `told` are the cues of danger now that the message holds; `passing` is how likely two sentences of
    a long message make danger now, where they say most of it; `level` is the danger found in a turn that is
    remembered; `vector` is the encoder's state, reused by the search.
    """

    form: Form
    kommune: str | None
    role: Role
    age: tuple[int, int] | None
    adult: bool
    topics: dict[str, float]
    codes: dict[str, float] = field(default_factory=dict)
    levels: dict[str, float] = field(default_factory=dict)
    sections: dict[tuple[str, str], float] = field(default_factory=dict)
    mentions: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    child: bool = True
    foreign: bool = False
    followup: bool = False
    reply: bool = False
    asked_back: bool = False
    settled: bool = False
    other_kommune: str | None = None
    role_given: bool = False
    role_sure: bool = False
    asks_fact: bool = False
    asks_rule: bool = False
    sought: tuple[str, ...] = ()
    own: bool = False
    secret: bool = False
    passes_on: bool = False
    situations: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    passing: float | None = None
    level: Level = "none"
    vector: Any = field(default=None, compare=False, repr=False)

    @property
    def staff(self) -> bool:
        """Whether somebody writes who works for the municipality."""
        return self.role in STAFF

    @property
    def surely(self) -> Role | None:
        """The role, where it is sure enough for words that suit only that role."""
        return self.role if self.role_sure else None

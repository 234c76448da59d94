"""Routing: what was understood and found → ranked records, a question back, or abstention; danger goes before all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dorinn.assistant.alarm import HURT
from dorinn.assistant.belief import blend
from dorinn.assistant.costs import Costs
from dorinn.assistant.doubts import Doubt, Doubts, Scores, scores
from dorinn.assistant.kinds import BY_ONESELF, kind
from dorinn.assistant.offer import Offer
from dorinn.assistant.ranking import Choice, Ranker
from dorinn.assistant.second_look import alarm, called, grave
from dorinn.assistant.signals import LOOKUP, SignalReader, Signals
from dorinn.assistant.teller import Teller
from dorinn.assistant.weights import Weights
from dorinn.corpus.corpus import Corpus
from dorinn.domain.frozen import Frozen
from dorinn.domain.kommune import SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Understanding

REFUSE_FACT = 0.9  # a question for a figure or date of something named here is hardly outside
ASKED, SURELY_ASKED = 0.3, 0.5  # how like what people ask a guide for a message is that is clear, and beyond doubt
NAMED = 0.2  # a refusal gives its kind of reason only where that kind stands out
ASK = 0.02
BORNE_OUT = 0.085  # the score of a passage that words and meaning both find among the first
SURE = 0.015  # a danger less likely than this is none where only hints speak for it
_DUTY = 5  # how much more the duty to report counts for staff who tell of a child that is hurt
_WORKPLACES = ("barnehage", "skole", "helsestasjon")
TOLD = 0.6  # how much of the belief goes to a grave matter that is told outright
_MATTERS = ("selvmordstanker", "selvskading")
_SMALL, _OF_SMALL = 5, "utagering-hjemme"  # years: who is younger and bites himself is no case of self-harm
_PLAN_CUES = frozenset(("number", "deadline", "goal", "members", "convener", "frequency"))


_CALM = Danger("none")


@dataclass(frozen=True, slots=True)
class Route(Frozen):
    """The router's decision; `lookup` when a named thing is asked about, `out` the kind of outside matter, `topic` the
    likeliest one and `belief` its probability (0 to 1). `suspected` is a danger now that is less likely than not: its
    numbers are said first, and the rest is decided without it."""

    choices: tuple[Choice, ...]
    ask: Literal["matter", "age", "kommune"] | None = None
    out: str | None = None
    lookup: bool = False
    topic: str | None = None
    belief: float = 0.0
    confidence: float = 0.0
    danger: Danger = _CALM
    suspected: Danger | None = None


class Router:
    """Ranks what can be offered. Holds no state between questions."""

    def __init__(self, corpus: Corpus, weights: Weights, doubts: Doubts, costs: Costs) -> None:
        self._doubts = doubts
        self._costs = costs
        self._offer = Offer(corpus)
        self._signals = SignalReader(corpus, self._offer)
        self._ranker = Ranker(self._offer, self._signals, costs)
        self._weights = weights

    @property
    def offer(self) -> Offer:
        """What each municipality has."""
        return self._offer

    def signals(self, asker: Understanding, hits: Sequence[Hit]) -> Signals:
        """What speaks for each kind of help, before it is weighed."""
        return self._signals.read(self._belief(asker), asker, hits)

    def route(self, asker: Understanding, danger: Danger, hits: Sequence[Hit]) -> Route:
        """Decides for one message; the danger found goes before everything."""
        belief = self._belief(asker)
        doubt = {name: self._doubts.of(name, found) for name, found in scores(belief, asker).items()}
        if danger.category in _MATTERS and _small(asker):
            danger = _CALM
        heard, (danger, suspected) = danger, self._second_look(belief, asker, danger, doubt)
        if danger is heard and danger.level == "serious" and danger.category in _MATTERS:
            # What the rules found grave is what the message is about, whatever else it tells of.
            belief = blend(belief, {danger.category: 1.0}, TOLD)
        out = max((t for t in belief if t.startswith("utenfor")), key=belief.__getitem__, default=None)
        lookup = sum(belief.get(t, 0.0) for t in LOOKUP)
        told = bool(asker.mentions) or any(h.score > BORNE_OUT and h.passage.kommune == asker.kommune for h in hits[:1])
        figure = asker.asks_fact and asker.kommune and told and set(asker.cues) & _PLAN_CUES
        # Staff who ask what a guide is asked for are neither refused nor asked what they mean.
        like = _asked(asker) if asker.staff else 0.0
        ours = like >= SURELY_ASKED or ((figure or like >= ASKED) and doubt["outside"] < REFUSE_FACT)
        refuse = not ours and self._costs.worth("refuse", doubt["outside"])
        if danger.level == "none" and out and refuse:
            out = out if belief[out] > NAMED else "utenfor-prat"
            desk = self._ranker.desk(asker)
            return Route(desk, out=out, confidence=doubt["outside"], danger=danger, suspected=suspected)
        signals = self._signals.read(belief, asker, hits)
        shares, origin = self._weights.shares(signals), signals.origin
        if danger.level == "acute":
            return Route(self._ranker.acute(asker, danger, shares, origin), topic=_top(belief), danger=danger)
        if danger.level == "serious" and danger.category in HURT and asker.surely == "employee":
            # Nobody who sees a child hurt is sent back to where they work.
            own = max(shares.get(code, 0.0) for code in _WORKPLACES) if danger is heard else 0.0
            shares["meldeplikt"] = max(_DUTY * shares.get("meldeplikt", 0.0), 1.01 * own)
        ask: Literal["matter", "age"] | None = None
        if danger.level == "none" and like < ASKED and not asker.settled and self._costs.worth("ask", doubt["unclear"]):
            ask = "age" if belief.get("uklart-alder", 0.0) > belief.get("uklart", 0.0) else "matter"
        choices = self._ranker.ranked(shares, origin, asker, hits, lookup > 0.5, ask is not None)
        share = choices[0].share if choices else 0.0
        return Route(
            choices or self._ranker.desk(asker),
            ask=ask,
            lookup=lookup > 0.5,
            topic=_top(belief),
            belief=max(belief.values(), default=0.0),
            confidence=share,
            danger=danger,
            suspected=suspected,
        )

    def doubts(self, asker: Understanding) -> Scores:
        """The raw scores of each doubt, before they are made a probability."""
        return scores(self._belief(asker), asker)

    def _second_look(
        self, belief: dict[str, float], asker: Understanding, danger: Danger, doubt: dict[Doubt, float]
    ) -> tuple[Danger, Danger | None]:
        """The danger to answer by, and a danger now that is only suspected. The model may raise an alarm that the rules
        missed, name helplines, or put another number first. It lowers nothing that the rules found but what rests on
        hints alone: that it may doubt, and take back where it is as good as sure."""
        child = danger.child or asker.role == "youth"
        if danger.without_hints is not None and doubt["danger"] < SURE:
            danger = danger.without_hints
        if danger.level == "acute":
            found, calm = called(belief, danger), danger.without_hints
        else:
            found, calm = danger, danger
            if self._costs.worth("alarm", doubt["danger"]):
                found = alarm(belief, child)
        found = kind(found, asker.told)
        # Who may take their own life is told nothing else first, however much is unclear.
        oneself = found.category in BY_ONESELF and Teller.of(asker).says_so
        if found.level == "acute" and (calm is None or oneself or self._costs.worth("number", doubt["danger"])):
            return found, None
        calm = calm or danger
        ours = doubt["grave"] > doubt["outside"]  # nobody is hurt by a building permit, whatever its words remind of
        if calm.level == "none" and ours and self._costs.worth("helplines", doubt["grave"]):
            calm = grave(belief, child)
        return calm, found if found.level == "acute" else None

    def _belief(self, asker: Understanding) -> dict[str, float]:
        """Topic probabilities; a message that is little more than a name is a look-up, and a toddler has no dark
        thoughts."""
        belief = dict(asker.topics)
        if _small(asker):
            belief[_OF_SMALL] = sum(belief.get(topic, 0.0) for topic in (_OF_SMALL, *_MATTERS))
            belief |= dict.fromkeys(_MATTERS, 0.0)
        if not asker.mentions:
            return belief
        wanted, share = None, 0.0
        if "contact" in asker.cues:
            wanted, share = "kontakt", 0.75
        elif asker.asks_fact and self._local(asker):
            wanted, share = "fakta-tjeneste", 0.55
        if wanted is None:
            return belief
        return blend(belief, {wanted: 1.0}, share)

    def _local(self, asker: Understanding) -> bool:
        """Whether a team or role is named that stands in a record of the chosen municipality."""
        records = (self._offer.record(m) for m in asker.mentions if "/" in m)
        return any(r is not None and r.kommune == asker.kommune for r in records)


def _small(asker: Understanding) -> bool:
    """Whether it is about somebody too young to want to die."""
    return asker.age is not None and asker.age[1] < _SMALL


def _asked(asker: Understanding) -> float:
    """How like the message is to what people ask any shared guide for."""
    return max((like for (guide, _), like in asker.sections.items() if guide.startswith(f"{SHARED}/")), default=0.0)


def _top(belief: dict[str, float]) -> str | None:
    return max(belief, key=belief.__getitem__, default=None)

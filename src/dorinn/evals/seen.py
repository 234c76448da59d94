"""What was seen in a question, and what spoke for the codes in question: why an answer came out as it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.route import Route
from dorinn.assistant.signals import SIGNALS, Signals
from dorinn.assistant.weights import Weights
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question
from dorinn.evals.run import Outcome

TOPICS, PASSAGES, SPOKE = 5, 3, 4


@dataclass(frozen=True, slots=True)
class Part:
    """One signal for a code: its `value` (0 and up), its `gain` in this sort of message, and the share of all that
    speaks for the code which it makes up (0 to 1)."""

    signal: str
    value: float
    gain: float
    part: float


@dataclass(frozen=True, slots=True)
class Voice:
    """What spoke for a code: its share of the belief (0 to 1), the topic that spoke loudest, the largest parts, and
    what they are multiplied with because of who asks (1 is nothing)."""

    code: str
    share: float
    topic: str | None
    parts: tuple[Part, ...]
    leaning: float = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What the steps of the pipeline made of a question.

    `decided` says which step had the last word: a danger (with its rule), a refusal (with its topic), a question
    back, or the signals. `came` speaks for the code that came first, `wanted` for the strongest accepted one;
    `passages` are (title or first words, record, lexical rank or None, dense rank or None), best first.
    """

    form: str
    role: str
    age: tuple[int, int] | None
    kommune: str | None
    topics: tuple[tuple[str, float], ...]
    mentions: tuple[str, ...]
    decided: str
    came: Voice | None
    wanted: Voice | None
    passages: tuple[tuple[str, str, int | None, int | None], ...]

    def as_dict(self) -> dict[str, Any]:
        """For the JSON report."""
        return asdict(self)


def look(assistant: Assistant, outcome: Outcome) -> Seen:
    """Runs the steps once more for an item and keeps what each of them said."""
    item = outcome.item
    question = Question(item.question, item.kommune)
    steps = assistant.steps
    danger, asker = steps.assess(question), steps.understand(question)
    hits, _ = steps.retrieve(question, asker)
    route = steps.route(asker, danger, hits)
    signals = assistant.signals(item.question, item.kommune)
    shares = assistant.weights.shares(signals)
    accepted = [code for code in item.accept if code in shares]
    wanted = max(accepted, key=lambda code: shares[code], default=None)
    came = outcome.types[0] if outcome.types else None
    return Seen(
        form=asker.form,
        role=asker.role,
        age=asker.age,
        kommune=asker.kommune,
        topics=tuple(sorted(asker.topics.items(), key=lambda pair: -pair[1])[:TOPICS]),
        mentions=asker.mentions,
        decided=_decided(route, danger),
        came=voice(came, signals, assistant.weights) if came in shares else None,
        wanted=voice(wanted, signals, assistant.weights) if wanted else None,
        passages=tuple(_passage(hit) for hit in hits[:PASSAGES]),
    )


def voice(code: str, signals: Signals, weights: Weights) -> Voice:
    """The signals that speak for a code, value × gain, the largest first."""
    gains = weights.gains(signals.context)
    values = signals.values[signals.codes.index(code)]
    products = values * gains
    whole = float(products.sum()) or 1.0
    order = sorted(range(len(SIGNALS)), key=lambda place: -products[place])[:SPOKE]
    parts = tuple(
        Part(SIGNALS[place], float(values[place]), float(gains[place]), float(products[place]) / whole)
        for place in order
        if products[place] > 0
    )
    return Voice(code, weights.shares(signals)[code], signals.origin.get(code), parts, weights.leaning(code, signals))


def _decided(route: Route, rules: Danger) -> str:
    if route.danger.level == "acute":
        who = "rule" if rules.level == "acute" else "topic model"
        return f"danger: {route.danger.category} ({who})"
    feared = f", suspected: {route.suspected.category}" if route.suspected else ""
    if route.out:
        return f"refused: {route.out}{feared}"
    asked = f", asked back for {route.ask}" if route.ask else ""
    grave = f", grave: {route.danger.category}" if route.danger.level == "serious" else ""
    return f"signals{asked}{grave}{feared}"


def _passage(hit: Hit) -> tuple[str, str, int | None, int | None]:
    passage = hit.passage
    return passage.title or passage.text.nb[:60], _record(passage.services), hit.lexical_rank, hit.dense_rank


def _record(services: Sequence[str]) -> str:
    return services[0] if services else ""

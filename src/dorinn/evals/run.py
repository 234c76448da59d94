"""A run: every item of a set asked once, and what came back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.evals.question_set import Item

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for an item: type codes in order, flags, all that is shown (`text`), confidence of the first,
    milliseconds, the likeliest topics, and the answer's own text (`said`)."""

    item: Item
    types: tuple[str, ...]
    acute: bool
    abstained: bool
    asked_back: bool
    form: str
    text: str
    confidence: float
    milliseconds: float
    topics: tuple[tuple[str, float], ...]
    said: str = ""

    @property
    def first_right(self) -> bool:
        """Whether the first service is one of those accepted; refusing is right where nothing is accepted."""
        if not self.item.accept:
            return self.abstained
        return bool(self.types) and self.types[0] in self.item.accept

    @property
    def three_strict(self) -> bool:
        """Whether an accepted first service stands among the first three."""
        return not self.item.accept or bool(set(self.types[:3]) & set(self.item.accept))

    @property
    def three_lenient(self) -> bool:
        """The same, counting the codes that are right among three too."""
        wanted = set(self.item.accept) | set(self.item.accept3)
        return not wanted or bool(set(self.types[:3]) & wanted)

    @property
    def must_held(self) -> bool:
        """Whether all that must stand in the answer does (digits without spaces, text without case)."""
        return all(_within(wanted, self.text) for wanted in self.item.must_contain)

    @property
    def must_said(self) -> bool:
        """The same, of the answer's own text, without the cards below it."""
        return all(_within(wanted, self.said) for wanted in self.item.must_contain)

    @property
    def must_not_held(self) -> bool:
        """Whether nothing forbidden stands in the answer."""
        return not any(_within(banned, self.text) for banned in self.item.must_not_contain)


def run(items: Iterable[Item], ask: Ask) -> list[Outcome]:
    """Asks each question in its municipality; the role is left for the assistant to see."""
    return [_one(item, ask) for item in items]


def _one(item: Item, ask: Ask) -> Outcome:
    began = time.perf_counter()
    answer = ask(Question(item.question, item.kommune))
    spent = (time.perf_counter() - began) * 1000
    shown = [answer.text]
    for service in answer.services:
        shown += [service.name, service.why, *(c.value for c in service.contacts), *(s.text for s in service.sources)]
        shown += [s.section for s in service.sources]
    shown += [number.phone for number in answer.emergency]
    return Outcome(
        item=item,
        types=tuple(service.type for service in answer.services),
        acute=answer.urgency == "acute",
        abstained=answer.abstained,
        asked_back=answer.clarify is not None,
        form=answer.form,
        text="\n".join(shown),
        confidence=answer.services[0].confidence if answer.services else 0.0,
        milliseconds=spent,
        topics=tuple(sorted(answer.topics.items(), key=lambda pair: -pair[1])[:3]),
        said=answer.text,
    )


def _within(wanted: str, text: str) -> bool:
    wanted, text = wanted.lower(), text.lower()
    if any(c.isdigit() for c in wanted):
        wanted, text = "".join(wanted.split()), "".join(text.split())
    return wanted in text

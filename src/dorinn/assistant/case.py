"""Case: all that is known of a message when the answer is composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dorinn.assistant.offer import Record
from dorinn.assistant.quotation import Quotation
from dorinn.assistant.route import Route
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Understanding
from dorinn.domain.text import Form

STORY = 14  # words; who writes more, or tells an age, tells of a child, and does not only ask


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked, and what the steps before found. `hits` read as they do in the asker's municipality; `quotes` are
    passages of ingested plans, and `plan` the one that is quoted, if any; `unrecorded` when a fact is asked for that no
    record has, so that the plan answers, or nobody; `reached` where the plan has the number that is asked for; and
    `tells` when somebody tells of a worry of their own, and does not only look something up."""

    text: str
    asker: Understanding
    danger: Danger
    route: Route
    hits: Sequence[Hit] = ()
    quotes: Sequence[Hit] = ()
    plan: Quotation | None = None
    unrecorded: bool = False
    reached: str = ""
    tells: bool = False

    @property
    def form(self) -> Form:
        """The form of the answer."""
        return self.asker.form

    @property
    def first(self) -> Record | None:
        """Where to begin, if anywhere."""
        return self.route.choices[0].record if self.route.choices else None

    @property
    def records(self) -> list[Record]:
        """All that is suggested, best first."""
        return [choice.record for choice in self.route.choices]

    @property
    def acute(self) -> bool:
        """Whether somebody is in danger now."""
        return self.danger.level == "acute"

    @property
    def serious(self) -> bool:
        """Whether it is grave, but not now."""
        return self.danger.level == "serious"

"""What is said when there can be no answer: the triage still runs, and the emergency numbers are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dorinn.assistant import unready
from dorinn.assistant.unready import ALWAYS, numbers
from dorinn.corpus.corpus import Corpus
from dorinn.domain.answer import Answer, EmergencyNumber
from dorinn.domain.text import Form
from dorinn.render import as_json
from dorinn.web.state import State

__all__ = ["ALWAYS", "by_phone", "numbers", "refusal_body", "without_index"]


def by_phone(corpus: Corpus, phones: Iterable[str], form: Form) -> tuple[EmergencyNumber, ...]:
    """The national numbers among `phones`, which a page carries from turn to turn; others are dropped."""
    known = {
        item.contacts[0].value.replace(" ", ""): item.id
        for item in reversed(corpus.services)
        if item.kommune == "nasjonal" and item.contacts
    }
    return numbers(corpus, (known[phone] for phone in phones if phone in known), form)


def without_index(state: State, text: str, form: Form) -> Answer:
    """An answer from the triage alone."""
    return unready.without_index(state.corpus, state.triage, state.phrases, text, form)


def refusal_body(state: State, detail: str, form: Form = "nb", text: str = "") -> dict[str, Any]:
    """The body of 413, 429 and 503: why, and the numbers that matter; `text` goes through the triage."""
    answer = without_index(state, text, form)
    return {
        "detail": detail,
        **as_json(answer, state.corpus.titles),
        "abstained": answer.urgency == "none",
        "abstain_reason": None if answer.urgency == "acute" else "unavailable",
    }

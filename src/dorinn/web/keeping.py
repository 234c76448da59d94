"""What is kept of a question that was answered: nothing without a yes, and a count where there was no good answer."""

from __future__ import annotations

import asyncio
import logging

from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.errors import MemoryUnavailable
from dorinn.memory.consented import Turn
from dorinn.web.state import State

_log = logging.getLogger("dorinn.web")
UNSURE = 0.3
"""A best confidence below this counts as a question that dorinn had no good answer to."""


async def keep(state: State, question: Question, found: Answer, agreed: bool) -> bool:
    """Stores the turn, scrubbed, if the asker agrees now or did before. A failure never stands in an answer's way."""
    if not agreed and (question.conversation_id is None or state.store.empty):
        return False
    return await asyncio.to_thread(_keep, state, question, found, agreed)


def _keep(state: State, question: Question, found: Answer, agreed: bool) -> bool:
    services = tuple(item.id for item in found.services)
    turn = Turn(0, question.text, found.form, place(state, question, found), found.urgency, services)
    try:
        if agreed:
            state.store.consented.agree(found.conversation_id)
        return state.store.consented.keep(found.conversation_id, turn)
    except MemoryUnavailable as error:
        _log.error("a turn with consent was not stored: %s", error)
        return False


def note_gap(state: State, question: Question, found: Answer) -> None:
    """Counts an answer that refused, asked back or was unsure, by codes."""
    best = found.services[0].confidence if found.services else 0.0
    unsure = found.urgency == "none" and best < UNSURE
    reason = found.abstain_reason if found.abstained else "clarify" if found.clarify else "unsure" if unsure else None
    if reason and not state.store.off:
        topic = max(found.topics, key=lambda code: found.topics[code], default=None)
        state.store.gaps.add(place(state, question, found), topic, reason)


def place(state: State, question: Question, found: Answer) -> str | None:
    """The municipality that an answer is about: chosen, or named in the question."""
    slugs = (item.id.split("/")[0] for item in found.services)
    return question.kommune or next((slug for slug in slugs if slug in state.corpus.kommune), None)

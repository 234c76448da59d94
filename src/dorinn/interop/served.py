"""What the routes of this room need of the server that carries them. They never import the web room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from fastapi import Request
from pydantic import BaseModel

from dorinn.assistant.mentions import Names
from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.settings import Settings


class Served(Protocol):
    """The state of the app."""

    settings: Settings
    corpus: Corpus
    names: Names
    triage: Triage
    phrases: Phrases

    def answer(self, question: Question, earlier: Sequence[str] = ()) -> Answer:
        """The assistant's answer; raises IndexUnavailable when there is none to be had."""
        ...


def served_by(request: Request) -> Served:
    """The state of the app that serves this request, as it is behind the request's door."""
    found: Served = getattr(request.state, "dorinn", None) or request.app.state.dorinn
    return found


class Fault(BaseModel):
    """Why a call failed."""

    detail: str


Responses = dict[int | str, dict[str, Any]]
LIMITED: Responses = {429: {"model": Fault, "description": "Too many calls; see Retry-After"}}
MISSING: Responses = {404: {"model": Fault, "description": "There is no such record"}}

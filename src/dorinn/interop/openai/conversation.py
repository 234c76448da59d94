"""A list of messages read as a question with what was said before it."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.assistant import unready
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.text import Form
from dorinn.interop.openai.schemas import ChatRequest
from dorinn.interop.served import Served
from dorinn.language.form import marked_form

MODEL = "dorinn"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The latest question, and what the same asker wrote before it, oldest first."""

    question: Question
    earlier: tuple[str, ...]

    @property
    def form(self) -> Form:
        """The form to write in when the assistant is not there to tell."""
        return self.question.language or marked_form(self.question.text) or "nb"


def read(body: ChatRequest, served: Served) -> Conversation:
    """The municipality is the one in `kommune`, else in the model's name, else in the instructions."""
    turns = [message.text for message in body.messages if message.role == "user"]
    kommune = body.kommune or body.model.partition(":")[2] or None
    if kommune is None:
        told = " ".join(message.text for message in body.messages if message.role in ("system", "developer"))
        kommune = served.names.kommune(told) if told else None
    question = Question(turns[-1] if turns else "", kommune, body.language, body.role)
    return Conversation(question, tuple(turns[:-1]))


def knows(model: str, served: Served) -> bool:
    """Whether there is such a model: `dorinn`, or `dorinn:` and a municipality's slug."""
    name, _, kommune = model.partition(":")
    return name == MODEL and (kommune in served.corpus.kommune or model == MODEL)


def alarm(talk: Conversation, served: Served) -> Answer | None:
    """The triage's own answer when somebody is in danger: for when there is no other."""
    texts = (talk.question.text, *reversed(talk.earlier))
    return unready.alarm(served.corpus, served.triage, served.phrases, texts, talk.form)

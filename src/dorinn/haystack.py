"""dorinn as a component of somebody else's haystack pipeline.

from dorinn.haystack import Router
pipeline.add_component("router", Router(kommune="donna"))
"""

from __future__ import annotations

import os

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # before the import: telemetry is on by default

from pathlib import Path
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

from dorinn.assistant.assistant import Assistant
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.domain.text import Form
from dorinn.domain.topic import Role
from dorinn.render import as_json, as_markdown
from dorinn.settings import Settings


@component
class Router:
    """Routes a worry to the right municipal service. Loads its index at `warm_up`, building a missing one."""

    def __init__(
        self,
        kommune: str | None = None,
        language: Form | None = None,
        role: Role | None = None,
        indexes: str | None = None,
    ) -> None:
        """`kommune`, `language` and `role` hold where `run` is not told otherwise; `indexes` is a folder to write to
        (by default the one of `dorinn serve`)."""
        self.kommune = kommune
        self.language = language
        self.role = role
        self.indexes = indexes
        self._assistant: Assistant | None = None

    def warm_up(self) -> None:
        """Loads the assistant once; raises DorinnError when there is no index and none can be built."""
        if self._assistant is None:
            settings = Settings.from_environment()
            folder = Path(self.indexes) if self.indexes else settings.indexes
            self._assistant = Assistant.load(folder, build=True, store=settings.store)

    @component.output_types(
        answer=str, urgency=str, emergency=list[dict[str, str]], documents=list[Document], response=dict[str, Any]
    )
    def run(self, question: str, kommune: str | None = None, earlier: list[str] | None = None) -> dict[str, Any]:
        """Answers `question`, in the light of what the same person wrote `earlier`.

        `answer` is Markdown with the emergency numbers first; `documents` are the services in order, each with its
        confidence as score and its record in `meta`; `response` is what `POST /api/v1/ask` gives. Raises QuestionError.
        """
        self.warm_up()
        assert self._assistant is not None
        asked = Question(question, kommune or self.kommune, self.language, self.role)
        found = self._assistant.ask_after(asked, earlier or ())
        titles = self._assistant.corpus.titles
        whole = as_json(found, titles)
        return {
            "answer": as_markdown(found, titles),
            "urgency": found.urgency,
            "emergency": whole["emergency"],
            "documents": _documents(found, whole["services"]),
            "response": whole,
        }

    def to_dict(self) -> dict[str, Any]:
        """The settings, for `Pipeline.dumps`."""
        found: dict[str, Any] = default_to_dict(
            self, kommune=self.kommune, language=self.language, role=self.role, indexes=self.indexes
        )
        return found

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Router:
        """From the settings, for `Pipeline.loads`."""
        found: Router = default_from_dict(cls, data)
        return found


def _documents(found: Answer, services: list[dict[str, Any]]) -> list[Document]:
    return [
        Document(id=item.id, content=f"{item.name}: {item.why}", score=item.confidence, meta=meta)
        for item, meta in zip(found.services, services, strict=True)
    ]

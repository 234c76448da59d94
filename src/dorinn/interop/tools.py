"""What a language model may do with dorinn: ask, find a service, read a guide, see the gaps. Knows no protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.lookup import find
from dorinn.assistant.unready import alarm
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED
from dorinn.domain.question import Question
from dorinn.domain.service import Service
from dorinn.domain.source import Source
from dorinn.domain.text import FORMS, Form
from dorinn.domain.topic import Role
from dorinn.errors import QuestionError
from dorinn.language.form import marked_form
from dorinn.render import as_json, as_markdown, contact_json
from dorinn.survey.gaps import gaps

Found = dict[str, Any]


class Tools:
    """Each method is a tool. All raise QuestionError with one clear line for what cannot be asked."""

    def __init__(self, assistant: Assistant, site: str | None = None) -> None:
        self._assistant = assistant
        self._corpus = assistant.corpus
        self._phrases = Phrases.load()
        self._site = site

    def ask(
        self,
        question: str,
        kommune: str | None = None,
        language: Form | None = None,
        role: Role | None = None,
        earlier: Sequence[str] = (),
    ) -> tuple[str, Found]:
        """The answer as Markdown and as the HTTP contract's JSON. Danger is answered even where the rest is wrong."""
        try:
            found = self._assistant.ask_after(Question(question, kommune, language, role), earlier)
        except QuestionError:
            form = language if language in FORMS else marked_form(question) or "nb"
            texts = (question, *reversed(earlier))
            acute = alarm(self._corpus, self._assistant.triage, self._phrases, texts, form)
            if acute is None:
                raise
            found = acute
        titles = self._corpus.titles
        return as_markdown(found, titles, self._site), as_json(found, titles)

    def find_service(
        self, words: str, kommune: str | None = None, age: int | None = None, language: Form = "nb"
    ) -> Found:
        """Services and teams that the words name, with contacts; planned ones last."""
        found = [
            item
            for item in find(self._corpus, words, kommune)
            if age is None or item.age is None or item.age[0] <= age <= item.age[1]
        ]
        return {"services": [self._service(item, language) for item in found[:20]], "count": len(found)}

    def list_guides(self, kommune: str | None = None, language: Form = "nb") -> Found:
        """The guides for people who work with children: everybody's, and a municipality's own steps."""
        self._known(kommune)
        places = {SHARED, kommune} if kommune else {guide.kommune for guide in self._corpus.guides}
        found = [guide for guide in self._corpus.guides if guide.kommune in places]
        return {
            "guides": [
                {"id": guide.id, "name": guide.name.of(language), "summary": guide.summary.of(language)}
                for guide in found
            ]
        }

    def read_guide(self, guide: str, kommune: str | None = None, language: Form = "nb") -> Found:
        """One guide whole: by its id, or by its type, then the municipality's own first."""
        self._known(kommune)
        by_type = sorted(
            (g for g in self._corpus.guides if g.type == guide and g.kommune in (SHARED, kommune)),
            key=lambda item: item.kommune == SHARED,
        )
        found = self._corpus.guide.get(guide) or next(iter(by_type), None)
        if found is None:
            raise QuestionError(f"unknown guide {guide!r}; known: {', '.join(self._corpus.guide)}")
        return self._guide(found, language)

    def list_gaps(self, kommune: str, language: Form = "nb") -> Found:
        """What the records of a municipality do not say."""
        return gaps(self._corpus, kommune, language).as_json()

    def _known(self, kommune: str | None) -> None:
        if kommune is not None and kommune not in self._corpus.kommune:
            raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(self._corpus.kommune)}")

    def _service(self, item: Service, form: Form) -> Found:
        return {
            "id": item.id,
            "type": item.type,
            "kind": item.kind,
            "name": item.name.of(form),
            "status": item.status,
            "description": item.description.of(form),
            "access": item.access.of(form) if item.access else None,
            "age": list(item.age) if item.age else None,
            "convener": item.convener.of(form) if item.convener else None,
            "contacts": [contact_json(contact, form, self._corpus.titles) for contact in item.contacts],
            "source": self._place(item.source),
        }

    def _guide(self, item: Guide, form: Form) -> Found:
        return {
            "id": item.id,
            "type": item.type,
            "name": item.name.of(form),
            "summary": item.summary.of(form),
            "steps": [step.of(form) for step in item.steps],
            "sections": [
                {
                    "title": section.title.of(form),
                    "text": section.text.of(form),
                    "sources": [self._place(source) for source in section.sources],
                }
                for section in item.sections
            ],
            "source": self._place(item.source),
        }

    def _place(self, source: Source) -> str:
        return f"{self._corpus.titles.get(source.document, source.document)}, {source.section}"

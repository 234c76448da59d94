"""Advice: where to begin with a worry, what to do meanwhile, how to get in, and who else can help."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.cards import Cards
from dorinn.assistant.facts import Facts
from dorinn.assistant.offer import Record, exists
from dorinn.assistant.route import Route
from dorinn.assistant.said import Said
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Question, Understanding
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.language.inline import inline
from dorinn.language.sentences import sentences

_NOT_BESIDE = ("barnevernvakt", "nodnummer")  # for the night and for danger: named first, or in the list, but not «too»


class Advice:
    """Says what somebody can do whose worry is understood."""

    def __init__(self, corpus: Corpus, phrases: Phrases, cards: Cards, facts: Facts) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._facts = facts
        self._learned = {guide.type for guide in corpus.guides}

    def give(
        self, said: Said, asker: Understanding, route: Route, first: Record, question: Question, hits: Sequence[Hit]
    ) -> None:
        """Says it all, `first` being where to begin."""
        form, say = asker.form, self._phrases.say
        topic = self._corpus.topic.get(route.topic or "")
        told = {f"{first.id}:{part}" for part in ("description", "way-in", "convener", "summary")}
        if isinstance(first, Guide):
            told |= self._facts.guide(said, first, asker, question, hits)
        elif first.kommune == SHARED:
            said.lead(say("start_generic", form, name=inline(first.name.of(form))))
        else:
            start = "start_with" if first.form in ("programme", "measure") else "start"
            said.lead(say(start, form, name=inline(first.name.of(form)), where=""))
        if topic and topic.advice and not (isinstance(first, Guide) and first.steps):
            said.step(*sentences(topic.advice.of(form)))
        if isinstance(first, Service):
            said.note(first.description.of(form))
            if first.convener:
                said.note(*(text.of(form) for cue, text in team_facts(first) if cue == "convener"))
            said.step(first.access.of(form) if first.access else "", self._cards.contact_text(first, asker))
        if asker.asks_fact or (isinstance(first, Service) and asker.role in ("employee", "frontdesk")):
            said.note(*self._facts.about([c.record for c in route.choices[:2]], asker, question, hits, 2, told))
        self._others(said, [c.record for c in route.choices[1:3] if exists(c.record)], form)
        said.note(*self._facts.planned(route, form))

    def _others(self, said: Said, records: Sequence[Record], form: Form) -> None:
        """Whom else to ask, and what else to read: nobody can ask a guide."""
        people = [record for record in records if record.type not in (*self._learned, *_NOT_BESIDE)]
        guides = [record for record in records if record.type in self._learned]
        if people:
            said.step(self._phrases.say("also", form, names=self._cards.names(people, form)))
        if guides:
            names = " og ".join(f"«{guide.name.of(form)}»" for guide in guides)
            said.step(self._phrases.say("also_read", form, names=names))

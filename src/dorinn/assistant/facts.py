"""Facts: what records, plans and guides say to a question, as sentences with the place of the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dorinn.assistant.cards import Cards
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.local import Local
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.route import Route
from dorinn.assistant.said import Said, answered
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Question, Understanding
from dorinn.domain.service import Service
from dorinn.domain.text import Form

ANSWERS = 1.2  # the score of a guide's section that is said before the guide's summary
_YES_OR_NO = re.compile(r"(ja|nei)\b", re.IGNORECASE)
_FACTS = ("fakta-plan", "fakta-tjeneste")


class Facts:
    """Answers what is asked about a named thing, a figure or a rule; nothing is said but what stands in a record."""

    def __init__(self, corpus: Corpus, phrases: Phrases, offer: Offer, evidence: Evidence, cards: Cards) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._cards = cards
        self._local = Local(corpus)

    def local(self, hits: Sequence[Hit], asker: Understanding) -> list[Hit]:
        """The hits that have something to say in the asker's municipality, each as it reads there."""
        return self._local.hits(hits, asker.kommune)

    def look_up(self, said: Said, question: Question, asker: Understanding, route: Route, hits: Sequence[Hit]) -> bool:
        """Says the facts asked for, or that there are none; whether there were any."""
        form = asker.form
        named = [c.record for c in route.choices if c.record.id in asker.mentions] or [
            c.record for c in route.choices[:1]
        ]
        own = [hit for hit in hits if hit.passage.kommune in (asker.kommune, SHARED, NATIONAL)]
        wants_number = "contact" in asker.cues
        if wants_number:
            services = [record for record in named[:2] if isinstance(record, Service)]
            told = [self._cards.contact_text(service, asker, asked=True) for service in services]
            told += self.about(named[:2], asker, question, (), 1)
        else:
            told = self.about(named[:3], asker, question, own, 4)
        if not told:
            if asker.kommune and route.topic in _FACTS:
                place = self._corpus.kommune[asker.kommune].name
                said.note(self._phrases.say("no_fact", form, place=place))
            return False
        said.note(*told, *self.planned(route, form))
        return True

    def about(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: Question,
        hits: Sequence[Hit],
        most: int,
        told: Collection[str] = (),
    ) -> list[str]:
        """Facts as sentences, and the place of the first. `told` are ids of passages that were said already; and where
        a municipality has a team or service of its own, what holds for such ones in general is not told beside it."""
        hits = [hit for hit in hits if not self._outdone(hit.passage.record, asker)]
        place = self._corpus.kommune[asker.kommune].name if asker.kommune else ""
        found = self._evidence.facts(records, asker, question.text, hits, most, told, place)
        facts = [own for passage in found if (own := self._local.passage(passage, asker.kommune))]
        if not facts:
            return []
        source = self._phrases.say("source", asker.form, source=self._cards.cite(facts[0].source))
        return [*(passage.text.of(asker.form) for passage in facts), source]

    def _outdone(self, name: str | None, asker: Understanding) -> bool:
        record = self._offer.record(name or "")
        if not isinstance(record, Service) or record.kommune != SHARED:
            return False
        return any(own.kommune == asker.kommune and exists(own) for own in self._offer.of(record.type, asker.kommune))

    def guide(
        self, said: Said, guide: Guide, asker: Understanding, question: Question, hits: Sequence[Hit]
    ) -> set[str]:
        """Says the sections of a guide that answer, and its summary, the one that answers best first; gives the ids
        of their passages."""
        form, guide = asker.form, self._local.guide(guide, asker.kommune)
        chosen = self._evidence.sections(guide, question.text, hits)
        told = [("", guide.summary.of(form), ANSWERS), *((*_told(section, form), score) for section, score in chosen)]
        (asked, text, _), *others = sorted(told, key=lambda one: -one[2])
        lead, rest = answered(text)
        said.lead(f"{asked}{lead}").note(" ".join(rest), *(f"{asked}{text}" for asked, text, _ in others))
        said.listed(*(step.of(form) for step in guide.steps))
        return {f"{guide.id}#{section.id}" for section, _ in chosen}

    def planned(self, route: Route, form: Form) -> list[str]:
        """That what is only planned does not exist yet, for each such thing in the answer."""
        return [
            self._phrases.say("planned", form, name=c.record.name.of(form))
            for c in route.choices
            if not exists(c.record)
        ]


def _told(section: GuideSection, form: Form) -> tuple[str, str]:
    """What a section answers, where it says yes or no to a question that may not be the asker's; and its text."""
    text = section.text.of(form)
    return f"{section.title.of(form)} " if _YES_OR_NO.match(text) else "", text

"""Cards: each suggested service with the reason, the way in, the contacts and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dorinn.assistant.case import Case
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.ranking import Choice
from dorinn.assistant.unchecked import Unchecked
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Citation, Suggestion
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Understanding
from dorinn.domain.service import GATHERINGS, THINGS, Contact, Service
from dorinn.domain.source import Source
from dorinn.domain.text import Form
from dorinn.language.inline import begun_small, inline

SURE = 0.15  # a topic less likely than this is not given as a reason
_BRACKETS = re.compile(r" \([^()]*\)$")  # «PPT (pedagogisk-psykologisk tjeneste)» in a sentence
_YOURS = " i kommunen din"  # how a record of what all have is called
_WELL_KNOWN = ("skole", "barnehage")  # whose number those who ask about a child have
LEADING = 0.4  # nor one that is not the likeliest, or to somebody young, if it is less likely than this


class Cards:
    """Makes suggestions of records, and says their names, contacts and places in words."""

    def __init__(
        self,
        corpus: Corpus,
        phrases: Phrases,
        offer: Offer,
        evidence: Evidence,
        confidence: Confidence,
        freshness: Freshness = YEARLY,
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._confidence = confidence
        self._freshness = freshness
        self._unchecked = Unchecked(corpus)
        self._described = {service.kommune for service in corpus.services}

    def suggestion(self, choice: Choice, case: Case) -> Suggestion:
        """A choice as a card."""
        form, record = case.form, choice.record
        return Suggestion(
            id=record.id,
            type=record.type,
            kind="guide" if isinstance(record, Guide) else record.kind,
            name=record.name.of(form),
            confidence=round(self._confidence.of(choice.share), 3),
            why=self._why(choice, case),
            contacts=record.contacts if isinstance(record, Service) else (),
            sources=self._citations(record, case.asker, case.hits),
            status=record.status if isinstance(record, Service) else "active",
            access=record.access.of(form) if isinstance(record, Service) and record.access else None,
        )

    def _why(self, choice: Choice, case: Case) -> str:
        asker, route = case.asker, case.route
        form, record, say = case.form, choice.record, self._phrases.say
        if not exists(record):
            return say("why_planned", form)
        if case.acute and record.kommune == NATIONAL:
            return say("why_acute", form)
        if record.type == "servicetorg":
            return say("why_desk", form)
        parts = []
        topic = self._corpus.topic.get(choice.topic or "")
        leads = choice.topic == route.topic and asker.role != "youth"
        sure = asker.topics.get(choice.topic or "", 0.0) >= (SURE if leads else LEADING)
        if topic is not None and sure and topic.area not in ("oppslag", "uklart", "akutt"):
            parts.append(say("why_topic", form, topic=begun_small(topic.name.of(form))))
        elif route.lookup and (choice is route.choices[0] or {record.id, record.type} & set(asker.mentions)):
            parts.append(say("why_lookup", form))
        if record.kommune == SHARED and asker.kommune and isinstance(record, Service):
            silent = asker.kommune in self._described and not self._unchecked.names(record, asker.kommune)
            name = "why_statutory" if silent else "why_by_law"
            parts.append(say(name, form, kommune=self._corpus.kommune[asker.kommune].name))
        parts.append(record.summary.of(form) if isinstance(record, Guide) else record.described(asker.surely).of(form))
        return " ".join(parts)

    def _citations(self, record: Record, asker: Understanding, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        places = (asker.kommune or record.kommune, record.kommune, SHARED, NATIONAL)
        found = [hit.passage for hit in hits if record.id in hit.passage.services][:2]
        found = found or self._evidence.about(record, places)[:1]
        return tuple(Citation(self._document(p.source), p.source.section, p.text.of(asker.form)) for p in found)

    def _document(self, source: Source) -> str:
        return self._corpus.titles.get(source.document, source.document)

    def cite(self, source: Source) -> str:
        """A place as «document, section»."""
        return f"{self._document(source)}, {source.section}"

    def contact_text(self, service: Service, asker: Understanding, asked: bool = False) -> str:
        """How to reach a service, or that the plan gives no number and whom to ask then."""
        form, say = asker.form, self._phrases.say
        if service.contacts:
            # Where several numbers stand in one place, it is told once, after the last.
            after = [*service.contacts[1:], None]
            known = service.kommune == NATIONAL  # nobody asks where 112 was read
            return " ".join(
                self._one_contact(contact, form, known, last=other is None or _place(other) != _place(contact))
                for contact, other in zip(service.contacts, after, strict=True)
            )
        if asker.kommune is None:
            return say("no_phone_generic", form) if asked else ""
        desk = self._offer.of("servicetorg", asker.kommune)
        called = self.called(service, form, asker.kommune)
        if asked and self._unchecked.speaks(service, asker.kommune):
            phrase, place = self._unchecked.told(service, asker.kommune)
            source = self.cite(place) if place else ""
            return say(phrase, form, name=called, desk=self.names(desk[:1], form), source=source)
        if service.kommune == SHARED:
            return ""
        if service.kommune == NATIONAL or (service.form in GATHERINGS and not asked):
            return self.ask_desk(asker, desk)
        if not asked and (asker.role == "youth" or (asker.staff and service.kind == "team")):
            return ""  # no child is sent to a switchboard, and nobody to ask for a team of their own
        if not asked and service.type in _WELL_KNOWN:
            return ""
        if service.form in THINGS and not asked:
            return self.ask_desk(asker, desk)
        if asker.role == "frontdesk" and service.type != "servicetorg":
            return say("no_phone_here" if asked else "no_phone_here_step", form, name=called)
        phrase = "no_phone" if asked else "no_phone_step"
        if service.type == "servicetorg":
            phrase = "no_phone_desk"
        # The switchboard tells where.
        called = called.removesuffix(f" i {self._corpus.kommune[asker.kommune].name}")
        return say(phrase, form, name=called, desk=self.names(desk[:1], form))

    def _one_contact(self, contact: Contact, form: Form, known: bool, last: bool) -> str:
        if not last or (known and contact.verified and not self._freshness.stale(contact.checked)):
            return self._phrases.say("phone_too", form, label=contact.label.of(form), value=contact.value)
        name = "phone" if contact.verified else "phone_unverified"
        if contact.verified and self._freshness.stale(contact.checked):
            name = "phone_stale"
        return self._phrases.say(
            name,
            form,
            label=contact.label.of(form),
            value=contact.value,
            checked=contact.checked,
            source=self.cite(contact.source),
        )

    def ask_desk(self, asker: Understanding, desk: Sequence[Record]) -> str:
        """Whom to ask who cannot find the way; the desk does not ask itself."""
        if asker.surely == "frontdesk":
            return ""
        return self._phrases.say("ask_desk", asker.form, desk=self.names(desk[:1], asker.form))

    def who_has_it(self, asker: Understanding) -> str:
        """Whom staff ask who it is in their own municipality; the desk asks nobody."""
        desk = self._offer.of("servicetorg", asker.kommune)
        phrase = "who_has_it_desk" if asker.role == "frontdesk" else "who_has_it"
        return self._phrases.say(phrase, asker.form, desk=self.names(desk[:1], asker.form))

    def names(self, records: Sequence[Record], form: Form, kommune: str | None = None) -> str:
        """What they are called, joined, and where they are told once; the front desk where there are none."""
        names = list(dict.fromkeys(self.called(record, form, kommune) for record in records))
        names = names or [self._phrases.say("desk_generic", form)]
        here = f" i {self._corpus.kommune[kommune].name}" if kommune else _YOURS
        placed = [place for place, name in enumerate(names) if name.endswith(here)]
        names = [name.removesuffix(here) if place in placed[:-1] else name for place, name in enumerate(names)]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"

    def called(self, record: Record, form: Form, kommune: str | None = None) -> str:
        """What a record is called inside a sentence: «skolen», not «Skolene i Dønna». Where the municipality is known,
        what all have is «PPT» alone: not «i kommunen din», nor «i Åsnes», since its own may be called otherwise."""
        own = record.called if isinstance(record, Service) else None
        name = own.of(form) if own else inline(_BRACKETS.sub("", record.name.of(form)))
        return name.removesuffix(_YOURS) if kommune else name


def _place(contact: Contact) -> tuple[Source, bool, str]:
    """What is told of where a number stands, and how sure it is."""
    return contact.source, contact.verified, contact.checked

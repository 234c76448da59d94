"""Composing: a route becomes an answer in the asker's form. Contacts are copied from records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dorinn.assistant.confidence import Confidence
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.quotation import CERTAIN, CLEAR, best_quotation
from dorinn.assistant.route import Choice, Route
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Citation, Clarify, EmergencyNumber, Suggestion
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.service import Contact, Service
from dorinn.domain.source import Source
from dorinn.domain.text import Form

SURE = 0.15  # a topic less likely than this is not given as a reason
# Matters outside that a plan may still have a word on: what is asked by a name that only the plan knows.
_MAY_BE_LOCAL = ("utenfor-prat", "utenfor-kommunalt")
_MIND = ("selvmord", "selvskad")


class Composer:
    """Writes answers. Every sentence is a phrase of the corpus, a record's text or a fact with its source."""

    def __init__(
        self, corpus: Corpus, phrases: Phrases, offer: Offer, evidence: Evidence, confidence: Confidence
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._confidence = confidence
        self._described = {service.kommune for service in corpus.services}

    def compose(
        self,
        question: Question,
        asker: Understanding,
        danger: Danger,
        route: Route,
        hits: Sequence[Hit],
        quotes: Sequence[Hit] = (),
    ) -> Answer:
        """The whole answer; an acute danger's numbers come first whatever else is true."""
        form = asker.form
        emergency = self._emergency(danger, form)
        acute = danger.level == "acute"
        if asker.foreign and not acute:
            return self._refusal("foreign", asker, route)
        if route.out and not acute:
            refusal = self._refusal(route.out, asker, route)
            plan = self._quotation(question, asker, route, quotes, CERTAIN) if route.out in _MAY_BE_LOCAL else ""
            return replace(refusal, text=plan, abstained=False, abstain_reason=None) if plan else refusal
        services = tuple(self._suggestion(choice, asker, hits, route, acute) for choice in route.choices)
        said = self._acute_text(danger, asker, services) if acute else self._text(question, asker, danger, route, hits)
        if not acute and danger.level == "none":
            said = " ".join(filter(None, (said, self._quotation(question, asker, route, quotes))))
        return Answer(
            text=said,
            form=form,
            urgency="acute" if acute else "none",
            emergency=emergency,
            services=services,
            clarify=None if acute else self._clarify(route, form),
            serious=danger.level == "serious",
            topics={t: p for t, p in asker.topics.items() if p > 0.05},
        )

    # -- the text -----------------------------------------------------------

    def _text(self, question: Question, asker: Understanding, danger: Danger, route: Route, hits: Sequence[Hit]) -> str:
        form, say = asker.form, self._phrases.say
        parts: list[str] = []
        if asker.other_kommune and asker.kommune is None:
            parts.append(say("elsewhere", form, place=asker.other_kommune))
        first = route.choices[0].record if route.choices else None
        if first is None:
            return " ".join([*parts, say("ask_kommune", form)])
        if route.ask:
            parts.append(say("ask_first", form))
            names = self._names([c.record for c in route.choices[:2] if exists(c.record)], form)
            parts.append(say("safe_start", form, names=names))
        elif route.lookup:
            parts += self._lookup_text(question, asker, route, hits)
        else:
            parts += self._advice(asker, danger, route, first, question, hits)
        if asker.kommune is None and not isinstance(first, Guide) and first.kommune == SHARED:
            parts.append(say("ask_kommune", form))
        return " ".join(dict.fromkeys(part for part in parts if part))

    def _quotation(
        self, question: Question, asker: Understanding, route: Route, quotes: Sequence[Hit], least: float = CLEAR
    ) -> str:
        """What the municipality's own plan says, marked as a quotation: for staff and for questions after a fact."""
        # Where nobody has written records for a municipality yet, its plan is all that is local.
        if not (route.lookup or asker.asks_fact or asker.role in ("employee", "frontdesk")) and (
            asker.kommune in self._described
        ):
            return ""
        found = best_quotation(question.text, quotes, least)
        if found is None:
            return ""
        words, passage = found
        return self._phrases.say("quote", asker.form, words=words, source=self._cite(passage.source))

    def _advice(
        self, asker: Understanding, danger: Danger, route: Route, first: Record, question: Question, hits: Sequence[Hit]
    ) -> list[str]:
        form, say = asker.form, self._phrases.say
        topic = self._corpus.topic.get(route.topic or "")
        parts = [self._child_words(danger, asker)] if danger.level == "serious" else []
        if isinstance(first, Guide):
            parts += self._guide_text(first, asker, question, hits)
        elif first.kommune == SHARED:
            parts.append(say("start_generic", form, name=first.name.of(form)))
        else:
            parts.append(say("start", form, name=first.name.of(form), where=""))
        if topic and topic.advice:
            parts.append(topic.advice.of(form))
        if isinstance(first, Service):
            parts.append(first.description.of(form))
            if first.convener:
                parts += [text.of(form) for cue, text in team_facts(first) if cue == "convener"]
            parts.append(self._contact_text(first, asker))
        if isinstance(first, Service) and (asker.asks_fact or asker.role in ("employee", "frontdesk")):
            parts += self._facts([c.record for c in route.choices[:2]], asker, question, hits, 2, 1.3)
        others = [c.record for c in route.choices[1:3] if exists(c.record)]
        if others:
            parts.append(say("also", form, names=self._names(others, form)))
        parts += self._planned(route, form)
        if danger.level == "serious":
            parts.append(self._serious_text(danger, form))
        return parts

    def _lookup_text(self, question: Question, asker: Understanding, route: Route, hits: Sequence[Hit]) -> list[str]:
        form = asker.form
        named = [c.record for c in route.choices if c.record.id in asker.mentions] or [
            c.record for c in route.choices[:1]
        ]
        own = [hit for hit in hits if hit.passage.kommune in (asker.kommune, SHARED, NATIONAL)]
        parts: list[str] = []
        wants_number = "contact" in asker.cues
        if not asker.cues and named and isinstance(named[0], Service):
            parts.append(f"{named[0].name.of(form)}: {named[0].description.of(form)}")
        if wants_number:
            parts += [
                self._contact_text(record, asker, asked=True) for record in named[:2] if isinstance(record, Service)
            ]
        parts += self._facts(named[:3], asker, question, own, 1 if wants_number else 4)
        return parts + self._planned(route, form)

    def _facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: Question,
        hits: Sequence[Hit],
        most: int,
        least: float = 0.0,
    ) -> list[str]:
        """Facts as sentences, and the place of the first."""
        facts = self._evidence.facts(records, asker, question.text, hits, most, least)
        if not facts:
            return []
        source = self._phrases.say("source", asker.form, source=self._cite(facts[0].source))
        return [*(passage.text.of(asker.form) for passage in facts), source]

    def _guide_text(self, guide: Guide, asker: Understanding, question: Question, hits: Sequence[Hit]) -> list[str]:
        form = asker.form
        chosen = self._evidence.sections(guide, question.text, hits)
        return [guide.summary.of(form), *(section.text.of(form) for section in chosen)]

    def _planned(self, route: Route, form: Form) -> list[str]:
        return [
            self._phrases.say("planned", form, name=c.record.name.of(form))
            for c in route.choices
            if not exists(c.record)
        ]

    def _names(self, records: Sequence[Record], form: Form) -> str:
        names = [record.name.of(form) for record in records] or [self._phrases.say("desk_generic", form)]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"

    # -- danger -------------------------------------------------------------

    def _emergency(self, danger: Danger, form: Form) -> tuple[EmergencyNumber, ...]:
        if danger.level != "acute":
            return ()
        found = []
        for number in danger.numbers:
            service = self._corpus.service.get(number)
            if service and service.contacts:
                note = service.description.of(form)
                found.append(EmergencyNumber(service.name.of(form), service.contacts[0].value, note))
        return tuple(found)

    def _acute_text(self, danger: Danger, asker: Understanding, services: Sequence[Suggestion]) -> str:
        form, say = asker.form, self._phrases.say
        parts = []
        for place, number in enumerate(danger.numbers[:2]):
            service = self._corpus.service.get(number)
            if service is None or not service.contacts:
                continue
            code = number.split("/")[1]
            if place == 0 or code in ("110", "112", "113"):
                name = f"acute_{code}" if code in ("110", "112", "113") else "acute_other"
                parts.append(say(name, form, name=service.name.of(form), phone=service.contacts[0].value))
        parts.append(say("acute_stay", form))
        if danger.child:
            parts.append(say("acute_child", form, alarm=self._number("nasjonal/alarmtelefonen")))
        after = [s.name for s in services if s.type not in ("nodnummer",)][:2]
        if after:
            parts.append(say("acute_after", form, names=" og ".join(after)))
        return " ".join(parts)

    def _serious_text(self, danger: Danger, form: Form) -> str:
        if any(word in (danger.category or "") for word in _MIND):
            return self._phrases.say(
                "serious_mind",
                form,
                line=self._number("nasjonal/hjelpetelefonen"),
                ambulance=self._number("nasjonal/113"),
            )
        return self._phrases.say("serious_violence", form, police=self._number("nasjonal/112"))

    def _child_words(self, danger: Danger, asker: Understanding) -> str:
        if not (danger.child or asker.role == "youth"):
            return ""
        return self._phrases.say("child_words", asker.form, alarm=self._number("nasjonal/alarmtelefonen"))

    def _number(self, record: str) -> str:
        """The first number of a national record; copied, never written here."""
        return self._corpus.service[record].contacts[0].value

    # -- cards --------------------------------------------------------------

    def _suggestion(
        self, choice: Choice, asker: Understanding, hits: Sequence[Hit], route: Route, acute: bool
    ) -> Suggestion:
        form, record = asker.form, choice.record
        return Suggestion(
            id=record.id,
            type=record.type,
            kind="guide" if isinstance(record, Guide) else record.kind,
            name=record.name.of(form),
            confidence=round(self._confidence.of(choice.share), 3),
            why=self._why(choice, asker, route, acute),
            contacts=record.contacts if isinstance(record, Service) else (),
            sources=self._citations(record, asker, hits),
            status=record.status if isinstance(record, Service) else "active",
            access=record.access.of(form) if isinstance(record, Service) and record.access else None,
        )

    def _why(self, choice: Choice, asker: Understanding, route: Route, acute: bool) -> str:
        form, record, say = asker.form, choice.record, self._phrases.say
        if not exists(record):
            return say("why_planned", form)
        if acute and record.kommune == NATIONAL:
            return say("why_acute", form)
        if record.type == "servicetorg":
            return say("why_desk", form)
        parts = []
        topic = self._corpus.topic.get(choice.topic or "")
        sure = asker.topics.get(choice.topic or "", 0.0) >= SURE
        if topic is not None and sure and topic.area not in ("oppslag", "uklart", "akutt"):
            parts.append(say("why_topic", form, topic=topic.name.of(form).lower()))
        elif route.lookup:
            parts.append(say("why_lookup", form))
        if record.kommune == SHARED and asker.kommune and isinstance(record, Service):
            known = asker.kommune in self._described
            name = "why_statutory" if known else "why_by_law"
            parts.append(say(name, form, kommune=self._corpus.kommune[asker.kommune].name))
        parts.append(record.summary.of(form) if isinstance(record, Guide) else record.description.of(form))
        return " ".join(parts)

    def _citations(self, record: Record, asker: Understanding, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        places = (asker.kommune or record.kommune, record.kommune, SHARED, NATIONAL)
        about = [passage for passage in self._evidence.about(record) if passage.kommune in places]
        found = [hit.passage for hit in hits if record.id in hit.passage.services][:2] or about[:1]
        return tuple(Citation(self._document(p.source), p.source.section, p.text.of(asker.form)) for p in found)

    def _document(self, source: Source) -> str:
        return self._corpus.titles.get(source.document, source.document)

    def _cite(self, source: Source) -> str:
        return f"{self._document(source)}, {source.section}"

    def _contact_text(self, service: Service, asker: Understanding, asked: bool = False) -> str:
        form, say = asker.form, self._phrases.say
        if service.contacts:
            return " ".join(self._one_contact(contact, form) for contact in service.contacts)
        if service.kommune == SHARED or asker.kommune is None:
            return say("no_phone_generic", form) if asked else ""
        desk = self._offer.of("servicetorg", asker.kommune)
        return say("no_phone", form, name=service.name.of(form), desk=self._names(desk[:1], form))

    def _one_contact(self, contact: Contact, form: Form) -> str:
        name = "phone" if contact.verified else "phone_unverified"
        return self._phrases.say(
            name,
            form,
            label=contact.label.of(form),
            value=contact.value,
            checked=contact.checked,
            source=self._cite(contact.source),
        )

    # -- refusals and questions back ----------------------------------------

    def _refusal(self, reason: str, asker: Understanding, route: Route) -> Answer:
        form = asker.form
        desks = self._offer.of("servicetorg", asker.kommune)
        desk = self._names(desks[:1], form)
        name = reason if reason == "foreign" else f"out_{reason.removeprefix('utenfor-')}"
        text = self._phrases.say(
            name,
            form,
            desk=desk,
            legevakt=self._number("nasjonal/legevakt"),
            police=self._number("nasjonal/112"),
            ambulance=self._number("nasjonal/113"),
            fire=self._number("nasjonal/110"),
        )
        choices = [Choice(record, 0.5, None) for record in desks[:1]]
        return Answer(
            text=text,
            form=form,
            urgency="none",
            services=tuple(self._suggestion(choice, asker, (), route, False) for choice in choices),
            abstained=True,
            abstain_reason=reason,
        )

    def _clarify(self, route: Route, form: Form) -> Clarify | None:
        if route.ask in ("matter", "age"):
            options = self._phrases.say(f"options_{route.ask}", form).split("|")
            return Clarify(self._phrases.say(f"ask_{route.ask}", form), tuple(options))
        return None

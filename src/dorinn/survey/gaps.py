"""What the plan and the records of a municipality do not say: kinds of help, worries, services, duties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dorinn.assistant.offer import Offer, exists
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.duties import load_duties
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.domain.topic import Topic
from dorinn.errors import QuestionError
from dorinn.survey.duties import Kept, kept, places
from dorinn.survey.named import InPlan, Plan

_NO_WORRIES = frozenset({"akutt", "oppslag", "uklart", "utenfor"})  # areas
_FORM = re.compile(r"skjema|søk(?:nad|er|e)\b|henvis", re.IGNORECASE)
_SHOWN = 3  # of what answers for a worry
SILENT = ("contact", "form", "access", "age", "organization")
"""What a record may leave open, as in `Gaps.without_…`."""


@dataclass(frozen=True, slots=True)
class MissingType:
    """A kind of help that other municipalities have a service for, and this one no record of.

    `instead` are ids of what answers for it here, `topics` those worries that it would be the first help for;
    `in_plan` is where the plan names it, None where it does not.
    """

    type: str
    name: str
    planned: tuple[str, ...]
    instead: tuple[str, ...]
    topics: tuple[str, ...]
    in_plan: InPlan | None


@dataclass(frozen=True, slots=True)
class MissingDuty:
    """A duty that the plan does not speak of; `records` are own records of that kind, `law` where it stands."""

    id: str
    name: str
    law: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingTopic:
    """A worry for which the municipality has no service of its own; `instead` are ids of what answers for it here.

    `in_plan` is where the plan speaks of the worry itself; `named` are codes of help for it that the plan names. `said`
    is whether it speaks of it or names the help that comes first.
    """

    id: str
    name: str
    instead: tuple[str, ...]
    in_plan: InPlan | None
    named: tuple[str, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A kind of help (its code) or a worry (its id) that own records, or guides, stand behind: their ids."""

    id: str
    name: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing; those that begin with `without` hold ids of services (teams left out) that exist and do not say
    this or that.

    `described` is how many such services there are at all: with none, nobody knows what they lack.
    `documents` are ids of what was looked in: without any, nothing is said not to stand in the plan.
    """

    kommune: str
    described: int
    duties: tuple[MissingDuty, ...]
    topics: tuple[MissingTopic, ...]
    missing_types: tuple[MissingType, ...]
    without_contact: tuple[str, ...]
    without_form: tuple[str, ...]
    without_access: tuple[str, ...]
    without_age: tuple[str, ...]
    without_organization: tuple[str, ...]
    documents: tuple[str, ...]
    recorded_types: tuple[Recorded, ...]
    recorded_topics: tuple[Recorded, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def gaps(corpus: Corpus, kommune: str, form: Form = "nb") -> Gaps:
    """The gaps of one municipality; raises QuestionError for an unknown one.

    Kinds of help and worries are looked for in the records first, then in the plan: what stands in the plan only is no
    record yet. That neither says anything is no proof that there is nothing.
    """
    if kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    offer, plan = Offer(corpus), Plan(corpus, kommune)
    guides = {guide.type for guide in corpus.guides}
    own = [item for item in corpus.services if item.kommune == kommune]
    existing = {item.type for item in own if item.exists}
    elsewhere = {item.type for item in corpus.services if item.kommune in corpus.kommune and item.exists}
    worries = [topic for topic in corpus.topics if topic.area not in _NO_WORRIES and topic.help]
    named = plan.kinds()
    missing = [
        MissingType(
            code,
            corpus.type[code].name.of(form),
            tuple(item.id for item in own if item.type == code),
            tuple(record.id for record in offer.of(code, kommune) if record.kommune != kommune),
            tuple(topic.id for topic in worries if topic.help[0] == code),
            named.get(code),
        )
        for code in corpus.type
        if code in elsewhere - existing - guides
    ]
    recorded = tuple(
        Recorded(code, corpus.type[code].name.of(form), _ids(item for item in own if item.exists and item.type == code))
        for code in corpus.type
        if code in existing - guides
    )
    answered = existing | guides
    alone = [topic for topic in worries if answered.isdisjoint(topic.codes)]
    spoken = plan.worries(worries) if alone else {}
    services = [item for item in own if item.exists and item.kind == "service"]
    return Gaps(
        kommune,
        len(services),
        tuple(_duty(found, corpus, form) for found in duties(corpus, kommune) if not found.places),
        tuple(
            MissingTopic(
                topic.id,
                topic.name.of(form),
                tuple(dict.fromkeys(record.id for code in topic.help for record in offer.of(code, kommune)))[:_SHOWN],
                spoken.get(topic.id),
                tuple(code for code in topic.codes if code in named),
                topic.id in spoken or topic.help[0] in named,
            )
            for topic in alone
        ),
        tuple(missing),
        _ids(item for item in services if not item.contacts),
        _ids(item for item in services if not _names_form(item)),
        _ids(item for item in services if item.access is None),
        _ids(item for item in services if item.age is None),
        _ids(item for item in services if item.organization is None),
        plan.documents,
        recorded,
        tuple(
            Recorded(topic.id, topic.name.of(form), _behind(topic, offer, kommune))
            for topic in worries
            if not answered.isdisjoint(topic.codes)
        ),
    )


def duties(corpus: Corpus, kommune: str) -> list[Kept]:
    """All duties, with where the plan speaks of each."""
    plan = places(corpus, kommune)
    return [kept(duty, plan, corpus, kommune) for duty in load_duties()]


def _duty(found: Kept, corpus: Corpus, form: Form) -> MissingDuty:
    source = found.duty.source
    law = f"{corpus.titles.get(source.document, source.document)} {source.section}"
    return MissingDuty(found.duty.id, found.duty.name.of(form), law, found.records)


def _behind(topic: Topic, offer: Offer, kommune: str) -> tuple[str, ...]:
    """Ids of own records that exist, and of guides, that help with a worry, the first help first."""
    found = (record for code in topic.codes for record in offer.of(code, kommune) if exists(record))
    own = (record.id for record in found if record.kommune == kommune or isinstance(record, Guide))
    return tuple(dict.fromkeys(own))[:_SHOWN]


def _names_form(item: Service) -> bool:
    """Whether a record names something to fill in: a form, an application, a referral."""
    texts = [item.access, *(fact.text for fact in item.facts if "access" in fact.about)]
    return any(contact.kind == "form" for contact in item.contacts) or any(
        _FORM.search(text.nb) for text in texts if text is not None
    )


def _ids(items: Iterable[Service]) -> tuple[str, ...]:
    return tuple(item.id for item in items)

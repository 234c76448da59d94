"""What the plan and the records of a municipality do not say: kinds of help, worries, services, duties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dorinn.assistant.offer import Offer
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.duties import load_duties
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.domain.topic import Topic
from dorinn.errors import QuestionError
from dorinn.survey.duties import Kept, kept, places

_NO_WORRIES = frozenset({"akutt", "oppslag", "uklart", "utenfor"})  # areas
_FORM = re.compile(r"skjema|søk(?:nad|er|e)\b|henvis", re.IGNORECASE)
_SHOWN = 3  # of what answers for a worry


@dataclass(frozen=True, slots=True)
class MissingType:
    """A kind of help that other municipalities have a service for.

    `instead` are ids of what answers for it here, `topics` those worries that it would be the first help for.
    """

    type: str
    name: str
    planned: tuple[str, ...]
    instead: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingDuty:
    """A duty that the plan does not speak of; `records` are own records of that kind, `law` where it stands."""

    id: str
    name: str
    law: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingTopic:
    """A worry for which the municipality has no service of its own; `instead` are ids of what answers for it here."""

    id: str
    name: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing; the last five hold ids of services (teams left out) that exist and do not say this or that.

    `described` is how many such services there are at all: with none, nobody knows what they lack.
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

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    def as_text(self) -> str:
        """As lines to read, group by group."""
        silent = {
            "a contact": self.without_contact,
            "a form, application or referral": self.without_form,
            "a way in": self.without_access,
            "an age": self.without_age,
            "an organization": self.without_organization,
        }
        lines = [f"duties that the plan of {self.kommune} does not speak of: {len(self.duties)}"]
        for duty in self.duties:
            like = f"; own records of the kind: {', '.join(duty.records)}" if duty.records else ""
            lines.append(f"  {duty.name} ({duty.law}){like}")
        lines.append(f"worries without a service of its own: {len(self.topics)}")
        lines += [f"  {topic.name} ({topic.id})" for topic in self.topics]
        lines.append(f"kinds of help that others have: {len(self.missing_types)}")
        for kind in self.missing_types:
            many = "1 worry" if len(kind.topics) == 1 else f"{len(kind.topics)} worries"
            first = f"; would be first for {many}" if kind.topics else ""
            planned = f"; planned: {', '.join(kind.planned)}" if kind.planned else ""
            lines.append(f"  {kind.name} ({kind.type}){first}{planned}")
        if not self.described:
            return "\n".join([*lines, f"services of {self.kommune}: none is described yet"])
        for what, names in silent.items():
            lines.append(f"services without {what}: {len(names)}")
            lines += [f"  {name}" for name in names]
        return "\n".join(lines)


def gaps(corpus: Corpus, kommune: str, form: Form = "nb") -> Gaps:
    """The gaps of one municipality; raises QuestionError for an unknown one.

    Only the duties are looked for in the plan's text; all else in the records. That a record says nothing, or that
    there is none, is no proof that there is nothing.
    """
    if kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    offer = Offer(corpus)
    guides = {guide.type for guide in corpus.guides}
    own = [item for item in corpus.services if item.kommune == kommune]
    existing = {item.type for item in own if item.exists}
    elsewhere = {item.type for item in corpus.services if item.kommune in corpus.kommune and item.exists}
    worries = [topic for topic in corpus.topics if topic.area not in _NO_WORRIES and topic.help]
    missing = [
        MissingType(
            code,
            corpus.type[code].name.of(form),
            tuple(item.id for item in own if item.type == code),
            tuple(record.id for record in offer.of(code, kommune) if record.kommune != kommune),
            tuple(topic.id for topic in worries if topic.help[0] == code),
        )
        for code in corpus.type
        if code in elsewhere - existing - guides
    ]
    services = [item for item in own if item.exists and item.kind == "service"]
    return Gaps(
        kommune,
        len(services),
        tuple(_duty(found, corpus, form) for found in duties(corpus, kommune) if not found.places),
        tuple(_topic(topic, offer, kommune, form) for topic in worries if not _helps(topic) & (existing | guides)),
        tuple(missing),
        _ids(item for item in services if not item.contacts),
        _ids(item for item in services if not _names_form(item)),
        _ids(item for item in services if item.access is None),
        _ids(item for item in services if item.age is None),
        _ids(item for item in services if item.organization is None),
    )


def duties(corpus: Corpus, kommune: str) -> list[Kept]:
    """All duties, with where the plan speaks of each."""
    plan = places(corpus, kommune)
    return [kept(duty, plan, corpus, kommune) for duty in load_duties()]


def _duty(found: Kept, corpus: Corpus, form: Form) -> MissingDuty:
    source = found.duty.source
    law = f"{corpus.titles.get(source.document, source.document)} {source.section}"
    return MissingDuty(found.duty.id, found.duty.name.of(form), law, found.records)


def _topic(topic: Topic, offer: Offer, kommune: str, form: Form) -> MissingTopic:
    instead = dict.fromkeys(record.id for code in topic.help for record in offer.of(code, kommune))
    return MissingTopic(topic.id, topic.name.of(form), tuple(instead)[:_SHOWN])


def _helps(topic: Topic) -> set[str]:
    return {*topic.help, *(code for preference in topic.preferences for code in preference.help)}


def _names_form(item: Service) -> bool:
    """Whether a record names something to fill in: a form, an application, a referral."""
    texts = [item.access, *(fact.text for fact in item.facts if "access" in fact.about)]
    return any(contact.kind == "form" for contact in item.contacts) or any(
        _FORM.search(text.nb) for text in texts if text is not None
    )


def _ids(items: Iterable[Service]) -> tuple[str, ...]:
    return tuple(item.id for item in items)

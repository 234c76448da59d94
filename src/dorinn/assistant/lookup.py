"""Finding a contact, as the front desk does: by name, abbreviation or kind of help."""

from __future__ import annotations

from dorinn.assistant.mentions import Names
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.unchecked import Unchecked
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.domain.text import Form
from dorinn.errors import QuestionError


def find(corpus: Corpus, words: str, kommune: str | None) -> list[Service]:
    """Services and teams that the words name, the municipality's own first; planned ones last."""
    if not words.strip():
        raise QuestionError("say what to look up, for instance «barnevern»")
    if kommune is not None and kommune not in corpus.kommune:
        raise QuestionError(f"unknown kommune {kommune!r}; known: {', '.join(corpus.kommune)}")
    names, offer = Names(corpus), Offer(corpus)
    kommune = names.kommune(words) or kommune
    found: dict[str, Record] = {}
    for mention in names.mentions(words):
        for record in (offer.record(item) for item in mention.records):
            if record is not None and (kommune is None or record.kommune in (kommune, "nasjonal")):
                found.setdefault(record.id, record)
        for code in mention.types:
            for record in offer.of(code, kommune):
                found.setdefault(record.id, record)
    services = [record for record in found.values() if not isinstance(record, Guide)]
    return sorted(services, key=lambda item: (not exists(item), not item.contacts))


def look_up(corpus: Corpus, words: str, kommune: str | None, form: Form, freshness: Freshness = YEARLY) -> str:
    """The contacts as lines with source and date; says plainly when the plan gives none."""
    phrases, names = Phrases.load(), Names(corpus)
    kommune = names.kommune(words) or kommune
    lines: list[str] = []
    for service in find(corpus, words, kommune)[:4]:
        lines.append(f"{service.name.of(form)}  [{service.id}]")
        for contact in service.contacts:
            document = corpus.document[contact.source.document]
            place = f"{document.title}, {document.publisher}, {contact.source.section}"
            name = "phone" if contact.verified else "phone_unverified"
            name = "phone_stale" if contact.verified and freshness.stale(contact.checked) else name
            said = phrases.say(
                name, form, label=contact.label.of(form), value=contact.value, checked=contact.checked, source=place
            )
            lines.append(f"  {said} {'Sjekket' if form == 'nb' else 'Sjekka'} {contact.checked}.")
        if not service.contacts:
            lines.append("  " + _missing(corpus, phrases, service, kommune, form))
    if not lines:
        raise QuestionError(f"nothing in the corpus is called {words!r}" + (f" in {kommune}" if kommune else ""))
    return "\n".join(lines)


def _missing(corpus: Corpus, phrases: Phrases, service: Service, kommune: str | None, form: Form) -> str:
    """That there is no number, where a plan that was taken in prints one, and whom to ask."""
    if kommune is None:
        return phrases.say("no_phone_generic", form)
    desk, unchecked = Offer(corpus).of("servicetorg", kommune), Unchecked(corpus)
    asked = desk[0].name.of(form) if desk else phrases.say("desk_generic", form)
    phrase, place = "no_phone_desk" if service.type == "servicetorg" else "no_phone", None
    if not desk or unchecked.speaks(service, kommune):
        phrase, place = unchecked.told(service, kommune)
    source = f"{corpus.titles.get(place.document, place.document)}, {place.section}" if place else ""
    return phrases.say(phrase, form, name=service.name.of(form), desk=asked, source=source)

"""What is said when there can be no answer: the triage still runs, and the emergency numbers are there."""

from __future__ import annotations

from collections.abc import Iterable

from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, EmergencyNumber
from dorinn.domain.text import Form

ALWAYS = ("nasjonal/112", "nasjonal/113", "nasjonal/110", "nasjonal/legevakt", "nasjonal/alarmtelefonen")


def numbers(corpus: Corpus, ids: Iterable[str], form: Form) -> tuple[EmergencyNumber, ...]:
    """The numbers of national services, copied from their records."""
    found = (corpus.service.get(number) for number in ids)
    return tuple(
        EmergencyNumber(item.name.of(form), item.contacts[0].value, item.description.of(form))
        for item in found
        if item is not None and item.contacts
    )


def without_index(corpus: Corpus, triage: Triage, phrases: Phrases, text: str, form: Form) -> Answer:
    """An answer from the triage alone."""
    danger = triage.assess(text)
    if danger.level != "acute":
        said = phrases.say("no_index", form)
        return Answer(said, form, "none", numbers(corpus, ALWAYS, form), serious=danger.level == "serious")
    emergency = numbers(corpus, danger.numbers, form) or numbers(corpus, ALWAYS, form)
    parts = []
    for number, entry in zip(danger.numbers[:1] or ("nasjonal/112",), emergency, strict=False):
        code = number.split("/")[1]
        known = code in ("110", "112", "113")
        parts.append(phrases.say(f"acute_{code}" if known else "acute_other", form, name=entry.name, phone=entry.phone))
    parts.append(phrases.say("acute_stay", form))
    return Answer(" ".join(parts), form, "acute", emergency)

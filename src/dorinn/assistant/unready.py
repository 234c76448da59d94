"""What is said when there can be no answer: the triage still runs, and the emergency numbers are there."""

from __future__ import annotations

from collections.abc import Iterable

from dorinn.assistant.said import Said
from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, EmergencyNumber
from dorinn.domain.text import Form
from dorinn.language.sentences import sentences

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
        said = Said().note(*sentences(phrases.say("no_index", form))).words()
        shown = numbers(corpus, ALWAYS, form)
        return Answer(**said, form=form, urgency="none", emergency=shown, serious=danger.level == "serious")
    emergency = numbers(corpus, danger.numbers, form) or numbers(corpus, ALWAYS, form)
    acute = Said()
    for number, entry in zip(danger.numbers[:1] or ("nasjonal/112",), emergency, strict=False):
        code = number.split("/")[1]
        name = f"acute_{code}" if code in ("110", "112", "113") else "acute_other"
        acute.lead(phrases.say(name, form, name=entry.name, phone=entry.phone))
    acute.step(*sentences(phrases.say("acute_stay", form)))
    return Answer(**acute.words(), form=form, urgency="acute", emergency=emergency)


def alarm(corpus: Corpus, triage: Triage, phrases: Phrases, texts: Iterable[str], form: Form) -> Answer | None:
    """That answer to the first of several texts in which somebody is in danger now; None where nobody is."""
    found = (without_index(corpus, triage, phrases, text, form) for text in texts)
    return next((answer for answer in found if answer.urgency == "acute"), None)

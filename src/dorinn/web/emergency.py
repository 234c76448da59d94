"""What is said when there can be no answer: the triage still runs, and the emergency numbers are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dorinn.assistant.said import Said
from dorinn.corpus.corpus import Corpus
from dorinn.domain.answer import Answer, EmergencyNumber
from dorinn.domain.text import Form
from dorinn.language.sentences import sentences
from dorinn.render import as_json
from dorinn.web.state import State

ALWAYS = ("nasjonal/112", "nasjonal/113", "nasjonal/110", "nasjonal/legevakt", "nasjonal/alarmtelefonen")


def numbers(corpus: Corpus, ids: Iterable[str], form: Form) -> tuple[EmergencyNumber, ...]:
    """The numbers of national services, copied from their records."""
    found = (corpus.service.get(number) for number in ids)
    return tuple(
        EmergencyNumber(item.name.of(form), item.contacts[0].value, item.description.of(form))
        for item in found
        if item is not None and item.contacts
    )


def by_phone(corpus: Corpus, phones: Iterable[str], form: Form) -> tuple[EmergencyNumber, ...]:
    """The national numbers among `phones`, which a page carries from turn to turn; others are dropped."""
    known = {
        item.contacts[0].value.replace(" ", ""): item.id
        for item in reversed(corpus.services)
        if item.kommune == "nasjonal" and item.contacts
    }
    return numbers(corpus, (known[phone] for phone in phones if phone in known), form)


def without_index(state: State, text: str, form: Form) -> Answer:
    """An answer from the triage alone."""
    danger = state.triage.assess(text)
    if danger.level != "acute":
        said = Said().note(*sentences(state.phrases.say("no_index", form))).words()
        shown = numbers(state.corpus, ALWAYS, form)
        return Answer(**said, form=form, urgency="none", emergency=shown, serious=danger.level == "serious")
    emergency = numbers(state.corpus, danger.numbers, form) or numbers(state.corpus, ALWAYS, form)
    acute = Said()
    for number, entry in zip(danger.numbers[:1] or ("nasjonal/112",), emergency, strict=False):
        code = number.split("/")[1]
        known = code in ("110", "112", "113")
        name = f"acute_{code}" if known else "acute_other"
        acute.lead(state.phrases.say(name, form, name=entry.name, phone=entry.phone))
    acute.step(*sentences(state.phrases.say("acute_stay", form)))
    return Answer(**acute.words(), form=form, urgency="acute", emergency=emergency)


def refusal_body(state: State, detail: str, form: Form = "nb", text: str = "") -> dict[str, Any]:
    """The body of 413, 429 and 503: why, and the numbers that matter; `text` goes through the triage."""
    answer = without_index(state, text, form)
    return {
        "detail": detail,
        **as_json(answer, state.corpus.titles),
        "abstained": answer.urgency == "none",
        "abstain_reason": None if answer.urgency == "acute" else "unavailable",
    }

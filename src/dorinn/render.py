"""An answer as the HTTP contract's JSON and as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dorinn.domain.answer import Answer, Suggestion
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.service import Contact
from dorinn.domain.text import Form

Titles = Mapping[str, str]  # document ids to titles
_WORDS = {
    "nb": {
        "source": "Kilde",
        "checked": "sjekket",
        "planned": "planlagt",
        "unverified": "ikke kontrollert",
        "stale": "kan være utdatert",
    },
    "nn": {
        "source": "Kjelde",
        "checked": "sjekka",
        "planned": "planlagt",
        "unverified": "ikkje kontrollert",
        "stale": "kan vere utdatert",
    },
}


def as_json(answer: Answer, titles: Titles, freshness: Freshness = YEARLY) -> dict[str, Any]:
    """The body of `POST /api/v1/ask`."""
    form = answer.form
    return {
        "answer": {
            "text": answer.text,
            "language": form,
            "lead": answer.lead,
            "steps": list(answer.steps),
            "notes": list(answer.notes),
        },
        "urgency": answer.urgency,
        "emergency": [{"name": e.name, "phone": e.phone, "note": e.note} for e in answer.emergency],
        "services": [_service(item, form, titles, freshness) for item in answer.services],
        "clarify": (
            {"question": answer.clarify.question, "options": list(answer.clarify.options)} if answer.clarify else None
        ),
        "abstained": answer.abstained,
        "abstain_reason": answer.abstain_reason,
        "conversation_id": answer.conversation_id,
        "serious": answer.serious,
    }


def contact_json(contact: Contact, form: Form, titles: Titles, freshness: Freshness = YEARLY) -> dict[str, Any]:
    """One contact with its provenance; `stale` when its last check is too long ago."""
    return {
        "kind": contact.kind,
        "value": contact.value,
        "label": contact.label.of(form),
        "verified": contact.verified,
        "checked": contact.checked,
        "stale": freshness.stale(contact.checked),
        "source": _place(contact, titles),
    }


def _place(contact: Contact, titles: Titles) -> str:
    return f"{titles.get(contact.source.document, contact.source.document)}, {contact.source.section}"


def _service(item: Suggestion, form: Form, titles: Titles, freshness: Freshness) -> dict[str, Any]:
    return {
        "id": item.id,
        "type": item.type,
        "kind": item.kind,
        "name": item.name,
        "confidence": item.confidence,
        "why": item.why,
        "status": item.status,
        "access": item.access,
        "contacts": [contact_json(contact, form, titles, freshness) for contact in item.contacts],
        "sources": [{"document": s.document, "section": s.section, "text": s.text} for s in item.sources],
    }


def as_text(answer: Answer, titles: Titles, ids: bool = True, freshness: Freshness = YEARLY) -> str:
    """Plain lines: the emergency numbers, the answer, the services (with their ids) with contacts and sources."""
    words = _WORDS[answer.form]
    lines = [f"{e.phone}  {e.name}" for e in answer.emergency]
    lines += ["", answer.text] if lines else [answer.text]
    if answer.clarify:
        lines += ["", answer.clarify.question, *(f"  - {option}" for option in answer.clarify.options)]
    for place, item in enumerate(answer.services, 1):
        mark = f" ({words['planned']})" if item.status != "active" else ""
        name = f"{place}. {item.name}{mark}" + (f"  [{item.id}]" if ids else "")
        lines += ["", name, f"   {item.why}"]
        for contact in item.contacts:
            note = contact.checked if contact.verified else f"{words['unverified']}, {contact.checked}"
            note += f"; {words['stale']}" if freshness.stale(contact.checked) else ""
            place_of = _place(contact, titles)
            lines.append(
                f"   {contact.label.of(answer.form)}: {contact.value} "
                f"({words['source']}: {place_of}; {words['checked']} {note})"
            )
        lines += [f"   {words['source']}: {s.document}, {s.section}" for s in item.sources[:1]]
    return "\n".join(lines)

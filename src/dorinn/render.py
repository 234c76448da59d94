"""An answer as the HTTP contract's JSON, as text for a terminal, and as Markdown for a chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dorinn.domain.answer import Answer, Suggestion
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.service import Contact
from dorinn.domain.text import Form

_NOT_YET = ("(planlagt", "(planlagd", "foreslått", "føreslått")
Titles = Mapping[str, str]  # document ids to titles
_WORDS = {
    "nb": {
        "source": "Kilde",
        "sources": "Kilder",
        "checked": "sjekket",
        "planned": "planlagt",
        "proposed": "foreslått",
        "unverified": "ikke kontrollert",
        "seen": "sist sett",
        "stale": "kan være utdatert",
    },
    "nn": {
        "source": "Kjelde",
        "sources": "Kjelder",
        "checked": "sjekka",
        "planned": "planlagt",
        "proposed": "føreslått",
        "unverified": "ikkje kontrollert",
        "seen": "sist sett",
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
        lines += ["", *(f"  - {option}" for option in answer.clarify.options)]
    for place, item in enumerate(answer.services, 1):
        mark = _mark(item, words)
        name = f"{place}. {item.name}{mark}" + (f"  [{item.id}]" if ids else "")
        lines += ["", name, f"   {item.why}"]
        for contact in item.contacts:
            lines.append(f"   {_reached(contact, answer.form, titles, freshness)}")
        lines += [f"   {words['source']}: {s.document}, {s.section}" for s in item.sources[:1]]
    return "\n".join(lines)


def _mark(item: Suggestion, words: Mapping[str, str]) -> str:
    """What is not there yet is marked, unless its name says so."""
    told = item.status == "active" or any(word in item.name.lower() for word in _NOT_YET)
    return "" if told else f" ({words[item.status]})"


def as_markdown(answer: Answer, titles: Titles, site: str | None = None) -> str:
    """The emergency numbers, the answer, the services with their contacts, and the sources they refer to by number.

    With `site`, the address of the public pages, each service links to its page.
    """
    words = _WORDS[answer.form]
    places: dict[str, int] = {}
    parts = ["  \n".join(f"**{e.phone}** {e.name}" for e in answer.emergency), answer.text]
    if answer.clarify:
        parts.append("\n".join(f"- {option}" for option in answer.clarify.options))
    listed = []
    for number, item in enumerate(answer.services, 1):
        name = (
            f"[{item.name}]({site}/{'laer' if item.kind == 'guide' else 'tjenester'}/{item.id})" if site else item.name
        )
        mark = _mark(item, words)
        notes = ""
        for source in item.sources[:1]:
            place = places.setdefault(f"{source.document}, {source.section}", len(places) + 1)
            notes = f" [{place}]"
        listed.append(f"{number}. **{name}**{mark}: {item.why}{notes}")
        listed += [f"   - {_reached(contact, answer.form, titles)}" for contact in item.contacts]
    parts.append("\n".join(listed))
    if places:
        parts.append(
            "\n".join([f"{words['sources']}:  ", *(f"[{n}] {place}  " for place, n in places.items())]).rstrip()
        )
    return "\n\n".join(part for part in parts if part)


def _reached(contact: Contact, form: Form, titles: Titles, freshness: Freshness = YEARLY) -> str:
    """A contact on one line with its provenance."""
    words = _WORDS[form]
    note = f"{words['checked']} {contact.checked}"
    if not contact.verified:
        note = f"{words['unverified']}, {words['seen']} {contact.checked}"
    note += f"; {words['stale']}" if freshness.stale(contact.checked) else ""
    return f"{contact.label.of(form)}: {contact.value} ({words['source']}: {_place(contact, titles)}; {note})"

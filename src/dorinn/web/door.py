"""`/`: the one door. A field, three ways in, and the answer on the same page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dorinn.domain.answer import Answer
from dorinn.domain.question import MAX_QUESTION, Question
from dorinn.domain.topic import Role
from dorinn.errors import DorinnError
from dorinn.language.form import marked_form
from dorinn.language.private import scrub
from dorinn.render import as_text
from dorinn.web.ask import answer, smooth
from dorinn.web.catalogue import contact_of
from dorinn.web.emergency import by_phone, without_index
from dorinn.web.faults import error_page
from dorinn.web.fields import field as _field
from dorinn.web.fields import sent
from dorinn.web.keeping import keep
from dorinn.web.reader import Reader
from dorinn.web.renderer import paragraphs

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

WAYS = ("barn", "jobb")
_ROLES: dict[str, Role] = {"jobb": "employee"}


@router.get("/")
async def door(request: Request) -> Response:
    """The empty page; `?inn=` chooses a way in."""
    way = request.query_params.get("inn", "")
    return _page(Reader(request), way if way in WAYS else "")


@router.post("/")
async def asked(request: Request) -> Response:
    """The page with the answer. The text comes in the body and goes nowhere else."""
    reader = Reader(request)
    if not reader.own_site:
        return error_page(request, 403)
    fields = await sent(request)
    reader.speak(_field(fields, "form"))
    way = _field(fields, "inn")
    way = way if way in WAYS else ""
    if "kommune" in fields and (_field(fields, "kommune") or reader.kommune):
        reader.choose(_field(fields, "kommune") or None)
    # Browsers send two signs for each line break that they count as one.
    text = _field(fields, "question").replace("\r\n", "\n").strip()
    carried = _field(fields, "akutt").split()[:6]
    if not text or len(text) > MAX_QUESTION:
        return _unread(reader, way, text, carried)
    question = Question(text, reader.kommune, reader.chosen, _ROLES.get(way), _field(fields, "conversation_id") or None)
    wait = getattr(request.state, "wait", 0)
    if wait:
        return _refused(reader, way, question, 429, wait, carried)
    try:
        composed = answer(reader.state, question)
    except DorinnError:
        return _refused(reader, way, question, 503, 5, carried)
    found = await smooth(reader.state, question, composed)
    reader.form = reader.chosen or found.form
    stored = await keep(reader.state, question, found, agreed=False)
    return _page(
        reader, way, question=question, answer=found, carried=carried, stored=stored, smoothed=found != composed
    )


def _unread(reader: Reader, way: str, text: str, carried: list[str]) -> Response:
    """The page for a text that is none or too long; danger in it is seen all the same."""
    trouble = reader.word("too_long") if text else reader.word("empty")
    found = without_index(reader.state, text, reader.chosen or marked_form(text) or "nb")
    answer = found if found.urgency == "acute" else None
    return _page(reader, way, 422, trouble=trouble, text=text[:MAX_QUESTION], carried=carried, answer=answer)


def _refused(reader: Reader, way: str, question: Question, status: int, wait: int, carried: list[str]) -> Response:
    reader.form = reader.chosen or marked_form(question.text) or "nb"
    found = without_index(reader.state, question.text, reader.form)
    trouble = reader.word("error_429" if status == 429 else "error_503")
    headers = {"Retry-After": str(wait)}
    return _page(
        reader, way, status, trouble=trouble, question=question, answer=found, carried=carried, headers=headers
    )


def _page(
    reader: Reader,
    way: str,
    status: int = 200,
    *,
    question: Question | None = None,
    answer: Answer | None = None,
    carried: list[str] | None = None,
    trouble: str = "",
    text: str = "",
    headers: dict[str, str] | None = None,
    stored: bool = False,
    smoothed: bool = False,
) -> Response:
    state = reader.state
    emergency = answer.emergency if answer else ()
    if not emergency and carried:
        emergency = by_phone(state.corpus, carried, reader.form)
    values: dict[str, Any] = {
        "way": way,
        "text": text,
        "trouble": trouble,
        "asked": question.text if question else "",
        "answer": answer,
        "emergency": emergency,
        "akutt": " ".join(e.phone.replace(" ", "") for e in emergency)
        if answer is None or answer.urgency == "acute" or carried
        else "",
        "conversation_id": answer.conversation_id if answer else "",
        "cards": _cards(reader, answer) if answer else [],
        "guided": bool(answer and answer.services and answer.services[0].kind == "guide"),
        "notes": _notes(reader, answer) if answer else [],
        "plain": as_text(answer, state.corpus.titles, ids=False, freshness=state.freshness) if answer else "",
        "answered_for": _place(reader, answer) if answer else None,
        "numbers": _numbers(reader, answer) if answer else [],
        "stored": stored,
        "smoothed": smoothed,
        "storing": not state.store.off,
        "private": scrub(question.text, state.known).kinds if question else (),
    }
    return reader.page("door.html.j2", status, headers, **values)


def _cards(reader: Reader, found: Answer) -> list[dict[str, Any]]:
    return [
        {
            "item": item,
            "contacts": [contact_of(reader.state, contact, found.form) for contact in item.contacts],
            "local": item.id.split("/")[0] in reader.state.corpus.kommune,
        }
        for item in found.services
        if not (found.urgency == "acute" and item.type == "nodnummer")
    ]


def _notes(reader: Reader, found: Answer) -> list[str]:
    """What is worth knowing besides the steps, save what the first card or the choice of municipality says again.
    An answer that is text only, without parts, is told in paragraphs."""
    asked = [reader.state.phrases.say(name, found.form) for name in ("ask_kommune", "ask_kommune_staff")]
    shown = [item.why for item in found.services[:1]] + asked
    notes = found.notes if found.lead else paragraphs(found.text)[1:]
    return [note for note in notes if not any(note in said for said in shown)]


def _place(reader: Reader, found: Answer) -> str | None:
    """The municipality that the answer is about: chosen, or named in the question."""
    slugs = [item.id.split("/")[0] for item in found.services]
    named = next((slug for slug in slugs if slug in reader.state.corpus.kommune), reader.kommune)
    return reader.state.corpus.kommune[named].name if named else None


def _numbers(reader: Reader, found: Answer) -> list[str]:
    own = [contact.value for item in found.services for contact in item.contacts if contact.kind == "phone"]
    national = [c.value for s in reader.state.corpus.services if s.kommune == "nasjonal" for c in s.contacts]
    return [*own, *national, *(entry.phone for entry in found.emergency)]

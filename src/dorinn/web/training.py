"""`/lær/trening`: scenarios one at a time, a summary, and the list. Works by forms alone; the script spares reloads."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.datastructures import FormData

from dorinn.domain.scenario import AUDIENCES, Scenario
from dorinn.domain.source import Source
from dorinn.web.catalogue import document_name
from dorinn.web.clean import clean
from dorinn.web.course import Course
from dorinn.web.fields import sent
from dorinn.web.reader import Reader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

HOME = "/lær/trening"


@router.api_route("/lær/trening", methods=["GET", "POST"])
@router.api_route("/laer/trening", methods=["GET", "POST"])
async def overview(request: Request) -> Response:
    """Whom it is for, where to begin, and every scenario by theme."""
    reader, course, _ = await _opened(request)
    if "kommune" in request.query_params:
        reader.choose(request.query_params["kommune"] or None)
    themes = [(theme, [item for item in theme.scenarios if item in course.scenarios]) for theme in _themes(reader)]
    return _page(reader, "training.html.j2", course, themes=[(theme, items) for theme, items in themes if items])


@router.api_route("/lær/trening/oppsummering", methods=["GET", "POST"])
@router.api_route("/laer/trening/oppsummering", methods=["GET", "POST"])
async def summary(request: Request) -> Response:
    """What was chosen, to print; with `som=tekst` a text file to save."""
    reader, course, fields = await _opened(request)
    if _field(fields, "som") == "tekst":
        headers = {"content-disposition": 'attachment; filename="trening.txt"'}
        return PlainTextResponse(_as_text(reader, course), headers=headers)
    themes = [(theme, [item for item in theme.scenarios if item.id in course.chosen]) for theme in _themes(reader)]
    return _page(reader, "summary.html.j2", course, themes=[(theme, items) for theme, items in themes if items])


@router.api_route("/lær/trening/{scenario_id}", methods=["GET", "POST"])
@router.api_route("/laer/trening/{scenario_id}", methods=["GET", "POST"])
async def scenario(request: Request, scenario_id: str) -> Response:
    """One scenario; after a choice, what is to be said of it."""
    reader, course, fields = await _opened(request)
    found = reader.state.corpus.scenario.get(scenario_id)
    if found is None:
        raise HTTPException(404)
    choice = found.choice(_field(fields, "valg"))
    course = course.having(found, choice) if choice else course
    missing = choice is None and "svar" in fields
    return _page(
        reader,
        "scenario.html.j2",
        course,
        422 if missing else 200,
        scenario=found,
        theme=next(theme for theme in _themes(reader) if found in theme.scenarios),
        home=reader.state.corpus.kommune.get(found.kommune or ""),
        choice=choice,
        following=course.after(found),
        trouble=reader.word("choose_first") if missing else "",
    )


async def _opened(request: Request) -> tuple[Reader, Course, FormData]:
    fields = await sent(request) if request.method == "POST" else FormData()
    reader = Reader(request)
    audience = request.query_params.get("for")
    return reader, Course.of(reader.state.corpus, audience, reader.kommune, _field(fields, "gjort")), fields


def _themes(reader: Reader) -> tuple[Any, ...]:
    return reader.state.corpus.themes


def _page(reader: Reader, template: str, course: Course, status: int = 200, **values: Any) -> Response:
    state = reader.state
    known = [c.value for s in state.corpus.services if s.kommune == "nasjonal" for c in s.contacts]

    def named(source: Source) -> str:
        return document_name(state, source)

    return reader.page(
        template,
        status,
        course=course,
        root=reader.link(HOME),
        audiences=[code for code in AUDIENCES if code != "felles"],
        named=named,
        read_on=lambda place: _read_on(reader, place),
        numbers=known,
        **values,
    )


def _read_on(reader: Reader, place: str) -> dict[str, str] | None:
    """The address and the names of a guide's section; None where a corpus that was not checked lacks it."""
    guide_id, _, section_id = place.partition("#")
    guide = reader.state.corpus.guide.get(guide_id)
    section = next((section for section in guide.sections if section.id == section_id), None) if guide else None
    if guide is None or section is None:
        return None
    return {
        "address": reader.link(f"/lær/{place}"),
        "guide": guide.name.of(reader.form),
        "title": section.title.of(reader.form),
    }


def _as_text(reader: Reader, course: Course) -> str:
    word, form = reader.word, reader.form
    lines = [word("summary_title"), word("progress", done=course.done, count=len(course.scenarios)), ""]
    for theme in _themes(reader):
        answered: list[Scenario] = [item for item in theme.scenarios if item.id in course.chosen]
        lines += [theme.name.of(form).upper(), ""] if answered else []
        for item in answered:
            choice = course.chosen[item.id]
            judged = word(f"judged_{choice.judgement}")
            lines += [item.title.of(form), f"{judged}: {choice.text.of(form)}"]
            if choice != item.right:
                lines.append(f"{word('right_was')}: {item.right.text.of(form)}")
            lines += [f"{word('remember')}: {item.remember.of(form)}", ""]
    return "\n".join(lines)


def _field(fields: FormData, name: str) -> str:
    value = fields.get(name)
    return str(clean(value)) if isinstance(value, str) else ""

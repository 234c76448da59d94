"""GET /api/v1/scenarios and /api/v1/scenarios/{id}."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator

from dorinn.domain.scenario import Audience, Judgement, Scenario
from dorinn.domain.text import Form
from dorinn.web.ask import unknown
from dorinn.web.catalogue import source_json
from dorinn.web.clean import blank_to_none
from dorinn.web.refusals import refusals
from dorinn.web.schemas import OptionalCode, OptionalLanguage, Source
from dorinn.web.state import State, state_of

router = APIRouter(prefix="/api/v1", tags=["scenarios"])


class ScenarioEntry(BaseModel):
    """A scenario in a list; `theme` is the name of what it trains."""

    id: str
    theme: str
    title: str
    audience: list[Audience]
    kommune: str | None


class ScenarioList(BaseModel):
    """Scenarios that fit, in the order in which they are trained."""

    count: int
    scenarios: list[ScenarioEntry]


class ScenarioChoice(BaseModel):
    """One way to act and what is said of it; `guide` is where to read on, `<guide id>#<section id>`."""

    id: str
    text: str
    judgement: Judgement
    feedback: str
    sources: list[Source]
    guide: str


class ScenarioRecord(ScenarioEntry):
    """A scenario with its choices, exactly one of them right."""

    situation: str
    choices: list[ScenarioChoice]
    remember: str


OptionalAudience = Annotated[Audience | None, BeforeValidator(blank_to_none)]


@router.get("/scenarios", response_model=ScenarioList, responses=refusals())
async def scenarios(
    request: Request,
    audience: OptionalAudience = None,
    kommune: OptionalCode = None,
    language: OptionalLanguage = None,
) -> JSONResponse:
    """The scenarios for staff; without a municipality those of all of them."""
    state = state_of(request)
    if kommune is not None and kommune not in state.corpus.kommune:
        raise unknown("kommune", "query", kommune, list(state.corpus.kommune))
    found = [
        _entry(item, theme.name.of(language or "nb"), language or "nb")
        for theme in state.corpus.themes
        for item in theme.scenarios
        if item.suits(audience, kommune or item.kommune)
    ]
    return JSONResponse({"count": len(found), "scenarios": found})


@router.get("/scenarios/{scenario_id}", response_model=ScenarioRecord, responses=refusals(404))
async def scenario(request: Request, scenario_id: str, language: OptionalLanguage = None) -> JSONResponse:
    """One scenario with its choices, the judgement of each, and where that stands."""
    state, form = state_of(request), language or "nb"
    for theme in state.corpus.themes:
        for item in theme.scenarios:
            if item.id == scenario_id:
                return JSONResponse(_full(state, item, theme.name.of(form), form))
    raise HTTPException(404, "no such scenario")


def _entry(item: Scenario, theme: str, form: Form) -> dict[str, Any]:
    return {
        "id": item.id,
        "theme": theme,
        "title": item.title.of(form),
        "audience": list(item.audience),
        "kommune": item.kommune,
    }


def _full(state: State, item: Scenario, theme: str, form: Form) -> dict[str, Any]:
    return _entry(item, theme, form) | {
        "situation": item.situation.of(form),
        "choices": [
            {
                "id": choice.id,
                "text": choice.text.of(form),
                "judgement": choice.judgement,
                "feedback": choice.feedback.of(form),
                "sources": [source_json(state, source) for source in choice.sources],
                "guide": choice.guide,
            }
            for choice in item.choices
        ],
        "remember": item.remember.of(form),
    }

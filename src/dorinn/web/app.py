"""The web application, put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import Scope

from dorinn import __version__
from dorinn.assistant.assistant import Assistant
from dorinn.corpus.ingested import Ingested
from dorinn.settings import Settings
from dorinn.web import (
    ask,
    consent,
    desk,
    directory,
    door,
    elsewhere,
    faults,
    feedback,
    feeds,
    gaps,
    health,
    lookup,
    overview,
    pages,
    palette,
    proposing,
    scenarios,
    training,
)
from dorinn.web.doors import DoorMiddleware
from dorinn.web.headers import HeadersMiddleware
from dorinn.web.limits import BodyMiddleware, RateLimit, RateMiddleware
from dorinn.web.metrics import MetricsMiddleware
from dorinn.web.state import State
from dorinn.web.watch import stamp, watch

PATIENCE = 30.0
"""Seconds that start-up waits for the index before the door opens with what it has."""


class _Static(StaticFiles):
    """Files whose address changes with their content, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            kept = "public, max-age=31536000, immutable" if scope["query_string"] else "public, max-age=300"
            response.headers["cache-control"] = kept
        return response


def create_app(settings: Settings, assistant: Assistant | None = None, routers: Sequence[APIRouter] = ()) -> FastAPI:
    """The app. Without an assistant, one is loaded at start-up (and its index built when it is missing);
    until it is there, questions get 503 with the emergency numbers, and everything else works.

    `routers` come from rooms that this one may not know; they find the same state, limits and headers.
    """
    news = Ingested().news
    seen = stamp(news)  # before the plans are read: what comes meanwhile is not missed
    state = State(settings, assistant)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loading = asyncio.create_task(state.load()) if state.assistant is None else None
        if loading:
            await asyncio.wait({loading}, timeout=PATIENCE)
        tasks = {asyncio.create_task(state.tidy()), asyncio.create_task(watch(state, news, seen))}
        yield
        for task in tasks:
            task.cancel()
        await state.trials.stop()
        await asyncio.wait(tasks)

    app = FastAPI(
        title="dorinn",
        summary="Én dør inn: the right municipal service for children, young people and families.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.dorinn = state
    app.include_router(ask.router)  # what is asked for most is looked for first
    own = (
        consent, feedback, directory, scenarios, health, feeds, elsewhere,
        door, palette, lookup, overview, gaps, training, pages, desk, proposing,
    )  # fmt: skip
    for router in (*routers, *(module.router for module in own)):
        app.include_router(router)
    app.mount("/static", _Static(directory=state.renderer.folder / "static"), name="static")
    faults.install(app)
    # The last added stands outermost.
    app.add_middleware(faults.GuardMiddleware)
    app.add_middleware(BodyMiddleware, most=settings.max_body, refuse=faults.too_large)
    app.add_middleware(RateMiddleware, limit=RateLimit(settings.rate_per_minute), refuse=faults.too_many)
    app.add_middleware(MetricsMiddleware, metrics=state.metrics)
    app.add_middleware(
        DoorMiddleware, doors=lambda: state.doors, enter=state.at, refuse=faults.missing, address=settings.address
    )
    app.add_middleware(HeadersMiddleware, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=600)
    return app

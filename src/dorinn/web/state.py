"""What the server holds while it runs: the corpus and the triage at once, the assistant when its index is ready."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from typing import Literal

from fastapi import Request

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.mentions import Names
from dorinn.assistant.offer import Offer
from dorinn.assistant.rephrase import Rephraser
from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import SNAPSHOT, Corpus
from dorinn.corpus.part import part
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer
from dorinn.domain.freshness import Freshness
from dorinn.domain.question import Question
from dorinn.errors import DorinnError, IndexUnavailable, MemoryUnavailable
from dorinn.memory.database import Database
from dorinn.memory.evaluations import Evaluations
from dorinn.memory.proposals import Proposals
from dorinn.memory.store import Store
from dorinn.memory.work import Kept
from dorinn.settings import Settings
from dorinn.web.doors import Door, Doors
from dorinn.web.limits import RateLimit
from dorinn.web.metrics import Metrics
from dorinn.web.renderer import Renderer
from dorinn.web.trials import Trials

_log = logging.getLogger("dorinn.web")
TIDY_SECONDS = 300.0
_KEPT = (
    "_whole",
    "store",
    "metrics",
    "rephraser",
    "tries",
    "trials",
    "_warming",
)  # what the server goes on with when plans are new


class State:
    """One per app. `assistant` is None until the index is loaded; triage and directory need no index."""

    def __init__(self, settings: Settings, assistant: Assistant | None) -> None:
        self.settings = settings
        self.door: Door | None = None
        self._whole = self
        self._behind: dict[str, State] = {}  # by slug
        self._assistant = assistant
        self._trouble = "" if assistant else "the index is being loaded"
        self.corpus = (
            assistant.corpus if assistant else Corpus.load(snapshot=settings.indexes / SNAPSHOT, forgiving=True)
        )
        self.triage = assistant.triage if assistant else Triage.load()
        self.names = assistant.names if assistant else Names(self.corpus)
        self.offer = assistant.offer if assistant else Offer(self.corpus)
        self.phrases = Phrases.load()
        self.known = self.names.words  # of public names, which are no persons
        self.store = Store(_database(settings), self.known)
        self.evaluations = Evaluations(settings.data)
        self.proposals = Proposals(settings.data)
        self.trials = Trials(settings.indexes)
        self.freshness = Freshness(settings.stale_days)
        self.metrics = Metrics()
        self.rephraser = _rephraser(settings, self.metrics)
        self.renderer = Renderer(self.corpus)
        self.doors = Doors(self.corpus.kommuner, settings.doors)
        self.tries = RateLimit(10)  # at the editors' token, per client and minute
        self._warming: asyncio.Task[None] | None = None

    @property
    def assistant(self) -> Assistant | None:
        """The assistant, the door's own behind a door; None until the index is loaded."""
        whole = self._whole._assistant
        if self.door is None or whole is None:
            return whole
        if self._assistant is None:
            self._assistant = whole.at(self.door.kommune.slug)
        return self._assistant

    @property
    def home(self) -> str | None:
        """The slug of the municipality whose own door this is."""
        return self.door.kommune.slug if self.door else None

    @property
    def trouble(self) -> str:
        """Why there is no assistant; empty when there is one."""
        return self._whole._trouble

    def at(self, door: Door | None) -> State:
        """This state as it is behind a door: one municipality's part of the corpus, its names and its assistant. What
        counts, limits and stores is shared."""
        if door is None:
            return self
        slug = door.kommune.slug
        if slug not in self._behind:
            found = copy(self)
            found.door, found._assistant = door, None
            found.corpus = part(self.corpus, slug)
            found.names, found.offer = Names(found.corpus), Offer(found.corpus)
            if public := self.settings.address:
                scheme = public.partition("://")[0]
                own = f"{scheme}://{door.hosts[0]}" if door.hosts else f"{public}{door.path}"
                found.settings = replace(self.settings, address=own)
            self._behind[slug] = found
        return self._behind[slug]

    @property
    def version(self) -> str:
        """The version of the loaded index, or nothing."""
        return self.assistant.index.manifest.version if self.assistant else ""

    @property
    def searched_in(self) -> Literal["database", "embedded"] | None:
        """Where the latest question was searched, if there is a database to search in."""
        found: Literal["database", "embedded"] | None = getattr(self.assistant and self.assistant.index, "source", None)
        return found

    def answer(self, question: Question, earlier: Sequence[str] = ()) -> Answer:
        """The assistant's answer; `earlier` are the asker's turns before it, where the door carries them.

        Raises IndexUnavailable when there is none to be had. Never logs a text.
        """
        if self.assistant is None:
            raise IndexUnavailable(self.trouble)
        try:
            found = self.assistant.ask_after(question, earlier) if earlier else self.assistant.ask(question)
        except DorinnError:
            raise
        except Exception as error:  # a fault inside must not hide the emergency numbers
            _log.error("a question failed: %s", type(error).__name__)
            raise IndexUnavailable("the assistant failed on this question") from None
        self.metrics.answer(found.urgency, found.form, found.abstained)
        return found

    async def renew(self) -> None:
        """Takes on the corpus and the ingested plans as they are now, all at once, off the event loop until then.

        Raises DorinnError, and stays as it was, when they cannot be read.
        """
        if self.assistant is None:
            raise IndexUnavailable(self.trouble)
        fresh = await asyncio.to_thread(self._renewed, self.assistant)
        vars(self).update({name: value for name, value in vars(fresh).items() if name not in _KEPT})

    def _renewed(self, assistant: Assistant) -> State:
        return State(self.settings, assistant.renewed(self.settings.indexes, self.settings.store))

    async def tidy(self, every: float = TIDY_SECONDS) -> None:
        """Writes counts and deletes what is past its time, for as long as the server runs, and once when it stops."""
        try:
            while True:
                await asyncio.to_thread(self._tidy)
                await asyncio.sleep(every)
        finally:
            self._tidy()

    def _tidy(self) -> None:
        try:
            self.store.tidy()
        except MemoryUnavailable as error:
            _log.error("%s", error)

    async def load(self) -> None:
        """Opens the index, building a missing one, off the event loop; a failure is kept as `trouble`."""
        try:
            assistant = await asyncio.to_thread(
                Assistant.load,
                self.settings.indexes,
                True,
                self.corpus,
                triage=self.triage,
                freshness=self.freshness,
                store=self.settings.store,
            )
        except Exception as error:  # whatever is wrong with a file, the door stays open
            self._trouble = " ".join(str(error).split()) if isinstance(error, DorinnError) else type(error).__name__
            _log.error("no index: %s", self._trouble)
        else:
            self._assistant, self._trouble = assistant, ""
            # Ready already; the first question need not wait for lazy parts either.
            self._warming = asyncio.create_task(asyncio.to_thread(assistant.ask_warm))
        finally:
            # What was loaded stays: the collector need never walk it. `dorinn serve` starts with it switched off.
            gc.freeze()
            gc.enable()
            _give_back()


def _give_back() -> None:
    """Returns to the system what loading took and freed again: some megabytes, where the C library is glibc."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _database(settings: Settings) -> Kept:
    """Where things are stored: on the server of `DORINN_STORE`, or in a file; `DORINN_DATA=off` holds for both."""
    if settings.store is None or settings.data is None:
        return Database(settings.data)
    from dorinn.postgres.engine import connect  # psycopg is loaded only where it is used

    return connect(settings.store).memory


def _rephraser(settings: Settings, metrics: Metrics) -> Rephraser | None:
    if not settings.llm_url:
        return None
    from dorinn.assistant.language_model import LanguageModel  # its client is loaded only where it is used

    model = LanguageModel(settings.llm_url, settings.llm_model, settings.llm_key, float(settings.llm_seconds))
    return Rephraser(model, metrics.rephrasing, settings.llm_question)


def state_of(request: Request) -> State:
    """The state of the app that serves this request, as it is behind the request's door."""
    found: State = getattr(request.state, "dorinn", None) or request.app.state.dorinn
    return found

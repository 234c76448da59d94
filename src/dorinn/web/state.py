"""What the server holds while it runs: the corpus and the triage at once, the assistant when its index is ready."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Sequence

from fastapi import Request

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.mentions import Names
from dorinn.assistant.offer import Offer
from dorinn.assistant.triage import Triage
from dorinn.corpus.corpus import SNAPSHOT, Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.errors import DorinnError, IndexUnavailable
from dorinn.settings import Settings
from dorinn.web.metrics import Metrics
from dorinn.web.renderer import Renderer

_log = logging.getLogger("dorinn.web")


class State:
    """One per app. `assistant` is None until the index is loaded; triage and directory need no index."""

    def __init__(self, settings: Settings, assistant: Assistant | None) -> None:
        self.settings = settings
        self.assistant = assistant
        self.trouble = "" if assistant else "the index is being loaded"
        self.corpus = assistant.corpus if assistant else Corpus.load(snapshot=settings.indexes / SNAPSHOT)
        self.triage = assistant.triage if assistant else Triage.load()
        self.names = assistant.names if assistant else Names(self.corpus)
        self.offer = assistant.offer if assistant else Offer(self.corpus)
        self.phrases = Phrases.load()
        self.metrics = Metrics()
        self.renderer = Renderer(self.corpus)
        self._warming: asyncio.Task[None] | None = None

    @property
    def version(self) -> str:
        """The version of the loaded index, or nothing."""
        return self.assistant.index.manifest.version if self.assistant else ""

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

    async def load(self) -> None:
        """Opens the index, building a missing one, off the event loop; a failure is kept as `trouble`."""
        try:
            assistant = await asyncio.to_thread(
                Assistant.load, self.settings.indexes, True, self.corpus, triage=self.triage
            )
        except (DorinnError, OSError, RuntimeError, ValueError) as error:
            self.trouble = " ".join(str(error).split()) if isinstance(error, DorinnError) else type(error).__name__
            _log.error("no index: %s", self.trouble)
        else:
            self.assistant, self.trouble = assistant, ""
            # Ready already; the first question need not wait for lazy parts either.
            self._warming = asyncio.create_task(asyncio.to_thread(assistant.ask_warm))
        finally:
            # What was loaded stays: the collector need never walk it. `dorinn serve` starts with it switched off.
            gc.freeze()
            gc.enable()


def state_of(request: Request) -> State:
    """The state of the app that serves this request."""
    found: State = request.app.state.dorinn
    return found

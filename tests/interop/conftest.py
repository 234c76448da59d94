"""The app as `dorinn serve` puts it together, in a test client and behind a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.interop.register import Register
from dorinn.interop.routers import routers
from dorinn.settings import Settings
from dorinn.web.app import create_app

Serving = Callable[[FastAPI], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def register(corpus: Corpus) -> Register:
    return Register(corpus)


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return Phrases.load()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(indexes=tmp_path_factory.mktemp("indexes"), rate_per_minute=100_000)


@pytest.fixture(scope="session")
def client(settings: Settings, assistant: Assistant) -> TestClient:
    return TestClient(create_app(settings, assistant, routers()))


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Runs an app on a free port of the loopback and gives its address."""

    @contextmanager
    def run(app: FastAPI) -> Iterator[str]:
        listening = socket.create_server(("127.0.0.1", 0))
        running = uvicorn.Server(uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not running.started and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join(10)
            listening.close()

    return run


@pytest.fixture(scope="session")
def server(serving: Serving, settings: Settings, assistant: Assistant) -> Iterator[str]:
    with serving(create_app(settings, assistant, routers())) as address:
        yield address

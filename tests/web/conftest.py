"""One assistant for the whole session (loading takes seconds), an app around it, and a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(indexes=tmp_path_factory.mktemp("indexes"), rate_per_minute=100_000)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    return Assistant.load(settings.indexes, build=True)


@pytest.fixture(scope="session")
def app_client(settings: Settings, assistant: Assistant) -> TestClient:
    return TestClient(create_app(settings, assistant))


@pytest.fixture
def client(app_client: TestClient) -> TestClient:
    app_client.cookies.clear()
    return app_client


@pytest.fixture(scope="session")
def unready(settings: Settings) -> TestClient:
    """An app whose index was never loaded: the lifespan is not run."""
    return TestClient(create_app(settings))


@pytest.fixture(scope="session")
def server(settings: Settings, assistant: Assistant) -> Iterator[str]:
    """A real uvicorn on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    running = uvicorn.Server(
        uvicorn.Config(create_app(settings, assistant), loop="uvloop", http="httptools", log_level="warning")
    )
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not running.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)
    listening.close()

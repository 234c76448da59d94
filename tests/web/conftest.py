"""One assistant for the whole session (loading takes seconds), an app around it, and a real server."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app
from serving import serving

TOKEN = "en-lang-nokkel-til-prove"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index folder of its own, begun with a copy of the checkout's: a stale one is built anew there."""
    indexes = tmp_path_factory.mktemp("indexes")
    if (made := Settings.from_environment().indexes / "current").is_dir():
        shutil.copytree(made, indexes / "current")
    return Settings(indexes=indexes, rate_per_minute=100_000)


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
def server(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One that may store what readers agree to, and has a desk for editors."""
    chosen = dataclasses.replace(settings, data=tmp_path_factory.mktemp("data"), admin_token=TOKEN)
    with serving(create_app(chosen, assistant)) as address:
        yield address


@pytest.fixture(scope="session")
def framed(settings: Settings, assistant: Assistant) -> Iterator[tuple[str, str]]:
    """A page of another site that frames the door, and the server behind the frame."""
    inside = ""

    class Outside(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(
                f'<title>x</title><iframe src="{inside}/?kommune=donna&form=nn" width=390 height=900></iframe>'.encode()
            )

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Outside) as page:
        threading.Thread(target=page.serve_forever, daemon=True).start()
        outside = f"http://localhost:{page.server_port}"
        with serving(create_app(dataclasses.replace(settings, embed_origins=(outside,)), assistant)) as address:
            inside = address
            yield outside, inside
        page.shutdown()

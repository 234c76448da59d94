"""`dorinn mcp` as the official client uses it: a real process over stdio, and a real server over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.cli import main

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp import Client, StdioServerParameters

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
COMMAND = ["-W", "ignore", "-m", "dorinn.cli", "mcp"]


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    """The address of `dorinn mcp --http`; the index is there already, since `assistant` was loaded."""
    command = [sys.executable, *COMMAND, "--http", "--port", "0"]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        line = running.stderr.readline()
        found = re.fullmatch(r"dorinn: (http://127\.0\.0\.1:\d+/mcp)\n", line)
        assert found, line
        yield found[1]
        running.terminate()


def _run(server: Any, use: Callable[[Client], Awaitable[None]]) -> None:
    async def connected() -> None:
        async with Client(server) as client:
            await use(client)

    anyio.run(connected)


@pytest.fixture(params=["stdio", "http"])
def server(request: pytest.FixtureRequest, assistant: Assistant) -> Any:
    if request.param == "http":
        return request.getfixturevalue("address")
    return StdioServerParameters(command=sys.executable, args=COMMAND, env=ENVIRONMENT)


def test_the_tools_answer(server: Any) -> None:
    async def use(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "find_service", "list_guides", "read_guide", "list_gaps"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())

        told = await client.call_tool("ask", {"question": "Sønnen min vil ikke på skolen", "kommune": "donna"})
        assert not told.is_error
        assert told.structured_content is not None
        assert told.structured_content["services"][0]["id"] == "donna/fravaersteam"
        assert "Fraværsteamet" in told.content[0].text  # type: ignore[union-attr]

        after = await client.call_tool("ask", {"question": "Dønna", "earlier": ["Sønnen min vil ikke på skolen"]})
        assert after.structured_content is not None
        assert after.structured_content["services"][0]["id"] == "donna/fravaersteam"

        named = await client.call_tool("find_service", {"words": "barnevern", "kommune": "donna"})
        assert named.structured_content is not None
        contact = named.structured_content["services"][0]["contacts"][0]
        assert contact["value"] == "750 74100"
        assert "Vedlegg 1" in contact["source"]

        guide = await client.call_tool("read_guide", {"guide": "meldeplikt", "language": "nn"})
        assert guide.structured_content is not None
        assert guide.structured_content["id"] == "felles/meldeplikt"
        assert guide.structured_content["steps"]

        gaps = await client.call_tool("list_gaps", {"kommune": "trysil"})
        assert gaps.structured_content is not None
        assert "nav" in {gap["type"] for gap in gaps.structured_content["missing_types"]}

    _run(server, use)


def test_danger_comes_first_and_faults_are_one_line(server: Any) -> None:
    async def use(client: Client) -> None:
        alarm = await client.call_tool("ask", {"question": "Mamma puster ikke og er helt blå", "kommune": "oslo"})
        assert not alarm.is_error
        assert alarm.content[0].text.startswith("**113** ")  # type: ignore[union-attr]
        told = "Mamma puster ikke og er helt blå"
        for asked in (
            {"question": told, "language": "no"},
            {"question": told, "role": "mor"},
            {"question": "", "earlier": [told, *["ok"] * 9]},
            {"question": "x" * 9000 + ". " + told},
        ):
            assert "113" in (await client.call_tool("ask", asked)).content[0].text, asked  # type: ignore[union-attr]
        for name, arguments in {
            "ask": {"question": "hei", "kommune": "oslo", "language": "no"},
            "find_service": {"words": " "},
            "read_guide": {"guide": "nei"},
            "list_gaps": {"kommune": "oslo"},
            "list_guides": {"kommune": "oslo"},
        }.items():
            wrong = await client.call_tool(name, arguments)
            assert wrong.is_error
            text = wrong.content[0].text  # type: ignore[union-attr]
            assert "Traceback" not in text
            assert text.count("\n") == 0

    _run(server, use)


def test_the_http_door_is_guarded(address: str) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"accept": "application/json, text/event-stream"}
    with httpx.Client() as client:
        assert client.post(address, json=call, headers=accept | {"host": "evil.example"}).status_code == 421
        assert client.post(address, json=call, headers=accept | {"origin": "https://evil.example"}).status_code == 403
        assert client.post(address, content=b"a" * 70_000, headers=accept).status_code == 413
        assert (
            "default-src 'none'" in client.post(address, json=call, headers=accept).headers["content-security-policy"]
        )


def test_without_the_extra_one_line_says_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], assistant: Assistant
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "dorinn.interop.mcp", raising=False)
    assert main(["mcp"]) == 2
    assert capsys.readouterr().err == "dorinn: dorinn mcp needs the extra mcp: pip install 'dorinn[mcp]'\n"


def test_only_known_hosts() -> None:
    from dorinn.interop.mcp import _hosts

    assert "evil.example" not in _hosts("127.0.0.1", None)
    assert "dorinn.kommune.no" in _hosts("0.0.0.0", "https://dorinn.kommune.no/x")

"""`dorinn mcp`: the tools over the Model Context Protocol. Needs the extra `mcp`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar, cast, get_args
from urllib.parse import urlsplit

from pydantic import Field

from dorinn import __version__
from dorinn.errors import QuestionError, SettingsError
from dorinn.interop.tools import Tools
from dorinn.settings import Settings

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp.types import CallToolResult, TextContent, ToolAnnotations
except ImportError as error:
    raise SettingsError("dorinn mcp needs the extra mcp: pip install 'dorinn[mcp]'") from error

from starlette.types import ASGIApp

T = TypeVar("T")
Kommune = Annotated[str | None, Field(description="Slug of the municipality, for instance donna; leave out if unknown")]
Language = Literal["nb", "nn"]
Role = Literal["parent", "youth", "employee", "frontdesk"]
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = """Guidance to the right Norwegian municipal service for children, young people and families.
Use `ask` with the person's own words. If the result has emergency numbers, show them first and unchanged.
Never invent a phone number, name or service: what the tools do not say is not known. Answers are in Norwegian
(Bokmål or Nynorsk)."""


def build(tools: Tools) -> MCPServer:
    """The server with its tools, none of which changes anything."""
    server = MCPServer("dorinn", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING")

    @server.tool(annotations=_READS)
    def ask(
        question: Annotated[str, Field(description="What the person wrote, word for word, in Norwegian")],
        kommune: Kommune = None,
        language: Annotated[str | None, _one_of(Language, "Form of the answer; else the question's")] = None,
        role: Annotated[str | None, _one_of(Role, "Who asks")] = None,
        earlier: Annotated[
            list[str] | None, Field(description="What the same person wrote before, oldest first")
        ] = None,
    ) -> CallToolResult:
        """Answers a worry about a child or oneself: what to do first, who helps, why, and where it is written."""
        form, asker = cast("Language | None", language), cast("Role | None", role)  # `ask` says so when they are not
        text, whole = _said(lambda: tools.ask(question, kommune, form, asker, earlier or ()))
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=whole)

    @server.tool(annotations=_READS)
    def find_service(
        words: Annotated[str, Field(description="A name, an abbreviation or a kind of help: PPT, barnevern")],
        kommune: Kommune = None,
        age: Annotated[int | None, Field(ge=0, le=120, description="Years of the child it is about")] = None,
        language: Language = "nb",
    ) -> dict[str, Any]:
        """Finds services and teams by what they are called, with verified contacts, their sources and dates."""
        return _said(lambda: tools.find_service(words, kommune, age, language))

    @server.tool(annotations=_READS)
    def list_guides(kommune: Kommune = None, language: Language = "nb") -> dict[str, Any]:
        """Lists the guides for people who work with children: duty to report, confidentiality, and so on."""
        return _said(lambda: tools.list_guides(kommune, language))

    @server.tool(annotations=_READS)
    def read_guide(
        guide: Annotated[str, Field(description="An id such as felles/meldeplikt, or a type such as meldeplikt")],
        kommune: Kommune = None,
        language: Language = "nb",
    ) -> dict[str, Any]:
        """Reads one guide: what to do, step by step, and what the law says, with its paragraphs."""
        return _said(lambda: tools.read_guide(guide, kommune, language))

    @server.tool(annotations=_READS)
    def list_gaps(
        kommune: Annotated[str, Field(description="Slug of the municipality")], language: Language = "nb"
    ) -> dict[str, Any]:
        """Lists what a municipality's records do not say: missing kinds of help, contacts, access, ages."""
        return _said(lambda: tools.list_gaps(kommune, language))

    return server


def http_app(server: MCPServer, host: str, settings: Settings) -> ASGIApp:
    """The server as an app with the one address `/mcp`; sessions are not kept.

    Only requests to the loopback, to `host` or to the settings' public address are answered: another site's page
    cannot reach a server on the reader's machine through a name of its own.
    """
    hosts = _hosts(host, settings.address)
    origins = [f"{scheme}://{name}" for name in hosts for scheme in ("http", "https")]
    return server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=settings.max_body,
        transport_security=TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins),
    )


def _one_of(codes: object, description: str) -> Any:
    """A field that names its codes, but lets through a wrong one: danger is answered before it is refused."""
    return Field(description=description, json_schema_extra={"enum": [*get_args(codes), None]})


def _hosts(host: str, address: str | None) -> list[str]:
    own = f"[{host}]" if ":" in host else host
    names = list(dict.fromkeys([*LOOPBACK, own]))
    public = urlsplit(address or "").netloc
    return [*names, *(f"{name}:*" for name in names), *([public] if public else [])]


def _said(tool: Callable[[], T]) -> T:
    try:
        return tool()
    except QuestionError as error:
        raise ToolError(str(error)) from None

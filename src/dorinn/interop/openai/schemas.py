"""The bodies of `/v1`, as far as dorinn reads and writes them. Fields it does not know are let be."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_MESSAGES = 500


class Part(BaseModel):
    """A piece of a message; only text is read, whatever the piece is called."""

    type: str
    text: str | None = None


class Message(BaseModel):
    """A turn of the conversation, or the front end's instructions."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its text; pictures and sound are passed over."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.text)


class StreamOptions(BaseModel):
    """What a stream should hold besides the text."""

    include_usage: bool | None = False


class ChatRequest(BaseModel):
    """A conversation. `kommune`, `language` and `role` are fields of our own, as in `POST /api/v1/ask`."""

    model_config = ConfigDict(extra="allow")

    model: Annotated[str, Field(max_length=200)] = "dorinn"
    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    kommune: Annotated[str, Field(max_length=200)] | None = None
    language: Literal["nb", "nn"] | None = None
    role: Literal["parent", "youth", "employee", "frontdesk"] | None = None


class AssistantMessage(BaseModel):
    """The answer as Markdown."""

    role: Literal["assistant"] = "assistant"
    content: str


class Choice(BaseModel):
    """The one answer there is."""

    index: int = 0
    message: AssistantMessage
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """Sizes in words: dorinn has no tokens to count."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ChatCompletion(BaseModel):
    """An answer. `dorinn` is what `POST /api/v1/ask` would have said."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    dorinn: dict[str, Any]


class Model(BaseModel):
    """dorinn for one municipality, or for none in particular."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "dorinn"


class ModelList(BaseModel):
    """The models."""

    object: Literal["list"] = "list"
    data: list[Model]


class Trouble(BaseModel):
    """What went wrong, in words."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class Failed(BaseModel):
    """An error as clients of this API expect it."""

    error: Trouble

"""A language model behind an OpenAI-compatible endpoint: asked once, within a time, and read with suspicion."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

import httpx

from dorinn.errors import ModelUnavailable

MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where it is and how long it may take, in seconds; `key` may be empty."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 6.0

    def complete(self, system: str, text: str) -> str:
        """The model's words; raises ModelUnavailable, whatever goes wrong. Follows no redirect and no proxy."""
        body = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": 800,
        }
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            found = json.loads(self._post(body, headers))["choices"][0]["message"]["content"]
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError, RecursionError) as error:
            raise ModelUnavailable(f"the language model failed: {type(error).__name__}") from error
        if not isinstance(found, str):
            raise ModelUnavailable("the language model gave no text")
        return found

    def _post(self, body: dict[str, object], headers: dict[str, str]) -> bytes:
        """The reply's bytes; the time counts from the first to the last of them."""
        end, read = time.monotonic() + self.seconds, bytearray()
        with (
            httpx.Client(timeout=self.seconds, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers) as reply,
        ):
            if reply.status_code != 200:
                raise ModelUnavailable(f"the language model answered {reply.status_code}")
            for piece in reply.iter_bytes():
                read += piece
                if len(read) > MOST_BYTES:
                    raise ModelUnavailable("the language model's reply is too long")
                if time.monotonic() > end:
                    raise ModelUnavailable("the language model is too slow")
        return bytes(read)

"""What the law asks of every municipality."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.source import Source
from dorinn.domain.text import Text


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty with its paragraph, and how it shows in a plan: `words` in its text, `headings` over its sections.

    `part` marks what the plan itself must describe; `type` is the kind of help whose records answer for the duty.
    """

    id: str
    name: Text
    text: Text
    source: Source
    words: tuple[str, ...]
    headings: tuple[str, ...] = ()
    type: str | None = None
    part: bool = False

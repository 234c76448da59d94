"""Text in both forms of written Norwegian."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["nb", "nn"]
FORMS: tuple[Form, Form] = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Bokmål and Nynorsk."""

    nb: str
    nn: str

    def of(self, form: Form) -> str:
        """The text in one form."""
        return self.nn if form == "nn" else self.nb

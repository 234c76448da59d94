"""The sentences that dorinn says itself, as templates in both forms."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template, TemplateError, UndefinedError

from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.text import FORMS, Form
from dorinn.errors import CorpusError

_FIELD = re.compile(r"\{\{ *(\w+) *\}\}")
_END = "\0"  # stands behind every value until the sentence is whole
_TWICE = re.compile(rf"(?<=[.?!…]){_END}\.(?!\.)")


def _ended(value: object) -> str:
    return f"{value}{_END}"


def _once(said: str) -> str:
    """A sentence without the full stop after a value that ends one itself; the value is left as it is."""
    return _TWICE.sub("", said).replace(_END, "")


class _Plain:
    """A template of fields alone, which needs no engine: text and field names in turn."""

    def __init__(self, text: str) -> None:
        self._parts = _FIELD.split(text)

    @classmethod
    def fits(cls, text: str) -> bool:
        """Whether nothing but fields is to be filled."""
        rest = _FIELD.sub("", text)
        return not any(mark in rest for mark in ("{{", "{%", "{#")) and not text.endswith("\n")

    def render(self, **values: str) -> str:
        """The text with its fields filled; raises UndefinedError for a missing value, as the engine does."""
        try:
            return "".join(_ended(values[part]) if place % 2 else part for place, part in enumerate(self._parts))
        except KeyError as error:
            raise UndefinedError(f"{error} is undefined") from None


class Phrases:
    """Fills the templates of `phrases.yaml`; a missing value or phrase is an error, never a gap."""

    def __init__(self, templates: dict[tuple[str, Form], Template | _Plain]) -> None:
        self._templates = templates

    @classmethod
    def load(cls, folder: Path | None = None) -> Phrases:
        """Reads and compiles the templates; raises CorpusError."""
        # Plain text goes out here; the pages and JSON escape it themselves.
        environment = Environment(undefined=StrictUndefined, autoescape=False, finalize=_ended)  # noqa: S701
        found: dict[tuple[str, Form], Template | _Plain] = {}
        raw = read_yaml((folder or corpus_folder()) / "phrases.yaml")
        if not isinstance(raw, dict) or not raw:
            raise CorpusError("phrases.yaml: names with both forms are needed")
        for name, forms in raw.items():
            for form in FORMS:
                if not isinstance(forms, dict) or not forms.get(form):
                    raise CorpusError(f"phrases.yaml: {name}: both forms are needed")
                said = forms[form]
                try:
                    found[name, form] = _Plain(said) if _Plain.fits(said) else environment.from_string(said)
                except TemplateError as error:
                    raise CorpusError(f"phrases.yaml: {name}: {error}") from error
        return cls(found)

    def has(self, phrase: str) -> bool:
        """Whether there is such a phrase."""
        return (phrase, FORMS[0]) in self._templates

    def say(self, phrase: str, form: Form, **values: str) -> str:
        """One sentence or more in a form; a value that ends in a mark of its own gets no full stop after it."""
        return _once(self._templates[phrase, form].render(**values))

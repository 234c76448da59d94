"""The sentences that dorinn says itself, as templates in both forms."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.read import read_yaml
from dorinn.domain.text import FORMS, Form
from dorinn.errors import CorpusError


class Phrases:
    """Fills the templates of `phrases.yaml`; a missing value or phrase is an error, never a gap."""

    def __init__(self, templates: dict[tuple[str, Form], Template]) -> None:
        self._templates = templates

    @classmethod
    def load(cls, folder: Path | None = None) -> Phrases:
        """Reads and compiles the templates; raises CorpusError."""
        # Plain text goes out here; the pages and JSON escape it themselves.
        environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
        found: dict[tuple[str, Form], Template] = {}
        raw = read_yaml((folder or corpus_folder()) / "phrases.yaml")
        if not isinstance(raw, dict) or not raw:
            raise CorpusError("phrases.yaml: names with both forms are needed")
        for name, forms in raw.items():
            for form in FORMS:
                if not isinstance(forms, dict) or not forms.get(form):
                    raise CorpusError(f"phrases.yaml: {name}: both forms are needed")
                try:
                    found[name, form] = environment.from_string(forms[form])
                except TemplateError as error:
                    raise CorpusError(f"phrases.yaml: {name}: {error}") from error
        return cls(found)

    def say(self, phrase: str, form: Form, **values: str) -> str:
        """One sentence or more in a form."""
        return self._templates[phrase, form].render(**values)

"""Templates and the words on the pages, read from web/ once."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.fields import text
from dorinn.corpus.paths import data_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.text import Form, Text
from dorinn.language.months import MONTHS
from dorinn.language.sentences import sentences


class Renderer:
    """Fills the templates of `web/templates`; `words` of `web/texts.yaml` exist in both forms or it raises."""

    def __init__(self, corpus: Corpus, folder: Path | None = None) -> None:
        self.folder = folder or data_folder("web", "DORINN_WEB")
        self._words = {key: text(value, f"texts.yaml: {key}") for key, value in self._read().items()}
        self._forms = {document.title: document.form for document in corpus.documents}
        self._stamps: dict[str, str] = {}
        self._environment = Environment(
            loader=FileSystemLoader(self.folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"tel": tel, "day": day, "paragraphs": paragraphs, "link": link}
        self._environment.globals |= {"static": self.static, "source_form": self.source_form}

    def _read(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = read_yaml(self.folder / "texts.yaml")
        return found

    def word(self, key: str, form: Form, **values: object) -> str:
        """One of the interface's texts; `{name}` in it is filled."""
        said = self._words[key].of(form)
        return said.format(**values) if values else said

    def words(self) -> dict[str, Text]:
        """All of the interface's texts."""
        return self._words

    def render(self, template: str, **values: object) -> str:
        """A filled template."""
        return self._environment.get_template(template).render(**values)

    def static(self, name: str) -> str:
        """The address of a static file, with a stamp that changes when the file does."""
        if name not in self._stamps:
            content = (self.folder / "static" / name).read_bytes()
            self._stamps[name] = hashlib.sha256(content).hexdigest()[:10]
        return f"/static/{name}?v={self._stamps[name]}"

    def source_form(self, document: str) -> Form:
        """The written form of a document by its title, for the `lang` of what is quoted from it."""
        return next((form for title, form in self._forms.items() if document.startswith(title)), "nb")


def tel(value: str) -> str:
    """A phone number as an address."""
    return "tel:" + re.sub(r"[^\d+]", "", value)


def day(value: str) -> str:
    """An ISO date as one writes it; anything else as it is."""
    parts = value.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return value
    return f"{int(parts[2])}. {MONTHS[int(parts[1]) - 1]} {parts[0]}"


def paragraphs(said: str, size: int = 260) -> list[str]:
    """A long text as paragraphs: its first sentence alone, then a few sentences at a time."""
    first, *rest = sentences(said) or [""]
    found: list[str] = []
    for sentence in rest:
        if found and len(found[-1]) + len(sentence) < size:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return [first, *found]


def link(said: str, numbers: list[str]) -> Markup:
    """Text in which known phone numbers can be called."""
    known = sorted({number for number in numbers if number}, key=len, reverse=True)
    if not known:
        return escape(said)
    pattern = re.compile(rf"(?<!\d)({'|'.join(map(re.escape, known))})(?!\d)")
    pieces = pattern.split(said)
    return Markup("").join(
        Markup('<a class="tel" href="{}">{}</a>').format(tel(piece), piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def address(path: str) -> str:
    """A path of the site as it stands in a link."""
    return quote(path, safe="/#?=&")

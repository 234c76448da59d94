"""Texts to learn from: example questions, messages with their level of danger, and chatter. Not read when serving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dorinn.corpus.paths import corpus_folder
from dorinn.domain.text import FORMS, Form
from dorinn.domain.topic import LEVELS, ROLES, Example, Told
from dorinn.errors import CorpusError


def load_examples(folder: Path | None = None) -> list[Example]:
    """Example questions from `examples/<topic>.tsv`: form, role, text and, where a reader has judged them, codes and
    level of danger; used in training and checks only."""
    examples = []
    for where, topic, (form, role, text, *judged) in _rows((folder or corpus_folder()) / "examples", 3, 5):
        if form not in FORMS or role not in ROLES:
            raise CorpusError(f"{where}: form, role and text are needed, tab-separated")
        first, level = (tuple(judged[0].split(",")), judged[1]) if judged else ((), None)
        if level is not None and level not in LEVELS:
            raise CorpusError(f"{where}: after the text, codes and a level of danger are needed, tab-separated")
        examples.append(Example(topic, form, role, text, first, level))
    return examples


def load_told(folder: Path | None = None) -> list[Told]:
    """Messages with their level of danger from `danger/<voice>.tsv`: level, form, role, text; for training only."""
    told = []
    for where, _, (level, form, role, text) in _rows((folder or corpus_folder()) / "danger", 4):
        if level not in LEVELS or form not in FORMS or role not in ROLES:
            raise CorpusError(f"{where}: level, form, role and text are needed, tab-separated")
        told.append(Told(level, form, role, text))
    return told


def load_chatter(folder: Path | None = None) -> list[tuple[Form, str]]:
    """Sentences that belong to no worry, from `chatter.tsv`: form, text; set around examples in training only."""
    found: list[tuple[Form, str]] = []
    for where, _, (form, text) in _lines((folder or corpus_folder()) / "chatter.tsv", 2):
        if form not in FORMS:
            raise CorpusError(f"{where}: form and text are needed, tab-separated")
        found.append((form, text))
    return found


def _rows(folder: Path, *columns: int) -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(folder.glob("*.tsv")):
        yield from _lines(path, *columns)


def _lines(path: Path, *columns: int) -> Iterator[tuple[str, str, list[str]]]:
    """Where a row stands, the name of its file, and its columns."""
    name = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{name}: not UTF-8 text that can be read") from error
    for number, line in enumerate(lines, 1):
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) not in columns or not all(parts):
            wanted = " or ".join(map(str, columns))
            raise CorpusError(f"{name}:{number}: {wanted} columns are needed, tab-separated")
        yield f"{name}:{number}", path.stem, parts

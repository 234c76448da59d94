from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dorinn.cli import main
from dorinn.corpus.paths import corpus_folder
from ingest import papers


def _live_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name, part in (("CORPUS", "corpus"), ("DATA", "data"), ("INDEXES", "indexes")):
        patch.setenv(f"DORINN_{name}", str(folder / part))


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A corpus of its own in which the made-up municipality Fjelldal has taken its plan in, and its drafts."""
    folder = tmp_path_factory.mktemp("fjelldal")
    shutil.copytree(corpus_folder(), folder / "corpus")
    plan = folder / "fjelldal.txt"
    plan.write_text(papers.TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        _live_in(folder, patch)
        assert main(["ingest", str(plan), "--kommune", "fjelldal", "--new", "Fjelldal"]) == 0
        assert main(["draft", "--kommune", "fjelldal"]) == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True, copy_function=_link)
    _live_in(tmp_path, monkeypatch)
    return tmp_path


def _link(source: str, target: str) -> None:
    """Example questions are many and nobody changes them."""
    os.link(source, target) if source.endswith(".tsv") else shutil.copy2(source, target)

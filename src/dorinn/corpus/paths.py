"""Where corpus/ lies: set, in the checkout, or inside the installed package."""

from __future__ import annotations

import os
from pathlib import Path

from dorinn.errors import CorpusError


def data_folder(name: str, variable: str) -> Path:
    """The folder `name`, from the environment `variable`, the wheel or the checkout; raises CorpusError."""
    package = Path(__file__).resolve().parents[1]
    chosen = os.environ.get(variable)
    candidates = [Path(chosen)] if chosen else [package / "_data" / name, package.parents[1] / name]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise CorpusError(f"the folder {name}/ is missing (looked in {', '.join(map(str, candidates))})")


def corpus_folder() -> Path:
    """The corpus folder; `DORINN_CORPUS` overrides."""
    return data_folder("corpus", "DORINN_CORPUS")

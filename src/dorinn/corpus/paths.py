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


def ingested_folder() -> Path:
    """Where ingested plans are kept: `DORINN_DATA`, the checkout's `data/`, or the user's own data folder.

    Not inside corpus/, which may be read-only and which the wheel carries whole.
    """
    checkout = Path(__file__).resolve().parents[3]
    shared = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "dorinn"
    home = checkout / "data" if (checkout / "pyproject.toml").exists() else shared
    return Path(os.environ.get("DORINN_DATA") or home) / "ingested"

"""A small sound corpus: the real shared files, and one municipality of two records that tests may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dorinn.corpus.paths import corpus_folder

KEPT = (
    "kommuner.yaml",
    "types.yaml",
    "sources.yaml",
    "phrases.yaml",
    "cues.yaml",
    "topics",
    "examples",
    "chatter.tsv",
)
OWN = """
- id: donna/hjelp
  type: barnevern
  name: {nb: Hjelpen, nn: Hjelpa}
  description: {nb: Her er hjelp., nn: Her er hjelp.}
  audience: [parent]
  prevention: [universal]
  status: active
  contacts:
  - {kind: phone, value: "750 74100", label: {nb: T, nn: T}, checked: 2026-11-22, source: {document: donna, section: A}}
  source: {document: donna, section: A}
  facts:
    - {nb: Hjelpen er åpen., nn: Hjelpa er open., source: {document: donna, section: B}}
- id: donna/siden
  type: fritid
  name: {nb: Senere, nn: Seinare}
  description: {nb: Kommer senere., nn: Kjem seinare.}
  status: planned
  instead: [donna/hjelp]
  source: {document: donna, section: C}
"""
PLAN = """
document: donna
form: nb
sections:
  - section: Innledning
    facts:
      - {nb: En plan., nn: Ein plan., services: [donna/hjelp]}
"""


@pytest.fixture(scope="session")
def sound_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    for name in KEPT:
        origin = corpus_folder() / name
        if origin.is_dir():
            shutil.copytree(origin, folder / name)
        elif origin.exists():
            shutil.copy(origin, folder / name)
    for name in ("services", "plans", "guides", "teams"):
        (folder / name).mkdir()
    for name in ("felles", "nasjonal"):
        shutil.copy(corpus_folder() / "services" / f"{name}.yaml", folder / "services")
    for slug in ("donna", "nord-odal", "trysil", "asnes", "vestre-slidre"):
        (folder / "services" / f"{slug}.yaml").write_text(OWN.replace("donna/", f"{slug}/"), encoding="utf-8")
    (folder / "plans" / "donna.yaml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def sound(sound_once: Path, tmp_path: Path) -> Path:
    """A copy that one test may break."""
    return Path(shutil.copytree(sound_once, tmp_path / "corpus"))

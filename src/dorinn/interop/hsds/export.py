"""`dorinn export hsds`: all services and organizations as JSON, held against the specification's schemas if wanted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.errors import ExchangeError
from dorinn.interop.hsds.mapping import LOS, TYPES, Mapping
from dorinn.interop.register import Register

Records = dict[str, list[dict[str, Any]]]
_SCHEMAS = {"services": "service.json", "organizations": "organization.json"}


def records(corpus: Corpus, phrases: Phrases) -> Records:
    """Everything, whole: `services`, `organizations`, `taxonomies` and `taxonomy_terms`."""
    register = Register(corpus)
    mapping = Mapping(register, phrases)
    found = {
        "services": [mapping.service(item) for item in register.services],
        "organizations": [mapping.organization(item) for item in register.organizations.values()],
        "taxonomies": [TYPES, LOS],
        "taxonomy_terms": mapping.terms(),
    }
    return {name: [item.model_dump(mode="json", exclude_none=True) for item in items] for name, items in found.items()}  # type: ignore[attr-defined]


def write(found: Records, folder: Path) -> None:
    """One file for each list; raises ExchangeError when the folder cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, items in found.items():
            text = json.dumps(items, ensure_ascii=False, indent=2)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ExchangeError(f"{folder}: cannot be written to ({error.strerror})") from error


def faults(found: Records, folder: Path) -> list[str]:
    """What breaks the compiled JSON Schemas `service.json` and `organization.json` in `folder` (or its `hsds/`)."""
    said = []
    for name, file in _SCHEMAS.items():
        validator = Draft202012Validator(_schema(folder, file), format_checker=FormatChecker())
        for item in found[name]:
            for error in validator.iter_errors(item):
                place = "/".join(map(str, error.absolute_path))
                said.append(f"{name}: {item.get('slug', item['id'])}: {place or 'record'}: {error.message[:200]}")
    return said


def _schema(folder: Path, name: str) -> dict[str, Any]:
    path = next((path for path in (folder / name, folder / "hsds" / name) if path.is_file()), None)
    if path is None:
        raise ExchangeError(f"{folder}: no {name} there")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExchangeError(f"{path}: is no JSON Schema") from error
    if not isinstance(found, dict):
        raise ExchangeError(f"{path}: is no JSON Schema")
    return found

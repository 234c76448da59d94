"""YAML: read with safe types only, and a key that is given twice is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from dorinn.errors import CorpusError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _OnceLoader(_Loader):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def parse_yaml(text: str) -> Any:
    """The content of a YAML text, with safe types only; raises yaml.YAMLError, also for a key given twice."""
    return yaml.load(text, Loader=_OnceLoader)  # noqa: S506 (safe loader)


def read_yaml(path: Path) -> Any:
    """The content of one YAML file; a missing file is an empty list."""
    if not path.exists():
        return []
    try:
        return parse_yaml(path.read_text(encoding="utf-8")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name}: {' '.join(str(error).split())}") from error

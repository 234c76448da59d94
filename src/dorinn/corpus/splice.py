"""One value in a file of YAML records replaced, and every other character left as it stands.

A writer of whole files would wrap every line anew, and a person could not see in the difference what was changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from dorinn.errors import ProposalError

Path = Sequence[str | int]
"""Keys and places from a record down to a value: `("name", "nb")`, `("when", 0, "help")`."""
_PLAIN = re.compile(r"[a-z][a-z0-9-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def set_text(text: str, record: str, path: Path, value: str) -> str:
    """The file with one text replaced. Raises ProposalError where there is none."""
    node = _at(_record(text, record), record, path)
    if not isinstance(node, ScalarNode):
        raise ProposalError(f"{record}: {_named(path)} is no text")
    return f"{text[: node.start_mark.index]}{_quoted(value)}{text[node.end_mark.index :]}"


def set_list(text: str, record: str, path: Path, values: Sequence[str]) -> str:
    """The file with one list replaced; codes stand bare, anything else in quotation marks."""
    node = _at(_record(text, record), record, path)
    if not isinstance(node, SequenceNode):
        raise ProposalError(f"{record}: {_named(path)} is no list")
    bare = all(_PLAIN.fullmatch(value) and value not in _WORDS for value in values) and not any(
        isinstance(item, ScalarNode) and item.style for item in node.value
    )
    written = list(values if bare else map(_quoted, values))
    start, end = node.start_mark, node.end_mark.index
    if node.flow_style or not node.value:
        return f"{text[: start.index]}[{', '.join(written)}]{text[end:]}"
    indent = " " * start.column
    return f"{text[: start.index]}{f'{chr(10)}{indent}'.join(f'- {v}' for v in written)}{text[_end(text, node) :]}"


def add_key(text: str, record: str, key: str, value: str, before: str) -> str:
    """The file with a key that the record lacks, before another key; later lines of `value` go in as far as it."""
    keys = _keys(_record(text, record))
    if key in keys or before not in keys:
        raise ProposalError(f"{record}: {key} is there already" if key in keys else f"{record}: {before} is missing")
    start = keys[before][0].start_mark
    indent = " " * start.column
    added = f"{key}:{value}\n".replace("\n", f"\n{indent}")
    return f"{text[: start.index]}{added}{text[start.index :]}"


def add_item(text: str, record: str, key: str, item: str) -> str:
    """The file with one item more, on a line of its own, in a list whose items stand on lines of their own."""
    node = _at(_record(text, record), record, (key,))
    if not isinstance(node, SequenceNode) or not node.value or node.flow_style:
        raise ProposalError(f"{record}: {key} is no list of lines")
    end = _end(text, node)
    return f"{text[:end]}\n{' ' * node.start_mark.column}- {item}{text[end:]}"


def add_line(text: str, path: Path, item: str) -> str:
    """A file that is one mapping, with one text more in a list of lines in it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    node = _at(root, "the file", path) if root is not None else None
    if not isinstance(node, SequenceNode) or not node.value or node.flow_style:
        raise ProposalError(f"{_named(path)} is no list of lines")
    end = _end(text, node)
    return f"{text[:end]}\n{' ' * node.start_mark.column}- {_quoted(item)}{text[end:]}"


def _record(text: str, record: str) -> MappingNode:
    """The record's node; its marks count from the start of the whole file."""
    begin = re.search(rf"^- id: {re.escape(record)}$", text, re.MULTILINE)
    if begin is None:
        raise ProposalError(f"{record} does not stand in this file")
    end = re.compile(r"^- ", re.MULTILINE).search(text, begin.end())
    # Only this record is parsed; what stands before it is blanked, so that places stay what they are.
    blank = "\n" * begin.start()
    try:
        root = yaml.compose(blank + text[begin.start() : end.start() if end else None], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ProposalError(f"{record} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(root, SequenceNode) or not isinstance(root.value[0], MappingNode):
        raise ProposalError(f"{record} is no record")
    return root.value[0]


def _keys(mapping: MappingNode) -> dict[str, tuple[Node, Node]]:
    return {str(key.value): (key, value) for key, value in mapping.value}


def _at(node: Node, record: str, path: Path) -> Node:
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str) and step in _keys(node):
            node = _keys(node)[step][1]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            raise ProposalError(f"{record}: {_named(path)} is missing")
    return node


def _end(text: str, node: SequenceNode) -> int:
    """Where the last item of a list of lines ends; a mapping's own mark may stand at what follows it."""
    return len(text[: node.value[-1].end_mark.index].rstrip())


def _quoted(value: str) -> str:
    return json.dumps(" ".join(value.split()), ensure_ascii=False)


def _named(path: Path) -> str:
    return ".".join(map(str, path))

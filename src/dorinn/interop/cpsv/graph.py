"""A graph that is only ever written: statements in, Turtle or JSON-LD out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cpsvno": "https://data.norge.no/vocabulary/cpsvno#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing; characters that may not stand in one are percent-encoded."""

    value: str

    @property
    def turtle(self) -> str:
        """As Turtle."""
        return f"<{_UNSAFE.sub(lambda found: f'%{ord(found[0]):02X}', self.value)}>"


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value with a datatype (a prefixed name), or a plain text."""

    value: str
    language: str | None = None
    datatype: str | None = None

    @property
    def turtle(self) -> str:
        """As Turtle."""
        text = "".join(_ESCAPES.get(c, c if c >= " " else f"\\u{ord(c):04X}") for c in self.value)
        return f'"{text}"' + (f"@{self.language}" if self.language else f"^^{self.datatype}" if self.datatype else "")


Term = Iri | Literal


class Graph:
    """Statements by subject, in the order they were made; the same one twice counts once."""

    def __init__(self) -> None:
        self._types: dict[Iri, dict[str, None]] = {}
        self._statements: dict[Iri, dict[str, dict[Term, None]]] = {}

    def add(self, subject: Iri, kind: str, statements: Iterable[tuple[str, Term | None]] = ()) -> Iri:
        """Says of `subject` that it is a `kind` and what else; names are prefixed, a None says nothing."""
        self._types.setdefault(subject, {})[kind] = None
        known = self._statements.setdefault(subject, {})
        for name, term in statements:
            if term is not None:
                known.setdefault(name, {})[term] = None
        return subject

    def turtle(self) -> str:
        """The graph as Turtle."""
        parts = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
        for subject, kinds in self._types.items():
            lines = [f"{subject.turtle} a {', '.join(kinds)}"]
            for name, terms in self._statements[subject].items():
                lines.append(f"    {name} " + ", ".join(term.turtle for term in terms))
            parts.append("\n" + " ;\n".join(lines) + " .")
        return "\n".join(parts) + "\n"

    def json_ld(self) -> str:
        """The graph as JSON-LD."""
        nodes: list[dict[str, Any]] = []
        for subject, kinds in self._types.items():
            node: dict[str, Any] = {"@id": subject.value, "@type": list(kinds)}
            for name, terms in self._statements[subject].items():
                node[name] = [_value(term) for term in terms]
            nodes.append(node)
        return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=2) + "\n"


def _value(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"@id": term.value}
    found = {"@value": term.value}
    if term.language:
        found["@language"] = term.language
    elif term.datatype:
        found["@type"] = term.datatype
    return found

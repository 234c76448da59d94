"""Old references to statutes: what a plan still cites, and where the rule stands today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dorinn.domain.guide import Guide

# What is looked for, and the words of a guide section that tells today's place (`corpus/guides/felles.yaml`, whose
# section on changed paragraphs was checked against the statutes). The section is found by these words, not by its id.
_OLD: tuple[tuple[str, str, str, str], ...] = (
    (
        "barnevernloven § 6-4",
        r"(?:bvl\.?|barnevern(?:s)?lov(?:en|a)|lov om barnevern\w*)[^.§]{0,40}§+\s*6\s?[-–]\s?4\b",
        "barnevernsloven",
        "§ 13-2",
    ),
    (
        "opplæringslova § 15-3",
        r"(?:oppl\.?|opplæringslov(?:en|a)|opplaeringslov(?:en|a))[^.§]{0,40}§+\s*15\s?[-–]\s?3\b",
        "opplaeringslova",
        "§ 24-3",
    ),
    ("barnehageloven § 22", r"(?:bhl\.?|barnehagelov(?:en|a))[^.§]{0,40}§+\s*22\b", "barnehageloven", "§ 46"),
    (
        "«alvorlige atferdsvansker»",
        r"alvorl(?:ig|eg)e?\s+(?:atferds|adferds|åtferds)(?:vansker|vanskar|problem(?:er)?)",
        "barnevernsloven",
        "§ 13-2",
    ),
)


@dataclass(frozen=True, slots=True)
class OldReference:
    """A citation that no longer holds; `today` is None when the guides do not say where it went."""

    said: str
    section: str
    today: str | None


def old_references(texts: Iterable[tuple[str, str]], guides: Sequence[Guide]) -> list[OldReference]:
    """Old citations in pairs of section and text, each once a section."""
    found: dict[tuple[str, str], OldReference] = {}
    for section, text in texts:
        for said, pattern, document, paragraph in _OLD:
            if re.search(pattern, text, re.IGNORECASE) and (said, section) not in found:
                today = f"{document} {paragraph}" if _stands(document, paragraph, guides) else None
                found[said, section] = OldReference(said, section, today)
    return list(found.values())


def _stands(document: str, paragraph: str, guides: Sequence[Guide]) -> bool:
    """Whether a guide cites this place, so that it is not a rule of ours."""
    return any(
        source.document == document and source.section.startswith(paragraph)
        for guide in guides
        for section in guide.sections
        for source in section.sources
    )

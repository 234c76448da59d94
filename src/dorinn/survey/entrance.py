"""Whom a service is for and how one gets in, as the plan says it where it speaks of that service."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dorinn.survey.names import names

_OLDEST = 120
_GAP = r"\s?(?:-|–|—|til|og)\s?"
_BETWEEN = re.compile(rf"\b(?P<low>\d{{1,2}})(?: år)?{_GAP}(?P<high>\d{{1,2}})[ -]år(?:ing\w*)?\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:over|fra og med|frå og med|fra fylte|frå fylte) (?P<low>\d{1,2}) år\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:under|opp til|opptil|inntil|fram til|frem til) (?P<high>\d{1,2}) år\b", re.IGNORECASE)
# Who they are whose years are told; other years are terms, trends and time since.
_PEOPLE = re.compile(
    r"\b(?:barn|born|ung|elev|jent|gut|alle\b|alder|foreldre|famili|voks|vaks|person|\w*åring)", re.IGNORECASE
)
_LAPSE = re.compile(r"\b(?:siste|neste|løpet av|innen|innan|hvert|kvart|etter|gjennom|i)\s*$", re.IGNORECASE)
_WAY_IN = re.compile(
    r"\b(?:uten|utan) (?:time|timebestilling|henvisning|tilvising|å bestille|å tinge)|"
    r"\b(?:trenger|treng|trengst|trengs) (?:du |en |ein |man )?"
    r"(?:ikke|ikkje|inga|ingen) (?:\w+ )?(?:time|henvis|tilvis)|"
    r"\b(?:etter|med|krever|krev|trenger|treng) (?:\w+ )?(?:henvisning|tilvising)|"
    r"\b(?:henvises|tilvisast|blir tilvist|vert tilvist)\b|"
    r"\b(?:henvisnings|tilvisings|søknads|henvendelses|melde)skjema|"
    r"\b(?:søkes|søkjast|søker|søkjer|søk) (?:om|på|gjennom)|"
    r"\b(?:tar?|tek) (?:direkte |selv |sjølv )?kontakt (?:direkte|selv|sjølv|med)|\bta kontakt\b|"
    r"\bkan (?:selv |sjølv |òg |også )?"
    r"(?:ringj?e|kontakt(?:e|es|ast)|treff(?:es|ast)|komm?e|møte opp|bestille|sende)\b|"
    r"\b(?:drop-?in|åpen dør|open dør)\b|\bhenvendelse\w* (?:rettes|går|skjer)|\bfår? (?:du )?time\b",
    re.IGNORECASE,
)
# A number is a contact, and contacts are never proposed: nobody has dialled it.
_NUMBER = re.compile(
    r",? (?:på|til)?\s?(?:telefon|tlf\.?|mobil|nummer)?:?\s?(?:\+47 ?)?\d[\d ]{6,10}\d\b|,? (?:på|til) \S+@\S+\w",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\d[\d ]{6,}\d|@|https?:|www\.")
_SENTENCES = 2


def age_of(said: Iterable[str]) -> tuple[int, int] | None:
    """The one closed range of years that sentences name; None where they name none or several."""
    found = {span for sentence in said if (span := _years(sentence))}
    return found.pop() if len(found) == 1 else None


def way_in(said: Iterable[str]) -> str | None:
    """The plan's own sentences about how one gets in, without numbers and addresses; None where there are none."""
    found: list[str] = []
    for sentence in said:
        first = next(names(sentence.partition(" ")[0]), None)
        if not _WAY_IN.search(sentence) or (first is not None and first.form == "role"):
            continue  # «Kommunepsykologen tar imot …» is said of somebody else
        kept = " ".join(_NUMBER.sub("", sentence).split())
        if not _LEFT.search(kept) and kept not in found:
            found.append(kept)
    return " ".join(found[:_SENTENCES]) or None


def _years(sentence: str) -> tuple[int, int] | None:
    if not _PEOPLE.search(sentence):
        return None
    for pattern in (_BETWEEN, _FROM, _UP_TO):
        spans = {
            (int(groups.get("low") or 0), int(groups.get("high") or _OLDEST))
            for match in pattern.finditer(sentence)
            if not _LAPSE.search(sentence[: match.start()]) and (groups := match.groupdict())
        }
        if spans:
            low, high = spans.pop()
            return (low, high) if not spans and low <= high else None
    return None

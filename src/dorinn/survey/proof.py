"""What a sentence must say beside sounding like a worry, where that worry's words are everyday words as well.

«Åpne feltet for å lese mer» is not about reading, «tre tanker» are not thoughts of not living.
"""

from __future__ import annotations

import re

_SCHOOL = r"elev|skol|skul|barn|born|vansk|strev"
_NEEDS = {
    topic: re.compile(words, re.IGNORECASE)
    for topic, words in (
        (
            "laerevansker",
            rf"lese- og|lesevansk|lærevansk|skrivevansk|dysle|dyskalk|(?=.*(?:{_SCHOOL})).*\b(?:les|skriv|lær)",
        ),
        (
            "spraak-sen",
            r"språk(?:vansk|utvik|forseink|forsink|vurder|kartl|test)|seint? språk|snakk|prat|uttale|logoped",
        ),
        (
            "selvmordstanker",
            r"selvmord|sjølvmord|suicid|ta livet|(?:ikke|ikkje) (?:vil|ønske|ynskje)\w* (?:å )?leve|skade seg",
        ),
        ("syk-kveld-helg", r"\bsyk|sjuk|lege|feber|behandling|\bvondt\b|skad|akutt"),
        ("frafall-vgs", r"slutt|fråfall|frafall|fullfør|gjennomfør|droppe|falle ut|fell ut"),
    )
}


def speaks_of(topic: str, text: str) -> bool:
    """Whether a text has what it must have to be about a worry; most worries ask for nothing."""
    needed = _NEEDS.get(topic)
    return needed is None or needed.search(text) is not None

"""Gatherings under names that nobody knows, «Kriselaget», «Fritidsnemnda»: told by what their own section says."""

from __future__ import annotations

import re

from dorinn.survey import gathering, home
from dorinn.survey.names import Form, Name, is_offered, key_of, names

_DEFINITE = re.compile(r"[^\W\d_]{3,}(?:en|et|a|ene|ane)$")
_BARE = re.compile(  # «Lagene» over all of them is none of them
    r"^(?:lag|team|grupp|møt|råd|forum|utvalg|utval|nettverk|ring|nemnd|krets|arena|samarbeid\w*)"
    r"(?:en|et|a|ene|ane|e)?$",
    re.IGNORECASE,
)
_TAIL = re.compile(r" (?:ved|i|på|for|mot|om|til|hos) ")
# What is made of rooms, hours and steps, not of people who meet.
_NO_PEOPLE = re.compile(
    r"(?:kurs|tilbud|tilbod|ordning|skol|skul|klubb|kaf[eé]|hus|sent(?:e)?r|stasjon|kontor|hage|tjenest|tenest|program|"
    r"opplegg|samtal|kontroll|tim|trening|prosjekt|modell|plan|avdeling|enhet|eining|sektor|trinn|trapp|rutin|metod|"
    r"satsing|undersøkels|dag|kveld|uk|vek|strategi|løp|lov|kommun|foreldr|elev|ansatt|tilsett)"
    r"(?:[ae]?n|[ae]?t|a|e|[ae]?ne)$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\bsekretær|\bsak(?:s)?liste|\breferat\b|\ber (?:et |eit )?(?:fast )?samarbeid(?:et)? mellom\b|"
    r"\b(?:leder|leiar|ledes|leies|leiast|kaller inn|kallar inn|innkaller|innkallar)\b",
    re.IGNORECASE,
)
_SITS = re.compile(r"\b(?:sitter|sit|deltar|deltek|er (?:fast )?med|fast med|medlem\w*|deltak\w+)\b", re.IGNORECASE)
_FORMS: tuple[tuple[str, Form], ...] = (
    ("rådet", "forum"),
    ("nemnda", "forum"),
    ("utvalget", "forum"),
    ("utvalet", "forum"),
    ("møtet", "meeting"),
    ("nettverket", "network"),
)


def circle(heading: str, text: str) -> Name | None:
    """The gathering whose section has this heading and text; None where two things that tell of one are not said."""
    name = named(home.bare(heading))
    if name is None or home.is_no_service(name.text):
        return None
    what = {kind for key, kind, _ in gathering.told(text, heading, name) if key == name.key}
    sits = "members" in what and _SITS.search(text) is not None
    enough = len(what) + sits + (_ANSWERS.search(text) is not None and "convener" not in what)
    return name if what and enough > 1 else None


def named(written: str) -> Name | None:
    """A name that may be a gathering's: «Tidlig hjelp-laget», «Trivselslaget ved Lia skole»; None for teams and roles
    that are known by their ending, and for what cannot be one."""
    core = _TAIL.split(written, maxsplit=1)[0]
    words = core.split()
    if not 1 <= len(words) <= 3 or not core[0].isupper() or re.search(r"[.:;?!,()/|«»\d]", core):
        return None
    last = words[-1]
    if (
        _BARE.match(core)
        or not _DEFINITE.search(last)
        or (len(words) > 1 and "-" not in last)
        or _NO_PEOPLE.search(last)
        or is_offered(last)
    ):
        return None
    if any(name.form != "programme" for name in names(core)):
        return None
    return Name(core, next((form for head, form in _FORMS if last.lower().endswith(head)), "team"), key_of(core))

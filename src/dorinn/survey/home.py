"""Sections that are a service's own: what stands there is said of that service, and it is its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dorinn.language.fold import fold
from dorinn.language.sentences import sentences
from dorinn.survey.entrance import way_in

_NUMBER = re.compile(r"^(?:kapittel |kap\.? )?(?:\d+(?:\.\d+)*\.?|[a-zæøå]\))\s+", re.IGNORECASE)
_STATUS = re.compile(r"\s*\((?:planlag|foresl|føresl|ikke i drift|ikkje i drift)[^)]*\)$", re.IGNORECASE)
_JOINS = frozenset("og eller samt kommune".split())
_TAIL = frozenset("i for pa ved nar med".split())  # «Ressursteamet i barnehage og skole»
_EARLY = 120  # letters of a sentence in which its verb is looked for
_DEFINITE = re.compile(r"(?:en|et|a|ene|ane|na)$")
# What a text does that tells of a service under the service's name; «er» only with what kind of thing it is.
_SERVES = re.compile(
    r"(?:, [^,.]{2,40},| (?:i|på|ved) [^,.]{2,40}?)?"  # «Losen, Are Høgmo, hjelper»; «Loftet i det gamle meieriet har»
    r"\s+(?:er (?:også |òg )?(?:(?:et|eit|en|ein|ei|vårt|vår) )?(?:\S+ ){0,3}?"
    r"\S*(?:tilbud|tilbod|tjeneste|teneste|kontakt|ordning|team|møteplass|møtestad|møtested|senter|klubb|hus)\b|"
    r"er (?:åpe[nt]|ope[nt])\b|har (?:åpen?t?|åpne|ope|opne?|leksehjelp|telefon|tilbud|tilbod)\b|"
    r"(?:følger|følgjer)(?: \S+)? opp\b|(?:tar|tek) (?:i|kontakt|imot)\b|"
    r"(?:gir|gjev|tilbyr|tilbyd|hjelper|hjelp|møter|veileder|rettleier|rettleiar|støttar|støtter|låner|arrangerer|"
    r"arbeider|jobber|jobbar|driver|driv)\b)",
    re.IGNORECASE,
)
# Headings that are no service's, whatever is done under them.
_NO_SERVICE = re.compile(
    r"^(?:plan|mål|formål|føremål|arbeid|samarbeid|bakgrunn|kommun|kapittel|lov|tiltak|ansvar|innsats|modell|"
    r"(?:barn|barna|ungdommene|ungdomane|foreldre|foreldrene|elev\w{2,3}|ansatte|tilsette)\b|rutine|strategi|metode|oppgave|oppgåve|satsing|nivå|trinn|fase|"
    r"steg|rapport|undersøk|medvirkning|medverknad|innledning|innleiing|taushet|teieplikt|meldeplikt|samtykke)",
    re.IGNORECASE,
)


# Headings over one part of what is told of a team: the team is named by the heading above.
_PEOPLE = re.compile(
    r"^(?:faste? )?(?:medlem\w*|deltak\w+|deltag\w+|representant\w*|"
    r"(?:hvem|kven) (?:er med|sitter|sit|deltar|deltek)\b.*)\W*$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:møter?|møtetid\w*|møteplan|mandat|formål|føremål|oppgaver|oppgåver|ansvar|leder|leiar|leiing|ledelse|"
    r"innkalling|målgruppe|arbeidsmåte|saksgang|(?:hvor|kor) (?:ofte|ofta)\b.*)\W*$",
    re.IGNORECASE,
)


def section(path: tuple[str, ...]) -> tuple[str, ...]:
    """The section that a passage belongs to: one headed «Medlemmer» is part of the one above it."""
    part = len(path) > 1 and (_PEOPLE.match(bare(path[-1])) or _PART.match(bare(path[-1])))
    return path[:-1] if part else path


def subject(path: tuple[str, ...]) -> str:
    """The heading that says what a passage is about; empty where it has none."""
    return "".join(section(path)[-1:])


def label(path: tuple[str, ...]) -> str:
    """What a heading says of the list under it, as the beginning of that sentence: «Faste medlemmer: »."""
    return f"{bare(path[-1]).rstrip(':')}: " if len(path) > 1 and _PEOPLE.match(bare(path[-1])) else ""


def is_no_service(heading: str) -> bool:
    """Whether a heading is no service's, whatever is done under it: «Målene», «Samarbeidet»."""
    return _NO_SERVICE.match(heading) is not None


def bare(heading: str) -> str:
    """A heading without its number, and without «(planlagt)»."""
    return _STATUS.sub("", _NUMBER.sub("", heading)).strip()


def owners(heading: str, known: Sequence[str]) -> list[str]:
    """Which of the names (folded words) in a heading the section belongs to: those at its head, if nothing but names
    stands there. A place or a proper name may follow."""
    tokens = re.findall(r"[^\W_]+", re.sub(r"\(.*?\)", " ", bare(heading)))
    named = {word for name in known for word in name.split()}
    if not tokens or fold(tokens[0]) not in named:
        return []
    head: list[str] = []
    for token in tokens:
        word = fold(token)
        if word in named:
            head.append(word)
        elif word in _TAIL:
            break
        elif not (word in _JOINS or token[0].isupper()):
            return []
    return [name for name in known if set(name.split()) <= set(head)]


def proper(heading: str, known: Sequence[str]) -> str | None:
    """«Fritidsklubben Brygga»: a heading that fills a known name out with a proper one; None for others."""
    plain = bare(heading)
    tokens = re.findall(r"[^\W_]+", plain)
    named = {word for name in known for word in name.split()}
    own = [token for token in tokens if fold(token) not in named | _TAIL]
    filled = own and all(token[0].isupper() for token in own) and len(tokens) > 1
    return plain if filled and not re.search(r"[(),:/]", plain) else None


def serves(sentence: str) -> bool:
    """Whether a sentence says early on what its subject does for people."""
    return _SERVES.search(sentence[:_EARLY]) is not None


def unknown(heading: str, text: str) -> str | None:
    """A service that has a section of its own under a name that nobody knows: the text begins with the name and says
    what it does for people. None where that is not so."""
    name = bare(heading)
    words = name.split()
    if not 1 <= len(words) <= 4 or _NO_SERVICE.match(name) or re.search(r"[.:;?!,()/]", name):
        return None
    if not (len(words) == 1 and len(name) > 5 and _DEFINITE.search(name)) and not all(w[0].isupper() for w in words):
        return None
    if text.lower().startswith(name.lower()):
        return name if _SERVES.match(text[len(name) :]) else None
    # «I Helsehuset Myra sitter … Drop-in er tirsdager»
    said = sentences(text)
    proper_name = len(words) > 1 and all(word[0].isupper() for word in words)
    return name if proper_name and name in said[0] and way_in(said) else None

"""Names of teams, roles and programmes in a plan's own sentences, told by how Norwegian forms them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dorinn.language.fold import fold

Form = Literal["team", "forum", "meeting", "network", "role", "programme"]

_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*-?|[.!?:;|•«»()/,]")
# What stands last in the name of a team, with its endings in both forms, longest first where one begins another.
_TEAMS: tuple[tuple[str, Form, tuple[str, ...]], ...] = (
    ("team", "team", ("teamene", "teamet", "teama", "team")),
    ("gruppe", "team", ("gruppene", "gruppen", "grupper", "gruppe", "gruppa")),
    ("møte", "meeting", ("møtene", "møter", "møtet", "møta", "møte")),
    ("forum", "forum", ("forumet", "foraene", "forum", "fora")),
    ("utvalg", "forum", ("utvalget", "utvalet", "utvalg", "utval")),
    ("nettverk", "network", ("nettverket", "nettverka", "nettverk", "netverk")),
    ("samling", "network", ("samlingane", "samlingene", "samlingar", "samlinger", "samling")),
    ("råd", "forum", ("rådet", "råd")),
    ("lag", "team", ("laget", "lag")),
)
# Heads that stand in countless other words: only after these do they name a team.
_ONLY = {
    "råd": ("ungdoms", "elev", "barne", "samarbeids", "foreldre", "bruker", "brukar"),
    "lag": ("helse", "støtte"),
    "samling": ("nettverks", "nettverk", "fag"),
}
# Groups that are people counted together, and words that only end alike.
_NOBODY = {
    "gruppe": tuple(
        """mål alders risiko yrkes fag faglige bruker brukar befolknings pårørende person innbygger innbyggjar pasient
        pårørande foreldre elev barne ungdoms diagnose jente gutte under minoritets kjønns hoved folke samtale barsel
        selvhjelps sjølvhjelps sorg treff tur leke mestrings meistrings trille baby små""".split()
    ),
    "møte": ("opp", "kommunestyre", "formannskaps", "i"),
    "nettverk": ("familie",),
}
# What stands last in the name of a role.
_ROLES = tuple(
    """koordinator koordinatoren koordinatorar koordinatorer konsulent konsulenten rådgiver rådgiveren rådgivar
    rådgjevar rådgjevaren sykepleier sykepleieren sjukepleiar sjukepleiaren psykolog psykologen terapeut terapeuten
    veileder veilederen rettleiar rettleiaren pedagog pedagogen kontakt kontakten rektor rektoren styrer styreren
    styrar styraren styrarar styrere jordmor jordmora jordmoren overlege overlegen logoped logopeden holder haldar
    administrator ansvarlig ansvarleg sjef sjefen sjefar sjefer sjefene direktør direktøren direktøre leder lederen
    ledere leiar leiaren leiarar myndighet myndigheten myndigheita lege legen loege trener trenere""".split()
)
_NO_ROLE = frozenset(
    """leder lederen ledere leiar leiaren leiarar ansvarlig ansvarleg kontakt kontakten lege legen veileder veilederen
    rettleiar holder haldar pedagog konsulent rådgiver rådgivar rådgjevar sjef direktør koordinator koordinatoren
    overlege myndighet myndigheten administrator terapeut trener trenere lovleiar medansvarlig hovedansvarlig
    hovudansvarleg samarbeidsleder møteleder møteleiar møteleiarar øyekontakt prosjektleder mellomleder enhetsleder
    enhetsledere barneveileder inneholder beholder forholder opprettholder innholder overholder avholder vedlikeholder
    ungdomsleder menneskerettsleder handlingsveileder oppholder foreholder ansvarsholder samtaleleder arbeidstakere
    handlingsrettleiar pårørendeveileder pårørendeveilederen uansvarlig myndighet fagleder enhetsleiar""".split()
)
_DOCTORS = (
    "fastlege",
    "fastlegen",
    "kommunelege",
    "kommunelegen",
    "overlege",
    "overlegen",
    "stasjonslege",
    "stasjonslegen",
)
_ADJECTIVE = re.compile(r".{3,}(?:sk|skt|lig|leg|ende|ande|alt|elt|elle|rettet|retta)$")
_PLAIN = frozenset(
    """tverrfaglig tverrfagleg tverrfaglige ulike enkelt aktuelle tilsvarende følgende nødvendig egne regelmessig
    eventuelle generelle tilsvarande felles ordentlig viktig mulig jevnlig særlig årlig gjeldende øvrige""".split()
)
_GIVEN = frozenset({"tverrfaglig", "tverrfagleg"})  # plain, but a team may be called so
_ENDINGS = re.compile(
    r"(?<=.{4})(?:ierar|ierane|iere|ieren|ier|eren|aren|arane|erne|ere|arar|ene|ane|er|ar|en|et|a|e)$"
)
# Folded; what the two forms spell differently in names of roles and teams.
_SPELLED = (("sjukepleiar", "sykepleier"), ("radgjev", "radgiv"), ("radgivar", "radgiver"), ("skule", "skole"))
_HYPHEN = re.compile(r"(?<=[a-zæøå]{4})-(?=[a-zæøå]{4})")  # «folkehelse-koordinator», broken in a narrow cell


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the plan writes it; `key` is the same for all its endings and spellings."""

    text: str
    form: Form
    key: str


def names(text: str) -> Iterator[Name]:
    """Names in order of appearance, repeated as often as they stand there."""
    row = _WORD.findall(text)
    for place, word in enumerate(row):
        before = row[place - 1] if place else "."
        start = row[place - 2] if before == "og" and place > 1 and row[place - 2].endswith("-") else ""
        alone = not any(w[0].isalpha() for w in [*row[: max(place - 1, 0)], *row[place + 1 : place + 2]])
        if found := _team(word, before, start, row[place + 1 : place + 5], alone) or _role(word):
            yield found
    yield from _programmes(text)


def is_offered(word: str) -> bool:
    """Whether a word is a group of people who are counted together or are offered something: «samtalegruppe»."""
    low = word.lower()
    return any(low.rpartition("grupp")[0].endswith(first) for first in _NOBODY["gruppe"] if "grupp" in low)


def key_of(name: str) -> str:
    """Words without endings and signs, folded: «Fraværsteamet» and «fraværsteam» are one."""
    folded = fold(name)
    for nynorsk, bokmal in _SPELLED:
        folded = folded.replace(nynorsk, bokmal)
    return " ".join(_ENDINGS.sub("", word) for word in re.findall(r"[^\W\d_]+", folded))


def _team(word: str, before: str, start: str, after: list[str], alone: bool) -> Name | None:
    """A team that this word ends the name of; `alone` is whether the name and the word before begin the text alone."""
    low = word.lower()
    for head, form, endings in _TEAMS:
        ending = next((e for e in endings if low.endswith(e)), None)
        if ending is None:
            continue
        first = low[: -len(ending)].rstrip("-./")
        only = _ONLY.get(head)
        if only is not None and not first.endswith(only):
            continue
        if first and (len(first) < 3 or first.endswith(_NOBODY.get(head, ("\0",)))):
            continue
        kind = _ADJECTIVE.match(before.lower()) and before.lower() not in _PLAIN
        if not first:
            # «Tverrfaglig team» over a section is that team's name; in a sentence it is any team.
            kind = kind or (alone and before[0].isupper() and before.lower() in _GIVEN)
            if not kind or head in ("møte", "gruppe", "nettverk", "samling", "lag", "råd"):
                return None
            tail = _for(after)
            return Name(f"{before} {word}{tail}", form, key_of(f"{before} {head}"))
        if start:
            return Name(f"{start} og {word}", form, f"{key_of(start)} {key_of(first)} {fold(head)}")
        whole = f"{before} {word}" if kind else word
        return Name(whole, form, f"{key_of(first)} {fold(head)}")
    return None


def _for(after: list[str]) -> str:
    """« for tidlig innsats» after a head that says little alone."""
    if not after or after[0] not in ("for",):
        return ""
    tail = []
    for word in after[1:4]:
        if not word[0].isalpha():
            break
        tail.append(word)
    return f" for {' '.join(tail[:2])}" if tail else ""


def _role(word: str) -> Name | None:
    word = _HYPHEN.sub("", word)
    low = word.lower()
    if low in _NO_ROLE or low.removesuffix("en") in _NO_ROLE or not low.endswith(_ROLES) or len(low) < 5:
        return None
    if low.endswith(("lege", "legen")) and not low.endswith(_DOCTORS):
        return None  # «årlege», «tydelege»
    return Name(word, "role", key_of(low))


_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{3,40})[»”\"]")
# Another plan is named, no programme: «leses sammen med «Trygg vei»».
_ANOTHER = re.compile(
    r"\b(?:leses|lesast|avløser|avløyser|erstatter|erstattar|bygger på|byggjer på|heter|heiter|kalles|"
    r"\w*plan(?:en|a)?|strategi(?:en)?|føring\w*)\b[^.!?«»]{0,25}$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<![\w.])([A-ZÆØÅ]{3,6}(?:-[A-ZÆØÅ])?)(?![\w])")


def _programmes(text: str) -> Iterator[Name]:
    for match in _QUOTED.finditer(text):
        slogan = re.search(r"[—–]|[.!?]$|^Tiltak\b", match[1])
        other = _ANOTHER.search(text[: match.start()])
        if match[1][0].isupper() and len(match[1].split()) <= 5 and not (slogan or other):
            yield Name(match[1], "programme", key_of(match[1]))
    for match in _CAPITALS.finditer(text):
        yield Name(match[1], "programme", key_of(match[1]))

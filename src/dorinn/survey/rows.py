"""Rows of a plan's tables: of a list of teams, or of a plan of action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dorinn.survey import circle
from dorinn.survey.gathering import listed
from dorinn.survey.names import Form, Name, is_offered, key_of, names
from dorinn.survey.rhythm import is_rhythm

_ROW = re.compile(r" \| ")
# What the first column of a list of teams is headed by.
_GATHERING = re.compile(
    r"^(?:teama?(?:et)?|lag(?:et)?|arenaer?|arena|møte\w*|\w*forum(?:et)?|\w*fora|samarbeid\w*|gruppe[rn]?|grupper|utvalg|utval|råd|"
    r"nettverk|navn på (?:laget|teamet)|namn på (?:laget|teamet))$",
    re.IGNORECASE,
)
_THING = re.compile(rf"^(?:tiltak|tilbud|tilbod|tjeneste|teneste)$|{_GATHERING.pattern}", re.IGNORECASE)
_WAY_IN = re.compile(
    r"^(?:hvordan|korleis|slik (?:kommer|kjem|får|tar|tek|søker|søkjer)|søknad|henvisning|tilvising|inngang|påmelding|"
    r"(?:hvem|kven) (?:kan )?(?:søk|henvis|tilvis|meld))",
    re.IGNORECASE,
)
_OFFER = re.compile(r"^(?:\S*tilbud(?:et)?|\S*tilbod(?:et)?|tjenester?|tenester?)$", re.IGNORECASE)
# «Hvem det er for» tells whom it helps, not who sits there.
_MEMBERS = re.compile(
    r"deltak|deltag|medlem|\b(?:hvem|kven)\b(?! (?:(?:det|den|dei?) )?(?:er|passer|passar|gjelder|gjeld|kan) "
    r"(?:(?:det|den|dei?) )?(?:for|søke|få|bruke|komme)\b)(?<!for hvem)(?<!for kven)|represent",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(
    r"^(?:barn|born|ungdom\w*|unge|foreldre|familie\w*|søsken|sysken|pårør\w+|elev\w*|gravide|alle)\b", re.IGNORECASE
)
_CONVENER = re.compile(r"ansvar|innkall|leder|leiar|koordinator|\b(?:eier|eig)\b", re.IGNORECASE)
_OFTEN = re.compile(r"hyppig|frekvens|ofte|møtetid|møtedag|møteplan|når", re.IGNORECASE)
_MEETING = re.compile(r"^(?:faste )?(?:møter?|tid|dag|tidspunkt)$", re.IGNORECASE)  # only where the cell tells a rhythm
_DO = re.compile(r"^(?:beskriv|tiltak|satsing|aktivitet|kva skal|hva skal)", re.IGNORECASE)
_WHEN = re.compile(r"frist|tids|når|fullført|fullføring|ferdig|periode", re.IGNORECASE)
_PLANNED = re.compile(
    r"^\W*(?:opprette|etablere|innføre|innføring|utarbeide|vurdere|utrede|utgreie|lage|starte|utvikle|ta i bruk)",
    re.IGNORECASE,
)
# A record is called by what there will be, not by how it comes about: «Utarbeide referatmal» is «Referatmal».
_MAKE = re.compile(
    r"^(?:(?:opprett|etabler|innfør|utarbeid|utvikl|videreutvikl|vidareutvikl|vurder|start|åpn|opn)"
    r"(?:[ea]|ing av|ing(?:a|en) av)|lage|tilby|tilsetje|ansette|gjennomføre|holde|halde|arrangere|styrke|støtte|"
    r"utvide|ta i bruk|få på plass|sett?j?e i gang|legge til rette for|gi tilbud om|gje tilbod om)"
    r"(?: og \w+[ea])?(?: opp)? (?:en |ein |ei |et |eit )?",
    re.IGNORECASE,
)
# What a municipality does for its own good order; nobody can be sent there.
_ORDER = re.compile(
    r"^(?:evaluer|kartlegg|avklar|sikr|bruk|plasser|rapporter|gjennomgå|ved behov|fullfør|gjere? |gjøre |skriv|"
    r"følgj?e opp|beskriv|drøft|revider|oppdater|gjennomføre medarbeid)",
    re.IGNORECASE,
)
# Whose turn comes with the age, or every year, is a task: nothing that there will be.
_AGE = re.compile(r"^(?:alder|trinn|klasse|klassetrinn|årstrinn)$", re.IGNORECASE)
_EVERY_YEAR = re.compile(
    r"^\W*(?:(?:hver|hvert|kvar|kvart|annenhver|annethvert|annakvar|annakvart)\b|årlig|årleg|(?:[\w,]+ ){1,3}i året|"
    r"(?:løpende|løpande|kontinuerlig|kontinuerleg)\b)",
    re.IGNORECASE,
)
# Something to be had every year is a service all the same.
_TO_HAVE = re.compile(
    r"^\W*(?:tilby\b|(?:gi|gje) (?:tilbud|tilbod))|(?:ordning|stipend|tilbud|tilbod|støtte|stønad)$", re.I
)
_HEAD = re.compile(r"(?P<head>team|grupp|møte|forum|utval|nettverk)(?:e|a|et|en|ene|er|g|get)?\b", re.IGNORECASE)
_FORMS: dict[str, Form] = {"møte": "meeting", "forum": "forum", "utval": "forum", "nettverk": "network"}
_ENDS = re.compile(
    r"(?:(?<!\d)\.(?=\s|$)|[:;,(]| [Ff]or å | slik at | som (?:kan|en|ein|et|eit|ei) )"
)  # «på 8. trinn» goes on
_OPEN = frozenset("og å i på for til av ved med som sin sitt at om frå fra en ein et ei de dei den".split())
_GIVEN, _NAME, _MEASURE = 4, 6, 12  # words of a row's name beside a team's, of one that is all there is, of a measure


@dataclass(frozen=True, slots=True)
class Row:
    """Who sits in a team, who convenes it and how often it meets, by its row; `given` is what the row calls it."""

    name: Name
    given: str
    members: tuple[str, ...]
    convener: str | None
    frequency: str | None


def cells(text: str) -> list[tuple[str, str]]:
    """The cells of a row with their headings, «» where there is none."""
    found = (part.partition(": ") for part in _ROW.split(text))
    return [(head, cell) if mark else ("", head) for head, mark, cell in found]


def team_row(text: str) -> Row | None:
    """The row of one team in a list of teams; None for any other passage.

    Where measures with a deadline are listed, the team must be what the row is about: who answers for «Evaluere
    innsatsteamet» is not who convenes the team.
    """
    row = cells(text)
    if len(row) < 2 or not _THING.match(row[0][0]):
        return None
    first = row[0][1].strip()
    heads = [head for head, _ in row[1:]]
    sits = any(_MEMBERS.search(head) for head in heads)
    name = next((name for name in names(first) if name.form not in ("role", "programme")), None)
    gathers = _GATHERING.match(row[0][0]) is not None
    if name is None and (sits or (gathers and any(map(_CONVENER.search, heads)))):
        name = (circle.named(first) if gathers else None) or _unnamed(row[0][0], first)
    if _OFFER.match(row[0][0]) and (name is None or not sits or _for_all(row[1:])):
        return None
    if name is None or (_measures(heads) and not first.lower().startswith(name.text.lower())):
        return None
    members: tuple[str, ...] = ()
    convener = frequency = None
    for head, cell in row[1:]:
        if _MEMBERS.search(head):
            members = members or listed(cell)
        elif _CONVENER.search(head):
            convener = convener or cell.rstrip(". ") or None
        elif (_MEETING.match(head) and is_rhythm(cell)) or (
            _OFTEN.search(head) and (is_rhythm(cell) or not _WHEN.search(head))
        ):
            frequency = frequency or cell.rstrip(". ") or None
    if _measures(heads) and not sits:
        convener = frequency = None
    return Row(
        name, first if _is_name(first, _NAME if gathers else _GIVEN) else name.text, members, convener, frequency
    )


def offered(text: str) -> str | None:
    """What a row of a list of services is about; None for any other passage."""
    head, cell = cells(text)[0]
    name = cell.strip(" .•–-")
    whole = " | " in text and _OFFER.match(head) and _is_name(name, _NAME) and re.search(r"[^\W\d_]{3}", name)
    return name if whole and name[0].isupper() and not team_row(text) else None


def _for_all(row: list[tuple[str, str]]) -> bool:
    """Whether those who take part are those whom it is for."""
    sits = [member for head, cell in row if _MEMBERS.search(head) for member in listed(cell)]
    return all(map(_AUDIENCE.match, sits))


def measures(text: str) -> Iterator[tuple[str, str]]:
    """The measures of a row of a plan of action: what each is called, and all that the cell says. What is done every
    year or at an age is none."""
    row = cells(text)
    if any(_AGE.match(head) for head, _ in row):
        return
    again = is_every_year(text)
    for part in re.split(r"; -|^- ", _measured(text) or ""):
        name = "" if _ORDER.match(part.strip(" -•")) else _short(part.strip(" -•"))
        if again and not _TO_HAVE.search(part):
            continue
        # «Opprette miljøterapeutisk team», «tilsetje familierettleiar»: that team and that role are the records.
        if name and not any(one.form != "programme" for one in names(" ".join(name.split()[:2]))):
            yield name, part


def is_measure(text: str) -> bool:
    """Whether a passage is a row of a plan of action."""
    return _measured(text) is not None


def is_every_year(text: str) -> bool:
    """Whether a row is of what is done again and again, by its deadline."""
    row = cells(text)
    return any(_WHEN.search(head) and _EVERY_YEAR.match(cell) for head, cell in row) or any(
        _AGE.match(h) for h, _ in row
    )


def opened(text: str) -> str:
    """What a measure opens or sets up: «miljøterapeutisk team» of «Opprette miljøterapeutisk team»."""
    done = _measured(text) or ""
    return done[match.end() :] if _PLANNED.match(done) and (match := _MAKE.match(done.strip(" -•"))) else ""


def answers(text: str) -> str:
    """Who answers for what a row is about, or convenes it."""
    return ". ".join(cell for head, cell in cells(text) if _CONVENER.search(head) and not _MEMBERS.search(head))


def without_way_in(text: str) -> str:
    """A row without how one gets in: «skole eller Nav søker» does not tell that there is a school."""
    if " | " not in text:
        return text
    return ". ".join(cell for head, cell in cells(text) if not _WAY_IN.search(head))


def parts(text: str) -> tuple[str, str]:
    """What a row says beside who takes part and who answers for it, and who answers; a measure only has the latter."""
    row = cells(text)
    if is_measure(text):
        return "", ". ".join(cell for _, cell in row)
    said = [cell for head, cell in row if not (_MEMBERS.search(head) or _CONVENER.search(head))]
    # «Skole: kontaktlærer»: a cell that is nothing but somebody tells who does what stands before it.
    alone = [cell for cell in said if (role := next(names(cell), None)) and role.form == "role" and role.text == cell]
    return ". ".join(cell for cell in said if cell not in alone), ". ".join([answers(text), *alone])


def _measured(text: str) -> str | None:
    """The cell of a row of a plan of action that says what is done; None for any other passage."""
    row = cells(text)
    what = next((cell for head, cell in reversed(row) if _DO.search(head)), None)
    return what if what and (_measures([head for head, _ in row]) or _PLANNED.match(what)) else None


def explained(text: str) -> tuple[str, str]:
    """A row of a plan of action without what its measures are called: its other cells, and how they are explained."""
    done = _measured(text)
    after = (_ENDS.split(part, maxsplit=1)[1:] for _, part in measures(text))
    return ". ".join(cell for _, cell in cells(text) if cell != done), " ".join(rest for one in after for rest in one)


def _measures(heads: list[str]) -> bool:
    return any(_WHEN.search(head) for head in heads)


def _unnamed(head: str, first: str) -> Name | None:
    """«Tverrfaglig møte i barnehagen»: no name in a sentence, but one in a list of meetings."""
    match = _HEAD.search(first) or (_HEAD.search(head) if _GATHERING.match(head) else None)
    if match is None or not _is_name(first, _NAME) or any(map(is_offered, first.split())):
        return None
    return Name(first, _FORMS.get(match["head"].lower(), "team"), key_of(first))


def _is_name(text: str, most: int) -> bool:
    return 0 < len(text.split()) <= most and not re.search(r"[.,:;!?/()]", text)


def _short(text: str) -> str:
    """The first words of a measure: up to where the sentence or the clause ends, a dozen at the most."""
    clause = _ENDS.split(text, maxsplit=1)[0]
    kept = _MAKE.sub("", clause).split()[:_MEASURE]
    again = (place for place, word in enumerate(kept) if place and word in (kept[0], clause.split()[0]))
    kept = kept[: next(again, None)]  # «URO-metoden URO-metoden er et verktøy»: a heading and its text in one cell
    while kept and kept[-1].lower() in _OPEN:
        kept.pop()
    return " ".join(kept)

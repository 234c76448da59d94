"""Tables of two columns whose first one holds labels («Formål», «Deltakere»), and not the names of records."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(
    r"(?:formål|føremål|mål(?:gruppe|sett?ing)?|mandat|(?:faste )?(?:deltak|deltag|medlem)\w*|innkall\w*|kall\w* inn"
    r"|leder|leiar|lede[st] av|leiast av|leia av|møteleder|møteleiar|ansvar\w*(?: for \w+)?|koordinator|kontakt\w*"
    r"|møte(?:r|ne|frekvens|hyppig\w+|tid\w*|plan|stad|sted|dag\w*)?|hyppig\w+|frekvens|når|n[åa]r og hvor|kor ofte"
    r"|hv(?:em|or|a)|kv(?:en|ar|a)|hvor ofte|(?:hvem|kven|hvor|kvar|kva|hva|når|korleis|hvordan) [^?]{2,40}\?"
    r"|(?:arbeids)?oppg[aå]ve[rn]?|arbeidsform|innh[oa]ld|beskrivelse|skildring|referat|referent|skriver|sekretær"
    r"|sak(?:er|sliste|liste)|henvisning|tilvising|påmelding|melde sak|telefon|tlf|e-?post|(?:besøks)?adresse"
    r"|åpningstid\w*|opningstid\w*|sted|stad|tid|tidspunkt|frist|oppstart|varighet|varigheit|pris|kostnad|alder"
    r"|na[vm]n|forankring|lovgrunnlag|lovverk|hjemmel|heimel|status|kostnad|dagsorden|agenda|tilb[uo]d|evaluering|samarbeid\w*|taushetsplikt|teieplikt|samtykke"
    r"|status|kostnad|dagsorden|agenda|tilb[uo]d|start|rapportering|dokumentasjon)(?: (?:og|for|av|i|til) \S+){0,2}\W*",
    re.IGNORECASE,
)


def are_labels(table: Sequence[Sequence[str]]) -> bool:
    """Whether two columns are labels and what they say, told by words that are known as labels.

    Where the first row names both columns («Rolle | Oppgaver»), they are the heads of a table.
    """
    if len(table) < 2 or any(len(row) != 2 or not row[0] for row in table):
        return False
    known = [is_label(row[0]) for row in table]
    closed = all(row[0].endswith((":", "?")) for row in table)
    told = closed or (known[0] and sum(known) > 1 and 2 * sum(known) >= len(known))
    return told and not is_label(table[0][1])


def is_label(cell: str) -> bool:
    """Whether a cell is a word that labels what stands beside it."""
    return _LABEL.fullmatch(cell) is not None


def line(label: str, said: str) -> str:
    """«Deltakere: PPT og rektor»; a question needs no colon."""
    label = label.rstrip(" :")
    if not label or not said:
        return label or said
    return f"{label} {said}" if label[-1] == "?" else f"{label}: {said}"

"""A name inside a sentence: «Begynn hos helsestasjonen i Trysil», but «hos Odal barneverntjeneste», «hos NAV Solør»."""

from __future__ import annotations

import re

# How common nouns end that services are called by; any other first word may be a proper name and keeps its capital.
_COMMON = re.compile(
    r"[a-zæøå-]*(?:tjenesten|tenesta|stasjonen|kontoret|teamet|vakta|vakten|legen|skolen|skolene|skulen|skulane"
    r"|barnehagen|barnehagene|barnehagane|vernet|koordinatoren|konsulenten|psykologen|senteret|gruppa|gruppen|terapeuten"
    r"|pleieren|pleiaren|politiet|ombudet|ombodet|kontakten|jordmora|jordmoren|avdelinga|avdelingen|omsorgen|omsorga"
    r"|sentralen|biblioteket|stasjon|gruppe|gruppemøte|fokusmøte|barnekoordinator|jordmor|veiledning|rettleiing"
    r"|koordinerende|koordinerande)$"
)


def inline(name: str) -> str:
    """A name as it stands inside a sentence: a common noun begins small, unless a proper name comes right after it."""
    first, _, rest = name.partition(" ")
    begun = name[:1].lower() + name[1:]
    return begun if _COMMON.match(begun[: len(first)].rstrip(",")) and not rest[:1].isupper() else name


def begun_small(title: str) -> str:
    """A title inside a sentence: «ny i Norge», «mistanke om ADHD», but «BUP: henvisning»."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]

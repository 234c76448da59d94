"""A name inside a sentence: «Begynn hos helsestasjonen i Trysil», but «hos Odal barneverntjeneste», «hos NAV Solør»."""

from __future__ import annotations

import re

# How common nouns end that services are called by; any other first word may be a proper name and keeps its capital.
_COMMON = re.compile(
    r"^[A-ZÆØÅ][a-zæøå-]*(?:tjenesten|tenesta|stasjonen|kontoret|teamet|vakta|vakten|legen|skolen|skolene|skulen|skulane"
    r"|barnehagen|barnehagene|barnehagane|vernet|koordinatoren|konsulenten|psykologen|senteret|gruppa|gruppen|terapeuten"
    r"|pleieren|pleiaren|politiet|ombudet|ombodet|kontakten|jordmora|jordmoren|avdelinga|avdelingen|omsorgen|omsorga"
    r"|sentralen|biblioteket|stasjon|gruppe|gruppemøte|fokusmøte|barnekoordinator|jordmor|veiledning|rettleiing)$"
    r"|^(?:Politiet|Barnevernet|Legen|Skolen|Skolene|Skulen|Skulane|Barnehagen|Barnehagene|Barnehagane|Jordmor|Jordmora|Jordmoren|Fokusmøte|Barnekoordinator"
    r"|Koordinerende|Koordinerande|Kontoret)$"
)


def inline(name: str) -> str:
    """A name as it stands inside a sentence: a common noun begins small, unless a proper name comes right after it."""
    first, _, rest = name.partition(" ")
    if not _COMMON.match(first.rstrip(",")) or rest[:1].isupper():
        return name
    return name[0].lower() + name[1:]

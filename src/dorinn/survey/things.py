"""Things of their own that municipalities offer beside the service itself: a club, a library, leksehjelp, ettervern.

One kind of help may be several of these: «Frivilligsentralen» and «biblioteket» are not one record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dorinn.survey.names import key_of

# A line is one thing: its kind of help, then what it is called in both forms; endings are of no account.
_THINGS = """
barnevern: ettervern, ettervernstiltak
barnehage: åpen barnehage, open barnehage
barnehage: familiebarnehage
bekymring-til-handling: handlingsveileder, handlingsrettleiar
flyktningtjeneste: voksenopplæring, vaksenopplæring
flyktningtjeneste: introduksjonsprogram, introduksjonsprogrammet
foreldreveiledning: de utrolige årene, dei utrulege åra
foreldreveiledning: barnas plattform
foreldreveiledning: familiekontakt
foreldreveiledning: foreldrestøttende tiltak, foreldrestøttande tiltak
foreldreveiledning: marte meo
forebygging: MOT-programmet, MOT-satsing, MOT-satsning, MOT-satsinga
forebygging: oppvekstadministrasjon, oppvekstkontor
forebygging: oppvekstmodell
forebygging: lærings- og mestringstilbud, lærings- og meistringstilbod
forebygging: zippys venner, zippys vener
fritid: aktivitetskort, opplevelseskort, opplevingskort, fritidskort
fritid: allemed
fritid: bibliotek, folkebibliotek
fritid: ferietilbud, ferietilbod
fritid: folkehelseuke, folkehelseveke
fritid: frivilligsentral, frivillighetssentral, frivilligheitssentral
fritid: fritidserklæring
fritid: fritidskasse
fritid: fritidsstipend
fritid: kulturavdeling, kulturkontor
fritid: kulturmidler, kulturmidlar
fritid: leksehjelp
fritid: svømmebasseng, symjebasseng, svømmehall, symjehall
fritid: ungdomsklubb, fritidsklubb, juniorklubb, ungdomshus
fritid: ungdomskafé, ungdomskafe
fritid: utstyrssentral, utstyrsbod
helsestasjon: barselomsorg
helsestasjon: barselgruppe
helsestasjon: helsestasjonsprogram, helsestasjonsprogrammet
jordmor: fødselsforberedende kurs, fødselsforberedene kurs, fødselsførebuande kurs, fødselskurs, svangerskapskurs
jordmor: svangerskapsomsorg
kommuneoverlege: samfunnsmedisinsk senter
koordinerende-enhet: avlastning, avlasting
koordinerende-enhet: hjemmesykepleie, heimesjukepleie, hjemmetjeneste, heimeteneste
koordinerende-enhet: omsorgsstønad
koordinerende-enhet: støttekontakt, fritidskontakt
opplaering: e-læring
opplaering: kompetanseplan, kompetanseprogram, kompetanseutviklingsprogram
opplaering: RVTS, regionalt ressurssenter om vold, regionalt ressurssenter om vald
opplaering: stipendordning
psykisk-helse-og-rus: rask psykisk helsehjelp, rask psykisk helse
skole: leirskole, leirskule
skole: montessoriskole, montessoriskule
skole: skolefrokost, skulefrukost, frukost på skulen, frokost på skolen
skole: skolelos, skulelos
skole: skolemat, skulemat, skolelunsj, skulelunsj
skole: ungdomsskole, ungdomsskule
stafettlogg: flyt samspill
stafettlogg: visma samspill
"""
# People who are a help of their own wherever they are named by themselves.
_PEOPLE = """
flyktningtjeneste: flyktningkonsulent, flyktningekonsulent
fritid: ungdomskontakt
skole: elevveileder, elevrettleiar
skole: miljøveileder, miljørettleiar
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing named in a text: its words as they stand there, its kind of help, and what it is gathered under."""

    words: tuple[str, ...]
    code: str
    key: str


class Things:
    """Finds things in a text, all but those of which a name is among `without`, keys as `key_of` makes them."""

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self._known = _read(_THINGS, without)
        self._roles = _read(_PEOPLE, without)
        self._longest = max(map(len, self._known))

    def named(self, text: str) -> Iterator[Thing]:
        """Things in order of appearance, the longest name first at each place."""
        row = re.findall(r"[^\W_]+", text)
        keys = [key_of(word) for word in row]
        place = 0
        while place < len(row):
            for length in range(min(self._longest, len(row) - place), 0, -1):
                if known := self._known.get(tuple(keys[place : place + length])):
                    yield Thing(tuple(row[place : place + length]), *known)
                    place += length - 1
                    break
            place += 1

    def kind_of_role(self, key: str) -> str | None:
        """The kind of help of a role by its key, where the role is known as a help of its own."""
        return self._roles.get(tuple(key.split()), (None, ""))[0]


def _read(lines: str, without: frozenset[str]) -> dict[tuple[str, ...], tuple[str, str]]:
    """By the words of each name: its kind of help, and the key of the thing."""
    known = {}
    for line in lines.strip().split("\n"):
        code, _, called = line.partition(": ")
        names = [key_of(name) for name in called.split(", ")]
        if without.isdisjoint(names):
            known.update({tuple(name.split()): (code, names[0]) for name in names})
    return known

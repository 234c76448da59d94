"""Common words of four groups of dialects, by the words of the written forms that they stand for.

Each map holds what many in the region write in a message; no one person speaks all of it.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def _map(pairs: str) -> dict[str, str]:
    """`jeg,eg=æ` for each spoken word: both written forms on the left."""
    return {
        written: word
        for pair in pairs.split()
        for left, _, word in [pair.partition("=")]
        for written in left.split(",")
    }


DIALECTS: dict[str, dict[str, str]] = {
    "nordnorsk": _map(
        "jeg,eg=æ meg=mæ deg=dæ seg=sæ ikke,ikkje=ikkje hva,kva=ka hvem,kven=kem hvor,kor=kor hvordan,korleis=korsen "
        "hvorfor,kvifor=koffer når=når hun,ho=ho noe,noko=nåkka noen,nokon=nån mye,mykje=mykje og=å er=e "
        "skal=ska til=te være,vere=vær gjøre,gjere=gjørr dere,dykk=dokker de=dem blir,vert=blir "
        "barnet=ungen barn=onga gutten,guten=guten jenta=jenta hjemme,heime=heim bare,berre=bærre "
        "mitt=mett nå,no=no veldig,svært=veldi en,ein=en sier,seier=sir "
    ),
    "trøndersk": _map(
        "jeg,eg=æ meg=mæ deg=dæ seg=sæ ikke=itj ikkje=ittje hva,kva=ka hvem,kven=kæm hvor,kor=kor hvordan=koss "
        "korleis=koss hvorfor,kvifor=koffer når=nårti hun,ho=ho han=hainn noe=nå noko=nåkka noen,nokon=nånn "
        "mye,mykje=mykkje og=å er=e skal=ska til=te være,vere=vårrå gjøre,gjere=gjårrå barnet=ongen barn=onga "
        "gutten,guten=guten oss=åss dere,dykk=dåkk også,òg=å blir,vert=bli hjemme,heime=heim bare,berre=bærre "
        "nå,no=no veldig,svært=veldi alle=aill sier,seier=sei gammel,gammal=gammel en,ein=ein "
    ),
    "vestlandsk": _map(
        "jeg,eg=eg meg=meg ikke,ikkje=kje hva,kva=ka hvem,kven=kem hvor,kor=kor hvordan,korleis=koss "
        "hvorfor,kvifor=koffor når=når hun,ho=hu han=han noe,noko=någe noen,nokon=någen mye,mykje=møje og=å er=e "
        "skal=ska til=te være,vere=ver gjøre,gjere=gjer barnet=ungen barn=bodn gutten,guten=guten "
        "dere,dykk=dokke også,òg=au blir,vert=bler hjemme,heime=heima bare,berre=bare nå,no=nå "
        "sier,seier=seie kommer,kjem=kjeme "
    ),
    "austlandsk": _map(
        "jeg,eg=je meg=mæ deg=dæ seg=sæ ikke,ikkje=itte hva,kva=å hvem,kven=åkken hvor,kor=hårr hvordan,korleis=åssen "
        "hvorfor,kvifor=åffer når=når hun,ho=hu noe,noko=noe noen,nokon=noen mye,mykje=mye og=å er=er skal=ska "
        "til=tel være,vere=væra gjøre,gjere=gjøra barnet=ongen barn=onger gutten,guten=guten jenta=jinta oss=øss "
        "dere,dykk=døkk også,òg=au blir,vert=blir hjemme,heime=hemma bare,berre=bære nå,no=nå fra,frå=fra "
        "veldig,svært=fælt en,ein=en gammel,gammal=gammal "
    ),
}


def spoken(text: str, dialect: str) -> str:
    """The text with the words of a dialect; a capital first letter stays one, signs stay where they are."""
    words = DIALECTS[dialect]

    def said(found: re.Match[str]) -> str:
        word = found.group()
        other = words.get(word.lower())
        if other is None:
            return word
        return other[0].upper() + other[1:] if word[0].isupper() and word != word.upper() else other

    return _WORD.sub(said, text)

"""How often people meet, as a plan says it: «hver sjette uke», «første onsdag i måneden kl. 12», «Hver 14. dag»."""

from __future__ import annotations

import re

_EVERY = r"(?:annenhver|annethvert|annankvar|annakvart|annakvar|hver|hvert|kvar|kvart)"
_ORDINAL = r"(?:første|fyrste|annen|annet|anna|annan|andre|tredje|fjerde|femte|sjette|siste|\d{1,2}\.?)"
_NUMBER = r"(?:én|éin|ein|en|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|tolv|noen|nokre|flere|fleire|\d{1,2})"
_DAY = r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:ene|ane|en|er|ar)?"
_SPAN = (
    rf"(?:{_DAY}|uk[ea]n?|vek[ea]|måned(?:en)?|månad(?:en)?|kvartal(?:et)?|halvår(?:et)?|semester(?:et)?|"
    r"termin(?:en)?|s[kc][ou]leår(?:et)?|år(?:et)?|dag(?:en)?|høst(?:en)?|haust(?:en)?|vår(?:en)?)"
)
_HOURS = r"(?:ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)"
_TIME = r"\d{1,2}(?:[.:]\d{2})?"
_CLOCK = rf"(?:,? (?:(?:kl\.?|klokk[ae]n?) ?{_TIME}(?: ?[-–] ?(?:kl\.? ?)?{_TIME})?|klokk[ae]n? {_HOURS}\b))?"
_WITHIN = rf"(?:i|i {_EVERY}|per|pr\.?|om|{_EVERY}) {_SPAN}"
_ADVERB = r"(?:dag|ukent|vekent|måned|månad|kvartals?|halvår|år|regelmess|jevn|jam|jamn)(?:lig|leg|ig|vis)"
_ONE = (
    rf"(?:(?:minst |inntil |om lag |ca\.? )?(?:"
    rf"{_EVERY}(?: {_ORDINAL}(?: og {_ORDINAL})?)? {_SPAN}(?: {_WITHIN})?|"
    rf"(?:på )?(?:den |dei |de )?{_ORDINAL}(?: (?:og|eller) {_ORDINAL})? {_DAY}"
    rf"(?: (?:og|eller) (?:{_ORDINAL} )?{_DAY})? {_WITHIN}|"
    rf"{_NUMBER}(?: ?(?:til|-|–|eller) ?{_NUMBER})? (?:faste )?(?:ganger|gonger|gang|gong|møter|møte) "
    rf"(?:{_WITHIN}|{_ADVERB})|"
    rf"{_ADVERB}|(?:ved|etter) behov|på {_DAY}(?: og {_DAY})?){_CLOCK})"
)
_RHYTHM = rf"{_ONE}(?:,? (?:og )?(?:ellers |elles )?(?={_ONE}){_ONE})*(?!\w)"
_MEET = (
    r"(?:møtes|møtest|møtast|samles|samlast|samlest|kommer sammen|kjem saman|treffes|treffest|holdes|avholdes|"
    r"haldast|blir holdt|blir halde|gjennomføres|(?:har|held|holder) (?:faste |fast )?(?:[a-zæøå]{3,})?møt[ea]r?)"
)
_AFTER = re.compile(rf"\b(?:{_MEET}(?: [^.;:,|]{{0,40}}?)??|møter) (?P<often>{_RHYTHM})", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w)(?P<often>{_RHYTHM}) {_MEET}\b", re.IGNORECASE)
_SAYS = re.compile(rf"(?<!\w){_RHYTHM}", re.IGNORECASE)


def meets(text: str) -> tuple[str, int] | None:
    """How often somebody meets by a sentence or clause, and where its verb begins; None where it does not say."""
    if match := _AFTER.search(text):
        return match["often"], match.start()
    if match := _BEFORE.search(text):
        return match["often"], match.end()
    return None


def is_rhythm(text: str) -> bool:
    """Whether a table cell tells how often."""
    return _SAYS.search(text) is not None

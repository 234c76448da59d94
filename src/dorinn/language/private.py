"""What in a text points at a person: birth numbers, phones, addresses, dates, names. Found so that it is never kept.

It would rather take too much than too little: what is taken is gone from a review list only, never from an answer.
Names are found where something says that they are names; others stay, so a scrubbed text is still a private one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dorinn.language.birth_number import birth_number, dated
from dorinn.language.fold import fold
from dorinn.language.levelled import levelled

# These read a levelled text, in which every blank is a space and every dash a hyphen.
_APART = r"(?: {0,2}[.\-/]? {0,2})"
_WIDE = r"(?: {0,3}[.,:;/\\_|*+·()<>-]{0,2} {0,3})"
_BETWEEN = r"[ .\-]{1,2}"
_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?: ?@ ?| ?[(\[] ?(?:at|alfakrøll|krøllalfa|snabela) ?[)\]] ?)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,}",
    re.IGNORECASE,
)
_ELEVEN = re.compile(rf"(?<![\d+])\d(?:{_WIDE}\d){{10}}(?!\d)")
_NARROW = re.compile(rf"\d(?:{_APART}\d){{10}}")
_PARTED = re.compile(r"(?<!\d)(\d{6})(?!\d)(\D{1,24})(?<!\d)(\d{5})(?!\d)")  # «født 150507, personnummer 10006»
_PERSON = re.compile(r"pers|f[oø]dsel|fnr|p\.?nr", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\(?(?:\+|00) ?\d{1,3}\)?) ?\d(?:[ \-]?\d){5,13}"
    rf"|[2-9]\d{{7}}|[2-9]\d(?P<a>{_BETWEEN})\d\d(?P=a)\d\d(?P=a)\d\d"
    rf"|[2-9]\d\d(?P<b>{_BETWEEN})\d\d(?P=b)\d\d\d|[2-9]\d\d\d \d{{4}}|[2-9](?: \d){{7}})(?!\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d\s(?:19|20)\d\d")
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<![\d.])(?:{_DAY} ?[./-] ?{_MONTH} ?[./-] ?(?:\d{{4}}|\d\d)|\d{{4}}-{_MONTH}-{_DAY}"
    rf"|{_DAY}\.? (?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-zæøå]*\.? \d{{4}})(?![./-]?\d)",
    re.IGNORECASE,
)
_WAY = (
    "(?:vei|veien|veg|vegen|gate|gaten|gata|gt|allé|alle|alleen|plass|plassen|sving|svingen|bakke|bakken|sti|stien|tun"
    "|tunet|løkka|haug|haugen|lia|grend|grenda|krok|kroken|ring|ringen|terrasse|torg|torget|brygge|brygga|kaia|smau"
    "|smauet|tråkk|tråkket|flata|åsen|hagen|jordet|toppen|vollen|bråten|moen|teigen|feltet)"
)
_CAPITAL = r"(?-i:[A-ZÆØÅ])[\w.'-]{1,20}\s"
_STREET = re.compile(
    rf"(?<![\w'-])(?:(?:{_CAPITAL}){{0,2}}[\w'-]{{3,40}}?{_WAY}|(?:{_CAPITAL}){{1,2}}{_WAY})"
    r"\.?\s{1,2}\d{1,3}(?:\s?[a-h]\b)?(?!\d|\.?\s?(?:trinn|trinnet|klasse|klassen|veka|uka)|\s?(?:%|prosent|ganger|gonger|år|mnd|måned|veke|uke|dag|time|min|km|m\b|kl))"
    r"(?:\s?,?\s?\d{4}\s[A-ZÆØÅ][\wæøå-]+)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONG = re.compile(r"\d{7,}")
_NAME = r"[A-ZÆØÅÁÉÖÄÜ][a-zæøåáéèöäüčšž]+(?:['’-][A-ZÆØÅ]?[a-zæøå]+)?"
_NAMED = re.compile(
    r"\b(?:(?i:heter|heiter|heite|hete|ved navn|ved namn|(?:navnet|namnet)(?:\s\w+){0,3}\ser|kalles|kallast|hilsen"
    r"|helsing|mvh|jeg er|eg er|(?:mamma|mammaen|pappa|pappaen|mor|mora|far|faren|foreldrene|foreldra|bestemor"
    r"|bestefar|søster|bror)\stil|(?:sønnen|sonen|datteren|dattera|dotter|gutten|guten|jenta|barnet|broren|søsteren"
    r"|søstera|kona|mannen|naboen|vennen|venninnen|eleven|stefaren|stemoren|eksen|læreren|læraren)"
    r"(?:\s(?:min|mi|vår|mitt|vårt|hans|hennes|hennar|deira))?"
    rf"|fru|frøken|herr|onkel|tante),?)\s(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})"
)
_SELF = re.compile(
    r"\b(?:jeg|eg|han|hun|ho|hen|sønnen|sonen|datteren|dattera|gutten|guten|jenta|barnet|eleven)(?:\s(?:min|mi|vår|mitt|vårt))?"
    r"\s(?:heter|heiter)\s(?P<name>[^\W\d_]{2,})",
    re.IGNORECASE,
)
_ROW = re.compile(rf"{_NAME}(?:\s{_NAME})+")
# Words that begin a sentence, so that the name after one is still found and the word itself is not taken for a name.
_OPENING = frozenset(
    """hei heisann hallo god kjære kan kven hvem kva hva når kor hvor korleis hvordan kvifor hvorfor skal vil må har er
    blir det den de vi du dere dykk jeg eg han hun ho i på og men om da då nå no så min mi mitt vår takk ifølge etter
    hos frå fra til ved med ring spør""".split()
)


@dataclass(frozen=True, slots=True)
class Private:
    """A stretch of text, half-open, and what it looks like: a code such as `telefon`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A text with each private stretch replaced by its kind in brackets, and the kinds that were found."""

    text: str
    kinds: tuple[str, ...]


def private(text: str, known: Collection[str] = ()) -> list[Private]:
    """Everything private, in order, without overlaps. `known` are folded words of public names, such as a service's."""
    found: list[Private] = []
    taken = bytearray(len(text))
    for item in _candidates(text, frozenset(known)):
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def scrub(text: str, known: Collection[str] = ()) -> Scrubbed:
    """The text as it may be kept."""
    items = private(text, known)
    first, *rest = _between(text, items)
    kept = first + "".join(f"[{item.kind}]{after}" for item, after in zip(items, rest, strict=True))
    return Scrubbed(kept, tuple(dict.fromkeys(item.kind for item in items)))


def without(text: str, known: Collection[str] = ()) -> str:
    """The text without what is private, which says nothing of what the matter is."""
    items = private(text, known)
    return " ".join(" ".join(_between(text, items)).split()) if items else text


def _between(text: str, items: Sequence[Private]) -> list[str]:
    """What stands before, between and after private stretches."""
    starts, ends = [*(item.start for item in items), len(text)], [0, *(item.end for item in items)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _candidates(text: str, known: frozenset[str]) -> Iterator[Private]:
    """Best first: an earlier kind takes the place of a later one."""
    plain = levelled(text)
    yield from (Private(*match.span(), "e-post") for match in _MAIL.finditer(plain))
    if _DIGIT.search(plain):  # most questions have none
        yield from _elevens(plain)
        yield from (Private(*match.span(), "dato") for match in _DATE.finditer(plain))
        yield from (Private(*m.span(), "telefon") for m in _PHONE.finditer(plain) if not _YEARS.fullmatch(m[0]))
        yield from (Private(*match.span(), "adresse") for match in _STREET.finditer(plain))
        yield from (Private(*match.span(), "nummer") for match in _LONG.finditer(plain))
    for pattern in (_NAMED, _SELF):
        for match in pattern.finditer(text):
            if not any(word in known for word in fold(match["name"]).split()):
                yield Private(*match.span("name"), "navn")
    yield from _names(text, known)


def _elevens(text: str) -> Iterator[Private]:
    """Birth numbers, however they are spaced. With signs or words between that few put there, the check digits must
    hold, or what stands between must say what it is."""
    for match in _ELEVEN.finditer(text):
        digits = "".join(c for c in match[0] if c.isdigit())
        plain = _NARROW.fullmatch(match[0]) or re.fullmatch(r"\d{6}\D+\d{5}", match[0])
        kind = birth_number(digits) or (dated(digits) if plain else None)
        if kind is not None:
            yield Private(*match.span(), kind)
        elif match[0].isdigit():
            yield Private(*match.span(), "nummer")
    for match in _PARTED.finditer(text):
        digits = match[1] + match[3]
        kind = birth_number(digits) or (dated(digits) if _PERSON.search(match[2]) else None)
        if kind is not None:
            yield Private(*match.span(), kind)


def _names(text: str, known: frozenset[str]) -> Iterator[Private]:
    for match in _ROW.finditer(text):
        row = list(re.finditer(_NAME, match[0]))
        if fold(row[0][0]) in _OPENING:
            row = row[1:]
        if len(row) > 1 and not any(fold(word[0]) in known for word in row):
            yield Private(match.start() + row[0].start(), match.start() + row[-1].end(), "navn")

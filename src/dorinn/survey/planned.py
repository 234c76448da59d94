"""What a plan says is not there yet: the sections, rows and sentences that only tell of what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dorinn.domain.edition import Quote
from dorinn.language.sentences import sentences
from dorinn.survey import rows

_NOT = r"(?:ikke|ikkje)"
_THERE = r"(?:finnes|finst|finnast|eksisterer|er|har)"
_BEGUN = (
    r"(?:i drift|i gang|starta|startet|åpnet|åpna|opna|etablert|oppretta|opprettet|på plass|tatt i bruk|teke i bruk)"
)
# A heading, or a row that stands over others: «Planlagt, ikke i drift».
_OVER = re.compile(
    r"(?<!faste )(?<!faste, )\bplanlag(?:t|te|de)\b(?! (?:møte|samtal|bruk))|\bunder planlegging\b|"
    rf"\b{_NOT} (?:\w+ )?{_BEGUN}\b|\b(?:kommende|komande) (?:tilbud|tilbod)",
    re.IGNORECASE,
)
_MARK = re.compile(rf"^\W*(?:planlag(?:t|te|de)\b|(?:ennå )?{_NOT} {_BEGUN}).{{0,50}}$", re.IGNORECASE)
_YET = re.compile(
    rf"\b{_THERE} (?:\w+ )?{_NOT} (?:her |hos oss )?(?:ennå|enno|enda)\b|"
    rf"\b(?:er|har) (?:ennå |enno )?{_NOT} (?:\w+ )?{_BEGUN}\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"^\W*(?:diss?e|desse|følgende|følgjande|ingen av|alle)\b.{0,40}\b(?:tilbud|tilbod|tjenest|tenest|ordning|lag|"
    r"team|tiltak)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\(planlag|\b(?:er|var) (?:bare |berre )?planlagt(?=[.,]| (?:åpnet|opna|oppstart|fr[aå]|i 20))|"
    r"\bplanlagt fr[aå]\b|\bskal (?:\w+ )?"
    r"(?:åpne|opne|åpnes|opnast|opprettes|opprettast|etableres|etablerast|komme på plass|stå klar\w*)\b|"
    r"\b(?:åpner|opnar|starter|startar) (?:opp )?(?:høsten|hausten|våren|sommeren|sommaren|i \w+) 20\d\d",
    re.IGNORECASE,
)
_BACK = re.compile(r"^\W*(?:det|den|dette|denne|\w+(?:tilbudet|tilbodet)|tilbudet|tilbodet|ordning(?:a|en)|"
                   r"tjenesten|tenesta|teamet|laget|gruppa|gruppen)\b", re.IGNORECASE)  # fmt: skip
_START = re.compile(r"^(?:planlagt )?(?:oppstart|start|startar?|starter|åpner|opnar|åpning|opning)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_PERIOD = re.compile(r"\b(20\d\d)\s?[-–/]\s?(?:20)?\d\d\b")


def parts(quotes: Sequence[Quote], title: str = "") -> Iterator[tuple[str, str]]:
    """Of each passage what tells of things to come, and the rest of it, without headings; neither of a row that only
    stands over others."""
    period = _PERIOD.search(title) or next((m for q in quotes for m in _PERIOD.finditer(" ".join(q.path))), None)
    since = int(period[1]) if period else 0
    above: tuple[str, ...] | None = None  # the section in which all that follows is to come
    before: list[tuple[str, str]] = []
    table: list[str] | None = None  # its column headings, where only the rest of a table is
    for quote in quotes:
        row = rows.cells(quote.text) if " | " in quote.text else []
        group = _group(row, before)
        before = row
        if above != quote.path or (group and not _MARK.match(group)) or (table and [head for head, _ in row] != table):
            above, table = None, None
        if group and _MARK.match(group):
            table = [head for head, _ in row]
        if _MARK.match(group or quote.text) or (not row and _says_of_all(quote.text)):
            above = quote.path
        over = above is not None or any(_OVER.search(heading) for heading in quote.path)
        if group and _MARK.match(group):
            yield "", ""
        elif row:
            yield _row(row, over, since)
        else:
            yield (quote.text, "") if over else _prose(quote.text)


def _says_of_all(text: str) -> bool:
    """«Disse tilbudene finnes ikke ennå»."""
    return any(_ALL.match(said) and _YET.search(said) for said in sentences(text))


def _group(row: Sequence[tuple[str, str]], before: Sequence[tuple[str, str]]) -> str | None:
    """What a row says of the rows under it, and nothing else: its other cells are those of the row before."""
    if len(row) != len(before) or len(row) < 3 or row[:-1] != before[:-1]:
        return None
    return row[-1][1]


def _row(cells: Sequence[tuple[str, str]], over: bool, since: int) -> tuple[str, str]:
    """What a row is about is to come; who answers for it is there."""
    starts = (cell for head, cell in cells if _START.match(head))
    later = any(not (years := _YEAR.findall(cell)) or int(years[-1]) >= since for cell in starts if len(cell) > 3)
    told = any(_TO_COME.search(cell) or _MARK.match(cell) or _YET.search(cell) for _, cell in cells)
    rest = ". ".join(cell for _, cell in cells[1:])
    return (cells[0][1], rest) if over or later or told else ("", ". ".join(cell for _, cell in cells))


def _prose(text: str) -> tuple[str, str]:
    """Sentence by sentence; «Ordningen er ikke startet ennå» is said of what stands before it."""
    said = sentences(text)
    to_come = [bool(_TO_COME.search(one) or _YET.search(one)) for one in said]
    for place, one in enumerate(said[1:], 1):
        if to_come[place] and _BACK.match(one):
            to_come[place - 1] = True
    together = list(zip(said, to_come, strict=True))
    return " ".join(one for one, is_ in together if is_), " ".join(one for one, is_ in together if not is_)

"""How much a place in a plan says that a kind of help is there: its own section most, a mention in passing least."""

from __future__ import annotations

import re

from dorinn.survey import rows
from dorinn.survey.firm import plain
from dorinn.survey.gathering import without_members
from dorinn.survey.home import serves
from dorinn.survey.names import names

OWN, SUBJECT, LISTED, PASSING = 4.0, 2.6, 1.8, 1.0
"""A section of its own; a sentence that is about it; a list of what there is, or who answers; all else."""
# Sections about the law or how the plan was made: a name there says least of what there is.
ASIDE = re.compile(
    r"innle(?:dn|i)ing|bakgrunn|f[oø]ring|lov(?:er|ar|grunnlag|verk)?\b|kilder|kjelder|referanser|begrep|omgrep|"
    r"barnekonvensjon|bærekraft|nasjonal|prop\. |meld\. st|regjering|vedlegg",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"utfordring|tilstand|\btall\b|\btal\b|statistikk|levekår|demografi|oversiktsdok|vokse opp|situasjon|forankring",
    re.IGNORECASE,
)
# What stands before a name in a list of what there is, in folded words.
_HAS = re.compile(
    r"\b(?:tilbyr|tilbyd|finnes|finst|finnast|omfatter|omfattar|sitter|sit|innebarer|innebar|vertskommune\w*|svarer|svarar|"
    r"eksemp\w+|dome pa|mellom anna|blant annet|rett til|organiserer|fa pa plass|folger (?:\w+ )?opp|kommer|kjem|"
    r"l[ao]gterskel\w*|lavterskel\w*|(?P<has>har))\b"
)
_OTHERS = re.compile(r"\b(?:barn|unge|ungdom|elev\w*|foreldr\w*|famili\w*|person\w*)\b")  # who have it trygt på skolen
_SITS = re.compile(r"representant|deltak|deltag|medlem|\bsamarbeid\w* med\b")
_NEAR = 80  # letters between «har» and what there is
_REPORTS = re.compile(
    r"^\W*(?:\S+ ){1,4}?(?:opplever|rapporterer|oppgir|oppgjev|melder|deltar|deltek|har siden|får lite|ønsker|ynskjer|"
    r"skal)\b",
    re.IGNORECASE,
)
_FIELDS = frozenset({"psykisk helse", "tildeling"})  # names of services, and what people speak of as well


def said_of(words: str, place: int, text: str) -> float:
    """The weight of a sentence or table row with a name, folded, at a word position; 0 where that is no name there."""
    if words in _FIELDS and place > 1 and not re.search(rf"\w {words.capitalize()}\b", text):
        return 0.0
    if " | " in text:
        return _in_row(words, text)
    if place <= 1:
        return SUBJECT + 0.6 * serves(text) - 0.6 * bool(_REPORTS.search(text))
    return LISTED if _is_listed(words, text) else PASSING


def seen_in(section: str, weight: float) -> float:
    """A weight in its section: less where that tells of the law or of numbers."""
    return weight - 2 * bool(ASIDE.search(section)) - bool(_NUMBERS.search(section))


def matter(text: str) -> str:
    """What a table row is about, without who takes part and by when: its first cell in words. A sentence as it is."""
    if " | " not in text:
        return text
    cells = (cell.partition(": ")[2] or cell for cell in text.split(" | "))
    return next((cell for cell in cells if len(re.findall(r"[^\W\d_]", cell)) > 2), "")


def _is_listed(words: str, text: str) -> bool:
    before = plain(text).partition(words)[0]
    found = list(_HAS.finditer(before))
    if any(plain(part).startswith(words) for part in text.split("•")[1:]) and not _SITS.search(before):
        return True
    team = any(name.form not in ("role", "programme") for name in names(text))
    if not found or _SITS.search(before) or (team and words not in plain(without_members(text))):
        return False
    last = found[-1]
    near = len(before) - last.end() <= _NEAR and not _OTHERS.search(before[: last.start()])
    return near or any(not one["has"] for one in found)


def _in_row(words: str, text: str) -> float:
    """A measure or a row is about what its name begins with; «Tverrfaglig team barnehage» is about a team."""
    first = [name for name, _ in rows.measures(text)] if rows.is_measure(text) else [matter(text)]
    about = [plain(name) for name in first if not any(one.form in ("team", "meeting", "forum") for one in names(name))]
    if any(re.match(rf"(?:\w+ )?{re.escape(words)}\b", name) for name in about):
        return LISTED + 0.2
    return LISTED if words in plain(rows.answers(text)) else PASSING

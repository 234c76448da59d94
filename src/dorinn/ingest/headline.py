"""What is a heading in plain text: from how the lines stand, and from words that no heading has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dorinn.ingest import contents
from dorinn.ingest.captions import COLUMN
from dorinn.ingest.chapters import numbered_run
from dorinn.ingest.points import BULLET

NUMBERED = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s")
_QUOTED = re.compile(r"^[«“\"][^»”\"]*[»”\"]$")
# A title in quotation marks that something is called by, and a few words of what it is.
_TITLED = re.compile(r"^[«“\"][A-ZÆØÅ][^»”\"]{9,}[»”\"](?: [^\s.,;:]+){1,5}$")
_FIGURES = re.compile(r"\d{5}|\d{2,3} \d{2,5}|@\w|https?:")  # a number to call, an address: no heading
_STEP = re.compile(r"^(?:niv[åa]|trinn|steg|fase|del|kapittel) \d{1,2}\b[.:]?(.*)$", re.IGNORECASE)
_CAPTION = re.compile(r"(?:tabell|vedlegg) ?\d", re.IGNORECASE)
_PICTURE = re.compile(r"(?:figur|bilde|bilete|illustrasjon|foto) ?\d|foto:", re.IGNORECASE)  # what stands under one
_ROW = re.compile(r"(?:\s\d{1,3}(?:[.,]\d+)?\s?%?){2,}$")  # «Barn med plass 40 90»: of a table of figures
_ADOPTED = re.compile(r"vedt(?:att|eke[nt]?) (?:av|i)\b.*\d{4}", re.IGNORECASE)  # under a title
_CELL = 8  # lines of a cell, and from a table's head to its cells
# A line that leads in to what follows, rather than standing over it, has a verb or breaks off.
_LEADS = re.compile(
    r"\b(?:er|har|skal|kan|vil|må|ma|ble|blir|vart|var|tilbyr|tilbys|viser|gjelder|gjeld|sier|seier|handler|legger|består|utgjør"
    r"|inneholder|omfatter|omtaler|følger|bidrar|jobber|betyr|skriver|skriv|forklares|tr[åa]dte|tredde|følgende|fylgjande)\b"
    r"|\b(?:at|å|og|som|for|til|av|med|i|på|pa|om|slik):?$",
    re.IGNORECASE,
)


def _is_copied(lines: Sequence[str]) -> bool:
    """Whether a text has hardly a blank line, as what was copied out of a PDF."""
    filled = sum(bool(line.strip()) for line in lines)
    return (len(lines) - filled) * 10 < filled


class Headlines:
    """Says which lines of a text are headings. Numbered ones must follow each other, so each that is taken is told."""

    def __init__(self, lines: Sequence[str], titles: dict[str, int], width: int) -> None:
        """`titles` are those that the contents list names; `width` is how far running text goes to the right, in
        characters (0 where there is none)."""
        self._lines = lines
        self._titles = titles
        self._width = width
        self.wrapped = 0 < width <= 120
        copied = self.wrapped and _is_copied(lines)
        numbered = sum(len(contents.number_of(line)) == 2 for line in lines)
        # There a line alone may be a cell: headings are those that are listed or numbered, if any are, and the title.
        self.tight = copied and (bool(titles) or numbered >= contents.LEAST)
        self._chapters = numbered_run(lines, width) if copied else set()
        self._last: tuple[int, ...] = ()
        self._taken: set[str] = set()

    def take(self, line: str) -> None:
        """Tells that a line became a heading."""
        self._last = contents.number_of(line) or self._last
        self._taken.add(contents.bare(line))

    def is_heading(self, line: str, place: int, closed: bool, in_item: bool) -> bool:
        """Whether a line is one. `closed` when what stands above is finished or a blank line is between, `in_item` when
        a list item stands right above."""
        words = line.split()
        if self.is_named(line) or re.fullmatch(r"vedlegg \d+\.?", line, re.IGNORECASE):
            return True
        if (
            _FIGURES.search(line)
            or _PICTURE.match(line)
            or _ADOPTED.match(line)
            or _ROW.search(line)
            or len(line) > 110
            or len(words) > 14
            or line[-1] in ".,;"
            or not re.search(r"[^\W\d_]{3}", line)
        ):
            return False
        after = next((text.strip() for text in self._lines[place + 1 :] if text.strip()), "")
        listed = bool(BULLET.match(after) or NUMBERED.match(after))
        if not after or (after[0].islower() and not listed):
            return False
        number = contents.number_of(line)
        if number:
            stands = place in self._chapters or (closed and place > max(self._chapters, default=-1))
            return contents.follows(self._last, number) and line[-1] != ":" and stands
        if not (line[0].isupper() or line[0] in "«“\"'|") or line[-2:] in (".»", '."', ".”") or _QUOTED.match(line):
            return False
        if (len(words) > 5 and line[-1] not in ":?" and _LEADS.search(line)) or len(re.findall(r"\d+", line)) > 3:
            return False
        most = (0 if listed else 5) if _LEADS.search(line) else (8 if listed else 14)
        if line[-1] == ":" and len(words) > most:
            return False
        if listed and line[-1] != ":" and re.search(r"\b(?:at|å|og|som|for|til|av|med|i|på|om)$", line):
            return False
        blank_after = place + 1 >= len(self._lines) or not self._lines[place + 1].strip()
        named = _CAPTION.match(line)
        if not closed or (self.tight and self._taken and not named):
            return False
        if self._is_head(line, place) or (not named and self._stands_over_cell(place)):
            return False
        if _TITLED.match(line) and after[0].isupper():
            return True
        if self.wrapped and not blank_after:
            return not self._is_long(line) and not in_item
        return True

    def is_named(self, line: str) -> bool:
        """Whether a line is a title of the contents list; one that has come already may come again in a cell."""
        return bool(contents.listed(line, self._titles)) and contents.bare(line) not in self._taken

    def ends_table(self, line: str) -> bool:
        """Whether a line among cells is a heading, by its number or the contents list."""
        numbered = len(contents.number_of(line)) > 1 and re.search(r"[^\W\d_]{3}", line)
        return bool(numbered) or self.is_named(line)

    def _is_head(self, line: str, place: int) -> bool:
        """Whether a line holds the headings of two columns or more («Tiltak Ansvarlig Frist»), or some that such a line
        just above has as well."""
        names = set(COLUMN.findall(line.lower()))
        if not names or re.search(r"\w", COLUMN.sub("", line.lower())):
            return False
        near = self._lines[max(0, place - _CELL) : place]
        return len(names) > 1 or any(
            self._is_head(text, 0) for text in near if names <= set(COLUMN.findall(text.lower()))
        )

    def is_broken(self, line: str, place: int) -> bool:
        """Whether this line and the next are one heading: two lines on their own that end without a full stop."""
        if not self.wrapped or place + 2 >= len(self._lines) or not contents.bare(line):
            return False
        second, third = (self._lines[place + step].strip() for step in (1, 2))
        number = contents.number_of(line)
        return (
            (line[0].isupper() or line[0] in '«“"|' or bool(number and contents.follows(self._last, number)))
            and bool(second)
            and (second[0].islower() or line[-1] in "—–-")
            and not BULLET.match(second)
            and second[-1] not in ".,;:"
            and line[-1] not in ".:"
            and len(second) < 0.6 * self._width
            and len(re.findall(r"\d+", line + second)) < 6
            and (not third or third[0].isupper())
            and not self._stands_over_cell(place + 1)
            and not next((text.strip() for text in self._lines[place + 2 :] if text.strip()), "A")[0].islower()
        )

    def _stands_over_cell(self, place: int) -> bool:
        """Whether the paragraph under a line is set far narrower than the text: the cell of a torn table."""
        under: list[str] = []
        for text in self._lines[place + 1 : place + 1 + _CELL]:
            if text.strip():
                under.append(text.strip())
            elif under:
                break
        wraps = any(line[0].islower() for line in under[1:])
        listed = any(BULLET.match(line) or NUMBERED.match(line) for line in under)
        return self.wrapped and wraps and not listed and max(map(len, under)) < 0.5 * self._width

    def is_second(self, line: str, place: int) -> bool:
        """Whether a line right under a heading is one too, alone above a blank line, though a full stop ends it."""
        after = [text.strip() for text in [*self._lines[place + 1 : place + 3], "", ""][:2]]
        named = line[0].isupper() and re.fullmatch(r"[^.!?]+(?:\bnr\. ?\d[^.!?]*)?\.", line) is not None
        return named and not after[0] and after[1][:1].isupper() and len(line.split()) <= 8 and not _LEADS.search(line)

    def is_over_list(self, line: str, place: int) -> bool:
        """Whether a line is the name of the list under it, in a file whose other headings are marked."""
        blank, after = (text.strip() for text in [*self._lines[place + 1 : place + 3], "", ""][:2])
        named = line[0].isupper() and len(line.split()) <= 6 and line[-1] not in ".,;:!?"
        return named and not blank and bool(BULLET.match(after)) and not _LEADS.search(line)

    def step(self, line: str, place: int) -> int:
        """How many lines the heading of a step takes («Nivå 2. For noen.»); its name may stand on a line of its own."""
        found = _STEP.match(line)
        if not found or self._is_long(line) or _LEADS.search(found[1]):
            return 0
        if found[1].strip():
            return 1
        for name in range(place + 1, min(place + 3, len(self._lines) - 1)):
            words, after = (self._lines[at].strip() for at in (name, name + 1))
            if words:
                named = words[0].isupper() and not self._is_long(words) and not after[:1].islower()
                return name - place + 1 if named and not _LEADS.search(words) else 1
        return 1

    def _is_long(self, line: str) -> bool:
        """Whether a line goes as far to the right as running text does."""
        return len(line) > (0.9 * self._width if self.wrapped else 110)

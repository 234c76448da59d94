"""Footnotes of texts and PDF files: marks leave the sentence, and each note follows what marks it, as in Word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dorinn.ingest.blocks import Block
from dorinn.ingest.points import without

_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# «barnevernsloven.1», «ensomhet,2», «2022.3», «14 %.³»; and, less surely, «ensomhet2».
_MARK = re.compile(
    r"(?<!\bnr\.)(?<!\bkl\.)(?<!\bs\.)(?<!\bkap\.)(?<!\bpkt\.)(?<!\bart\.)(?<!\btlf\.)"
    r"(?:(?<=[^\W\d_][.,;:!?»”)])|(?<=\d{4}[.,;:])|(?<=[%)»”][.,;:!?]))(?:\d{1,2}(?![\d.,/:-]*\d)|[⁰¹²³⁴-⁹]{1,2})"
    r"|(?<=[^\W\d_]{2})[⁰¹²³⁴-⁹]{1,2}"
)
_CLOSE = re.compile(r"(?<=[a-zæøåé]{3})\d{1,2}(?=[\s.,;:!?)]|$)")
_NOTE = re.compile(r"^\s*(\d{1,2}|[⁰¹²³⁴-⁹]{1,2})[.)]?\s*(?=[^\W\d_a-zæøå]|[«“\"§(]|https?:|[a-zæøå]{2})")
BARRIER = "\0"  # in place of a line: a table or the like
_WRAPPED = 4  # lines of one note, at most
_BEFORE = 40  # characters that tell where a mark stood
_LINE = 400  # the same, before spaces are made one


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the number of its note, what stands before it on its line, and the page."""

    number: str
    before: str
    page: int


@dataclass(slots=True)
class Note:
    """A note: its number, its words, the places of its lines, and its page (0 when it stands at the end of all)."""

    number: str
    text: str
    lines: list[int]
    page: int = 0

    @property
    def key(self) -> tuple[str, int]:
        return self.number, self.page


def found_in(lines: Sequence[tuple[str, int]]) -> tuple[list[str], list[Mark], list[Note]]:
    """Lines of a text (with their pages) without marks, the marks, and their notes.

    A figure right after a word is a mark only when there are notes for it: a row of numbered lines at the end of the
    text, or of a page. `Note.lines` are places of lines that are no more to be read.
    """
    texts = [line for line, _ in lines]
    sure = [Mark(_number(m), line, page) for line, page in lines for m in _MARK.finditer(line)]
    close = [Mark(m[0], line, page) for line, page in lines for m in _CLOSE.finditer(line)]
    known = {mark.number for mark in sure}
    notes = notes_of(lines, [*sure, *(mark for mark in close if mark.number not in known)])
    if len(notes) == 1 and notes[0].number not in known:
        notes = []
    wanted, taken = {note.key for note in notes}, {place for note in notes for place in note.lines}
    marks: list[Mark] = []
    for place, (line, page) in enumerate(lines):
        matches = [] if place in taken or not wanted else [*_MARK.finditer(line), *_CLOSE.finditer(line)]
        parts, before, end = [], "", 0
        for match in sorted(matches, key=re.Match.start):
            number = _number(match)
            if {(number, 0), (number, page)} & wanted and (match.re is _MARK or number not in known):
                parts.append(line[end : match.start()])
                before, end = (before + parts[-1])[-_LINE:], match.end()
                marks.append(Mark(number, before, page))
        texts[place] = "".join([*parts, line[end:]])
    return texts, marks, notes


def notes_of(lines: Sequence[tuple[str, int]], marks: Sequence[Mark]) -> list[Note]:
    """The notes that marks belong to: at the end of all, else at the foot of the pages that have the marks.

    A note's lines stand on one page, and no `BARRIER` is among them.
    """
    last = _row(lines, len(lines), {mark.number for mark in marks})
    on_page: dict[int, set[str]] = defaultdict(set)
    for mark in marks:
        on_page[mark.page].add(mark.number)
    feet: list[Note] = []
    for end in range(1, len(lines) + 1):
        page = lines[end - 1][1]
        if end == len(lines) or lines[end][1] != page:
            feet += [replace(note, page=page) for note in _row(lines, end, on_page[page])]
    return feet if len(feet) > len(last) or not last or last[0].number != "1" else last


def _row(lines: Sequence[tuple[str, int]], end: int, numbers: Collection[str]) -> list[Note]:
    """Notes in lines that end at a place: each begins with the next number, and every number has a mark."""
    starts: list[tuple[int, int]] = []
    place, loose = end - 1, 0
    while numbers and place >= 0 and loose < _WRAPPED and lines[place][0] != BARRIER:
        line = lines[place][0]
        if loose and lines[place][1] != lines[place + 1][1]:
            break
        found = _NOTE.match(line)
        number = int(_number(found, 1)) if found else 0
        if number and str(number) in numbers and (not starts or number == starts[-1][1] - 1):
            starts.append((place, number))
            loose = 0
        elif line.strip():
            loose += 1
        elif loose:
            break  # a paragraph of its own
        place -= 1
    notes: list[Note] = []
    starts.reverse()
    for at, (start, number) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else end
        said = [lines[start][0][_NOTE.match(lines[start][0]).end() :]]  # type: ignore[union-attr]
        said += [line for line, _ in lines[start + 1 : stop]]
        notes.append(Note(str(number), " ".join(" ".join(said).split()), list(range(start, stop))))
    return notes


def put_in_place(blocks: list[Block], marks: Sequence[Mark], notes: Sequence[Note]) -> list[Block]:
    """The blocks with each note after the block, or table, that marks it; what no mark is found for comes last."""
    waiting = {note.key: note for note in notes}
    after: dict[int, list[Block]] = {}
    for mark in sorted(marks, key=lambda mark: mark.page):
        note = waiting.pop((mark.number, mark.page), None) or waiting.pop((mark.number, 0), None)
        if note is not None:
            at = _place(blocks, mark)
            page = blocks[at].page if at < len(blocks) else None
            after.setdefault(at, []).append(Block("note", note.text, page=page))
    rest = [Block("note", note.text, page=blocks[-1].page if blocks else None) for note in waiting.values()]
    return [*_woven(blocks, after), *after.get(len(blocks), []), *rest]


def _woven(blocks: Sequence[Block], after: dict[int, list[Block]]) -> Iterator[Block]:
    held: list[Block] = []
    for place, block in enumerate(blocks):
        if held and block.kind != "row":
            yield from held
            held = []
        yield block
        held += after.get(place, [])
    yield from held


def _place(blocks: Sequence[Block], mark: Mark) -> int:
    """The block that holds the words before a mark, on its page where blocks have pages."""
    words = without(" ".join(mark.before.rpartition("\t")[2].split()).lstrip("•·▪-– "))[-_BEFORE:]
    there = [at for at, block in enumerate(blocks) if words and words in block.text]
    near = [at for at in there if (blocks[at].page or 0) <= mark.page]
    return max(near, key=lambda at: blocks[at].page or 0, default=len(blocks))


def _number(match: re.Match[str], group: int = 0) -> str:
    return match[group].translate(_HIGH)

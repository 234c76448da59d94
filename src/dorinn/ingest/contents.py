"""Contents lists: found so that they can be dropped, and read for the headings they name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

_ENTRY = re.compile(r"^\s*(?P<title>\S.*?)(?:\s*[.…_·]{2,}\s*|\t\s*|\s{3,})(?P<page>\d{1,3})\s*$")
_LEADER = re.compile(r"^\s*[.…_·\s]{3,}\d{1,3}\s*$")  # what is left of an entry on a line of its own
_PAGE = re.compile(r"\s+\d{1,3}\s*$")
_CALLED = re.compile(r"^\W*(?:innhold|innhald|innholdsfortegnelse|innhaldsliste|contents)\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})\s*\.?\s*(?=\D)")
LEAST = 3  # lines that make a list


def is_called_contents(line: str) -> bool:
    """Whether a line is the heading of a contents list."""
    return bool(_CALLED.match(line))


def number_of(title: str) -> tuple[int, ...]:
    """The number in front of a heading, «4. 2 Tiltak» as (4, 2); empty when it has none."""
    match = _NUMBER.match(title.strip())
    return tuple(int(part) for part in re.findall(r"\d+", match["number"])) if match else ()


def follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a heading's number can come next: 1 or 1.1 after nothing, 2 or 1.1 after 1, 2 or 1.3 after 1.2."""
    if not last:
        return number[0] == 1 and set(number[1:]) <= {1}
    following = {(*last, 1)} | {(*last[:i], last[i] + 1) for i in range(len(last))}
    return number in following or any(number == (*f, 1) for f in following)


def bare(title: str) -> str:
    """A heading without number, case and punctuation, to be compared."""
    title = _NUMBER.sub("", title.strip())
    return " ".join(re.findall(r"[^\W_]+", title.lower()))


def listed(title: str, titles: Mapping[str, int]) -> int:
    """The level of a heading that the contents list names, or nearly so (lists get out of date); else 0."""
    name = bare(title)
    if name in titles:
        return titles[name]
    close = difflib.get_close_matches(name, titles, 1, 0.94) if len(name) > 12 else []
    return titles[close[0]] if close else 0


def find(lines: Sequence[str]) -> tuple[set[int], dict[str, int]]:
    """The lines that are contents lists, and the titles they name (bare) with their levels.

    A run of entries counts when a heading such as «Innhold» stands over it, or when its page numbers never fall and
    half of its titles come again further down. Blank lines inside do not break it. Under «Innhold» titles need no page
    numbers when they come again.
    """
    taken: set[int] = set()
    titles: dict[str, int] = {}
    lines, ends = _whole(lines)
    later = [bare(line) for line in lines]
    last = {name: place for place, name in enumerate(later)}
    place = 0
    while place < len(lines):
        if is_called_contents(lines[place]) and (bare_run := _titles(lines, place + 1, last)):
            taken |= {place, *bare_run}
            for i in bare_run:
                title = _PAGE.sub("", lines[i])
                titles.setdefault(bare(title), len(number_of(title)) or 1)
            place = bare_run[-1] + 1
            continue
        run, called = _run(lines, place)
        if len(run) >= LEAST:
            found = [(m["title"], int(m["page"])) for i in run if (m := _ENTRY.match(lines[i]))]
            names = [bare(title) for title, _ in found]
            pages = [page for _, page in found]
            again = sum(any(later[i] == name for i in range(run[-1] + 1, len(lines))) for name in names)
            if called or (pages == sorted(pages) and again * 2 >= len(found)):
                taken |= {*range(run[0], run[-1] + 1)}
                if called:
                    taken.add(called - 1)
                for (title, _), name in zip(found, names, strict=True):
                    titles.setdefault(name, len(number_of(title)) or 1)
        place = run[-1] + 1 if run else place + 1
    return taken | {end for start, end in ends.items() if start in taken}, titles


def _whole(lines: Sequence[str]) -> tuple[list[str], dict[int, int]]:
    """The lines, with leaders and page numbers that stand under a title put behind it; and the places of both."""
    whole, ends = list(lines), {}
    for place in range(1, len(whole)):
        if _LEADER.match(whole[place]) and re.search(r"[^\W\d_]", whole[place - 1]):
            whole[place - 1] = f"{whole[place - 1].rstrip()} {whole[place].strip()}"
            whole[place] = ""
            ends[place - 1] = place
    return whole, ends


def _titles(lines: Sequence[str], start: int, last: Mapping[str, int]) -> list[int]:
    """The places of titles without leaders, right after a contents heading: each comes again, after all of them."""
    run: list[int] = []
    names: set[str] = set()
    for place in range(start, len(lines)):
        name = bare(_PAGE.sub("", lines[place]))
        if not lines[place].strip():
            continue
        if not name or name in names or _ENTRY.match(lines[place]) or last.get(name, -1) <= place:
            break
        names.add(name)
        run.append(place)
    return run if len(run) >= LEAST and all(last[name] > run[-1] for name in names) else []


def _run(lines: Sequence[str], start: int) -> tuple[list[int], int]:
    """Places of entries from `start` on, and 1 + the place of a contents heading just above, or 0."""
    run: list[int] = []
    for place in range(start, len(lines)):
        line = lines[place].strip()
        if _ENTRY.match(lines[place]) and re.search(r"[^\W\d_]{3}", line):
            run.append(place)
        elif line and not re.fullmatch(r"[-_=*\s]+", line):
            break
    if not run:
        return run, 0
    above = run[0] - 1
    while above >= 0 and not re.search(r"\w", lines[above]):
        above -= 1
    return run, above + 1 if above >= 0 and is_called_contents(lines[above].strip("# ")) else 0

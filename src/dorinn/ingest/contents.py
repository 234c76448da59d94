"""Contents lists: found so that they can be dropped, and read for the headings they name."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

_ENTRY = re.compile(r"^\s*(?P<title>\S.*?)(?:\s*[.…_·]{2,}\s*|\t\s*|\s{3,})(?P<page>\d{1,3})\s*$")
_LEADER = re.compile(r"^\s*[.…_·\s]{3,}\d{1,3}\s*$")  # what is left of an entry on a line of its own
_PAGE = re.compile(r"\s+\d{1,3}\s*$")
_CALLED = re.compile(r"^\W*(?:innhold|innhald|innholdsfortegnelse|innhaldsliste|contents)\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})\s*\.?\s*(?=\D)")
_MARKER = re.compile(r"^\s*(?:#{1,6}|[-*+•])?\s*(?:\*\*|__)?|(?:\*\*|__)\s*$")  # of a heading or an item
LEAST = 3  # lines that make a list
_MOST = 300  # titles of such a list
_TOP = 40  # filled lines among which a list begins that nothing is said of


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
    half of its titles come again further down. Blank lines inside do not break it. Titles that come again need no page
    numbers under «Innhold» or at the top.
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
    if not titles:
        top = at_top(lines)
        taken |= set(top)
        titles = {bare(lines[i]): len(number_of(lines[i])) or 1 for i in top if not is_called_contents(lines[i])}
    return taken | {end for start, end in ends.items() if start in taken}, titles


def at_top(lines: Sequence[str]) -> list[int]:
    """The places of a contents list near the top that has nothing but titles, and of the word «Innhold» over it.

    All its lines come again in the same order, the first right away or after what introduces the plan, and with text
    between them, as no head of a table has that is repeated on every page.
    """
    said = [_MARKER.sub("", line).strip() for line in lines]
    filled = [place for place, line in enumerate(said) if line]
    places: dict[tuple[str, tuple[int, ...] | None], list[int]] = defaultdict(list)
    for place in filled:
        for number in (None, number_of(said[place])):
            places[bare(said[place]), number].append(place)
    for at, start in enumerate(filled):
        above = said[filled[at - 1]] if at else ""
        called = is_called_contents(above)
        if (at >= _TOP and not called) or above.endswith(":") or lines[start].lstrip().startswith("#"):
            continue
        run: list[int] = []
        again: list[int] = []
        for place in filled[at : at + _MOST]:
            later = _later(said[place], places, again[-1] if again else place)
            if later is None or (again and place >= again[0]) or said[place][-1] in ".,;:!?":
                break
            run.append(place)
            again.append(later)
        if len(run) >= LEAST and _stand_apart(said, again) and (called or _come_first(said, run)):
            return [filled[at - 1], *run] if called else run
    return []


def _later(title: str, places: Mapping[tuple[str, tuple[int, ...] | None], Sequence[int]], after: int) -> int | None:
    """The next place after another where a title comes again, with its number where both have one."""
    name, number = bare(title), number_of(title)
    found: list[int] = []
    for wanted in (number, ()) if number else (None,):
        there = places.get((name, wanted), ()) if name else ()
        found += there[bisect_right(there, after) :][:1]
    return min(found, default=None)


def _stand_apart(said: Sequence[str], again: Sequence[int]) -> bool:
    """Whether text stands under most titles that have no other title under them."""
    apart = sum(any(said[place] for place in range(one + 1, other)) for one, other in pairwise(again))
    deeper = sum(len(number_of(said[other])) > len(number_of(said[one])) for one, other in pairwise(again))
    return apart * 2 >= len(again) - 1 - deeper and apart > 0


def _come_first(said: Sequence[str], run: Sequence[int]) -> bool:
    """Whether the titles are numbered from 1 on, or are short and have no numbers."""
    numbers = [number_of(said[place]) for place in run]
    if not any(numbers):
        return all(len(said[place].split()) <= 12 for place in run)
    return all(numbers) and numbers[0] == (1,) and all(follows(one, other) for one, other in pairwise(numbers))


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

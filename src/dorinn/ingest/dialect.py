"""What Markdown has beyond CommonMark, as pandoc and its kin write it: turned into what every reader of it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from dorinn.ingest.cells import clean

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([\w-]+):[ \t]*(.*)")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_PAIR = r"(?:[#.][\w-]+|[\w-]+=[^\s{}]+)"
_ATTRIBUTES = re.compile(rf"[ \t]*\{{[ \t]*{_PAIR}(?:[ \t]+{_PAIR})*[ \t]*\}}(?=[ \t]*#*[ \t]*$)")
_MARKED = re.compile(r" {0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r" {0,3}[:~][ \t]+(\S.*)$")
_NO_TERM = re.compile(r"\s*(?:[-*+>|:#<]|\d{1,3}[.)]\s|$)|[ \t]{4}")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[([ xX])\](?=[ \t]+\S)")
_BORDER = re.compile(r"\+(?:[-:=]{2,}\+)+[ \t]*$")


def without_front_matter(text: str) -> tuple[str, dict[str, str]]:
    """A text without the fields that stand over it between two lines of hyphens, and these by their names."""
    found = _FRONT.match(text)
    lines = [line for line in found[1].split("\n") if line.strip() and not line.startswith("#")] if found else []
    if found is None or not lines or not all(_FIELD.match(line) or line[0] in " \t-" for line in lines):
        return text, {}
    fields = [match for line in lines if (match := _FIELD.match(line))]
    return text[found.end() :], {match[1].lower(): match[2].strip().strip("\"'") for match in fields}


def plainer(text: str) -> str:
    """A text without attributes of headings, with lists of terms as paragraphs, boxes as signs, grid tables as HTML."""
    lines: list[str] = []
    fenced = ""
    for line, after in pairwise([*text.split("\n"), ""]):
        fence = _FENCE.match(line)
        if fenced or fence:
            opens = fence[0].strip()[:3] if fence else ""
            fenced = (opens if not fenced else "" if opens == fenced else fenced) if fence else fenced
            lines.append(line)
            continue
        if _MARKED.match(line) or _UNDERLINE.match(after):
            line = _ATTRIBUTES.sub("", line)
        if (found := _DEFINITION.match(line)) and _define(lines, found[1]):
            continue
        lines.append(_BOX.sub(lambda box: f"{box[1]}{'☐' if box[2] == ' ' else '☑'}", line))
    return "\n".join(_without_grids(lines))


def _define(lines: list[str], words: str) -> bool:
    """Puts what a term means behind it, in place; whether there is such a term in the line above or the one before."""
    at = len(lines) - 1
    while at >= max(0, len(lines) - 2) and not lines[at].strip():
        at -= 1
    if at < 0 or len(lines) - at > 2 or _NO_TERM.match(lines[at]):
        return False
    term = lines[at].rstrip()
    del lines[at:]
    lines += ["", f"{term} {words}" if ": " in term else f"{term}: {words}"]
    return True


def _without_grids(lines: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and lines[end][:1] in ("+", "|"):
            end += 1
        table = _table(lines[place:end]) if _BORDER.match(lines[place]) else ""
        if table:
            yield from ("", table, "")
            place = end
        else:
            yield lines[place]
            place += 1


def _table(lines: Sequence[str]) -> str:
    """A grid table as HTML, on one line; empty where cells are joined or a border is missing."""
    edges = [at for at, sign in enumerate(lines[0].rstrip()) if sign == "+"]
    rows: list[str] = []
    held: list[list[str]] = []
    for line in lines[1:]:
        if not _BORDER.match(line):
            cells = [line[one + 1 : other].strip() for one, other in pairwise(edges)]
            if len(line.rstrip()) != edges[-1] + 1 or any(line[at] != "|" for at in edges):
                return ""
            held.append(cells)
            continue
        tag = "th" if "=" in line and not rows else "td"
        said = [escape(clean(" ".join(filter(None, column)))) for column in zip(*held, strict=True)]
        rows.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in said) + "</tr>" if said else "")
        held = []
    return f"<table>{''.join(rows)}</table>" if any(rows) and not held else ""

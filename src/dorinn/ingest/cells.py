"""Tables in plain text: rows with tabs in a line, or a line for each cell; and cells with a little HTML in them."""

from __future__ import annotations

import html
import re

_SPACES = re.compile(r"[ \t\xa0]+")


def rows_in_lines(lines: list[str]) -> list[list[list[str]]]:
    """Tables whose rows are lines with tabs. A blank line parts tables where what follows looks like a new one."""
    tables: list[list[list[str]]] = [[]]
    gap = False
    for line in lines:
        if not line.strip():
            gap = True
            continue
        if "\t" not in line:
            if tables[-1] and tables[-1][-1]:
                tables[-1][-1][-1] += f" {line.strip()}"
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        caption = bool(cells[0]) and not any(cells[1:])
        if gap and tables[-1] and (caption or cells == tables[-1][0]):
            tables.append([])
        tables[-1].append(cells)
        gap = False
    return [table for table in tables if table]


def rows_of_cells(lines: list[str]) -> list[list[list[str]]]:
    """Tables with a line for each cell, which starts with a tab; a blank line ends the row if it is full."""
    found: list[list[str]] = []
    gap = True
    for line in lines:
        if line.startswith("\t"):
            if gap or not found:
                found.append([])
            found[-1].append(line.strip())
            gap = False
        elif line.strip() and found:
            found[-1][-1] += f" {line.strip()}"
        elif not line.strip():
            gap = True
    width = max((len(row) for row in found), default=0)
    tables: list[list[list[str]]] = [[]]
    for row in found:
        above = tables[-1][-1] if tables[-1] else []
        if 1 < len(above) < width and len(above) + len(row) == width and len(row) < len(above):
            above += row
        elif len(row) == 1 and width > 1 and len(above) == width:
            tables.append([row])
        else:
            tables[-1].append(row)
    return tables


def untagged(line: str) -> str:
    """A line without HTML: a short first paragraph becomes a label, list items get semicolons between."""
    if "<" not in line:
        return line
    line = re.sub(r"<p>\s*([^<.:]{3,40})\s*</p>[ ]*(?=<)", r"\1: ", line)
    line = re.sub(r"</li>\s*<li>", "; ", line)
    line = re.sub(r"</(?:li|ul|ol|p)>|<br\s*/?>", " ", line)
    line = re.sub(r"<(?!https?:)/?[a-zA-Z][^<>]*>", "", line)
    return html.unescape(line).replace("• ", "").replace("•", "; ")


def clean(text: str) -> str:
    """One line without emphasis marks and double spaces."""
    text = re.sub(r"(?<!\w)[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?!\w)", "", untagged(text))
    return _SPACES.sub(" ", text).strip()

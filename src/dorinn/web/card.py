"""A card to print and pin up: name, numbers, when they were checked, and a QR code that leads to the page."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from xml.sax.saxutils import escape

import segno

WIDTH, HEIGHT = 856, 540  # tenths of a millimetre: a bank card
_MARGIN = 40
_SQUARE = 250


def qr(address: str) -> str:
    """A QR code of an address as SVG that stands alone."""
    return _code(address, alone=True)


def card(name: str, place: str, numbers: Sequence[tuple[str, str]], small: Sequence[str], address: str) -> str:
    """The card as SVG. `numbers` are pairs of label and number; `small` are lines of small print."""
    rows: list[str] = []
    top = _MARGIN + 36
    names = textwrap.wrap(name, 32)[:3]
    for line in names:
        rows.append(_text(line, top, 42, bold=True))
        top += 48
    rows.append(_text(place, top, 26))
    top += 60
    for label, number in numbers[: 5 - max(2, len(names))]:
        rows.append(_text(number, top, 46, bold=True))
        rows.append(_text(label, top + 30, 24))
        top += 84
    wrapped = [line for text in small for line in textwrap.wrap(text, 46)][:3]
    for line, bottom in zip(reversed(wrapped), range(HEIGHT - _MARGIN, 0, -26), strict=False):
        rows.append(_text(line, bottom, 20))
    modules = segno.make(address, error="m").symbol_size(border=0)[0]
    scale = _SQUARE / modules
    left, down = WIDTH - _MARGIN - _SQUARE, HEIGHT - _MARGIN - _SQUARE
    code = _code(address, alone=False)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH / 10}mm" height="{HEIGHT / 10}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" role="img">'
        f"<title>{escape(name)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<rect x="2" y="2" width="{WIDTH - 4}" height="{HEIGHT - 4}" rx="24" fill="none" stroke="#999"/>'
        f'{"".join(rows)}<g transform="translate({left} {down}) scale({scale:.4f})">{code}</g></svg>\n'
    )


def _text(line: str, top: int, size: int, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{_MARGIN}" y="{top}" font-size="{size}" fill="#111"{weight}>{escape(line)}</text>'


def _code(address: str, alone: bool) -> str:
    written = io.BytesIO()
    segno.make(address, error="m").save(
        written,
        kind="svg",
        xmldecl=alone,
        svgns=alone,
        scale=8 if alone else 1,
        border=4 if alone else 0,
        light="#fff" if alone else None,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return written.getvalue().decode()

"""A municipality's own colours on the pages: a few are given, the rest are made from them, and every pair that carries
text is measured. The measure and its limits are those of WCAG 2.2 (1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dorinn.errors import SettingsError

TEXT, SHAPE = 4.5, 3.0  # least contrast of text, and of what must be seen but not read
_HEX = re.compile(r"#[0-9a-f]{6}")
_WHITE, _BLACK = "#ffffff", "#000000"
# The tokens of `web/static/dorinn.css` that stay as they are, light and dark.
_LIGHT = {"ground": "#f6f4ef", "sheet": "#ffffff", "foot": "#e9f3f3", "focus-top": "#ffd58a"}
_DARK = {"ground": "#101a1d", "sheet": "#182529", "foot": "#e9f3f3", "focus-top": "#ffd58a"}


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens that differ, by name, for light and for dark pages."""

    light: dict[str, str]
    dark: dict[str, str]

    @classmethod
    def of(cls, brand: str, ink: str | None = None, link: str | None = None) -> Colours:
        """From `brand` (the top, buttons), `ink` (text on it; white or black when left out) and `link` (links, borders;
        else `brand`), each as #rrggbb. Raises SettingsError when one is no colour or a contrast is too small."""
        for name, value in (("brand", brand), ("ink", ink), ("link", link)):
            if value is not None and not _HEX.fullmatch(value):
                raise SettingsError(f"{name} must be a colour such as #0e4a52, not {value!r}")
        ink = ink or max((_WHITE, _BLACK), key=lambda colour: contrast(colour, brand))
        tint = mix(brand, _WHITE, 0.1)
        link = link or _until(brand, _BLACK, tint)
        light = {
            "brand": brand,
            "brand-ink": ink,
            "brand-deep": mix(brand, _BLACK, 0.65),
            "act": brand,
            "act-ink": ink,
            "link": link,
            "focus": link,
            "tint": tint,
            "asked": mix(brand, _WHITE, 0.14),
            "tint-ink": _until(mix(brand, _BLACK, 0.7), _BLACK, mix(brand, _WHITE, 0.14)),
        }
        night = mix(brand, _DARK["sheet"], 0.22)
        lit = _until(link, _WHITE, night)
        dark = {
            "brand": mix(brand, _BLACK, 0.75),
            "brand-ink": ink,
            "brand-deep": mix(brand, _BLACK, 0.45),
            "act": lit,
            "act-ink": max(("#06272c", _BLACK), key=lambda colour: contrast(colour, lit)),
            "link": lit,
            "focus": _DARK["focus-top"],
            "tint": night,
            "asked": night,
            "tint-ink": _until(mix(brand, _WHITE, 0.2), _WHITE, night),
        }
        _measure(_LIGHT | light, "by day")
        _measure(_DARK | dark, "in the dark")
        return cls(light, dark)

    def css(self) -> str:
        """The style sheet that goes after the common one."""
        light, dark = (
            " ".join(f"--{name}: {value};" for name, value in tokens.items()) for tokens in (self.light, self.dark)
        )
        return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


_PAIRS = (
    ("brand-ink", "brand", TEXT),
    ("act-ink", "act", TEXT),
    ("foot", "brand-deep", TEXT),
    ("focus-top", "brand", SHAPE),
    ("focus-top", "brand-deep", SHAPE),
    *(("link", back, TEXT) for back in ("ground", "sheet", "tint")),
    *(("tint-ink", back, TEXT) for back in ("tint", "asked")),
    *(("focus", back, SHAPE) for back in ("ground", "sheet")),
)
"""What stands on what on the pages, and how much it must differ."""


def _measure(tokens: dict[str, str], when: str) -> None:
    for front, back, least in _PAIRS:
        found = contrast(tokens[front], tokens[back])
        if found < least:
            raise SettingsError(
                f"{front} {tokens[front]} on {back} {tokens[back]} ({when}) has a contrast of "
                f"{int(found * 100) / 100}; {least} is needed (WCAG 2.2 AA)"
            )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`share` of the first colour (0 to 1) and the rest of the other, in sRGB."""
    return "#" + "".join(
        f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(_parts(colour), _parts(other), strict=True)
    )


def _until(colour: str, towards: str, back: str) -> str:
    """The colour, moved towards another until it can be read on `back` with something to spare."""
    for step in range(20, -1, -1):
        moved = mix(colour, towards, step / 20)
        if contrast(moved, back) >= TEXT + 0.5:
            return moved
    return towards


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [value / 255 for value in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""The pyramid of prevention: a municipality's services at the levels that its plan gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dorinn.domain.service import Service

WIDTH, HEIGHT, FOOT = 360, 252, 84
LEVELS = ("indicated", "selective", "universal")
"""From the top of the pyramid down."""
_GAP = 15.0
_RADIUS = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """One service at its place."""

    x: float
    y: float
    service: Service


@dataclass(frozen=True, slots=True)
class Band:
    """A level with its outline (SVG points) and its services, each also in `services` by name for the table."""

    level: str
    outline: str
    dots: tuple[Dot, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Three bands from the top down, and underneath the band `unplaced`: what the plan gives no level."""

    bands: tuple[Band, ...]
    width: int = WIDTH
    height: int = HEIGHT + FOOT
    radius: int = _RADIUS


def pyramid(services: Sequence[Service]) -> Pyramid:
    """The picture of services that exist; one that works at several levels stands at each of them."""
    alive = [service for service in services if service.exists]
    bands = []
    for place, level in enumerate(LEVELS):
        top, bottom = HEIGHT * place / 3 + 2, HEIGHT * (place + 1) / 3 - 2
        here = tuple(service for service in alive if level in service.prevention)
        outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in _corners(top, bottom))
        bands.append(Band(level, outline, _dots(here, top, bottom, _half), here))
    rest = tuple(service for service in alive if not set(service.prevention) & set(LEVELS))
    top, bottom = HEIGHT + 8.0, HEIGHT + FOOT - 2.0
    frame = f"1,{top} {WIDTH - 1},{top} {WIDTH - 1},{bottom} 1,{bottom}"
    bands.append(Band("unplaced", frame, _dots(rest, top, bottom, lambda _: WIDTH / 2), rest))
    return Pyramid(tuple(bands))


def _half(y: float) -> float:
    """Half the pyramid's width at a height."""
    return (WIDTH / 2 - 2) * y / HEIGHT


def _corners(top: float, bottom: float) -> list[tuple[float, float]]:
    middle = WIDTH / 2
    return [
        (middle - _half(top), top),
        (middle + _half(top), top),
        (middle + _half(bottom), bottom),
        (middle - _half(bottom), bottom),
    ]


def _dots(services: tuple[Service, ...], top: float, bottom: float, half: Callable[[float], float]) -> tuple[Dot, ...]:
    """Rows of dots from the bottom of a band up, each as wide as the band is there; closer when there are many."""
    gap = _GAP
    while True:
        rows: list[tuple[float, int]] = []
        y = bottom - gap * 0.8
        while y > top + gap * 0.5:
            rows.append((y, max(0, int((2 * half(y) - 1.6 * gap) // gap))))
            y -= gap
        if sum(count for _, count in rows) >= len(services) or gap < 2.2 * _RADIUS:
            break
        gap *= 0.95
    found: list[Dot] = []
    left = list(services)
    for y, most in rows:
        row, left = left[:most], left[most:]
        start = WIDTH / 2 - gap * (len(row) - 1) / 2
        found += [Dot(round(start + gap * place, 1), round(y, 1), service) for place, service in enumerate(row)]
    return tuple(found)

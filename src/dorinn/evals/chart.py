"""What the drawings of the evaluation share: a frame, its axes, and the text that stands for a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1f}.axis{stroke:#6b6b76}.grid{stroke:#d9d9e0}"
    ".even{stroke:#6b6b76;stroke-dasharray:5 4}.mark{fill:#1f5fa8}.bar{stroke:#1f5fa8;stroke-width:2}"
    ".line{fill:none;stroke:#1f5fa8;stroke-width:2}.count{fill:#4a4a55;font-size:12px}"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's inner rectangle in units of its view box, and the values at its edges (low, high)."""

    across: tuple[float, float]
    up: tuple[float, float]
    width: int = 640
    height: int = 420
    left: int = 64
    bottom: int = 56
    top: int = 24
    right: int = 20

    def x(self, value: float) -> float:
        """Where a value stands from the left."""
        low, high = self.across
        return round(self.left + (self.width - self.left - self.right) * (value - low) / (high - low), 1)

    def y(self, value: float) -> float:
        """Where a value stands from the top."""
        low, high = self.up
        return round(
            self.height - self.bottom - (self.height - self.bottom - self.top) * (value - low) / (high - low), 1
        )


def axes(
    frame: Frame, across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]], names: Sequence[str]
) -> str:
    """Both axes with their ticks (value, label) and the names of what they count (across, up)."""
    floor, wall = frame.y(frame.up[0]), frame.x(frame.across[0])
    right, top = frame.x(frame.across[1]), frame.y(frame.up[1])
    parts = [
        f'<line class="axis" x1="{wall}" y1="{floor}" x2="{right}" y2="{floor}"/>',
        f'<line class="axis" x1="{wall}" y1="{floor}" x2="{wall}" y2="{top}"/>',
    ]
    for value, label in across:
        parts.append(f'<text x="{frame.x(value)}" y="{floor + 18}" text-anchor="middle">{escape(label)}</text>')
    for value, label in up:
        at = frame.y(value)
        parts.append(f'<line class="grid" x1="{wall}" y1="{at}" x2="{right}" y2="{at}"/>')
        parts.append(f'<text x="{wall - 8}" y="{at + 4}" text-anchor="end">{escape(label)}</text>')
    middle = (wall + right) / 2
    parts.append(f'<text x="{middle}" y="{frame.height - 8}" text-anchor="middle">{escape(names[0])}</text>')
    parts.append(f'<text x="{wall}" y="{frame.top - 8}" text-anchor="start">{escape(names[1])}</text>')
    return "".join(parts)


def picture(frame: Frame, name: str, title: str, described: str, body: str) -> str:
    """The whole SVG. Its title and description are what a screen reader says of it; `name` makes their ids unique."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {frame.width} {frame.height}" '
        f'width="{frame.width}" height="{frame.height}" aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-text">{escape(described)}</desc>'
        f'<style>{STYLE}</style><rect width="{frame.width}" height="{frame.height}" fill="#fff"/>{body}</svg>'
    )

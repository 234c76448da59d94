"""An ingested plan: one edition of a municipality's document, cut into quotable passages of its own words."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.source import Document


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as the plan words it. `path` is the headings above it, outermost first; `page` 1-based or None.

    `id` is made of the content, so that it stays when other parts of the plan change.
    """

    id: str
    path: tuple[str, ...]
    text: str
    page: int | None = None

    @property
    def section(self) -> str:
        """Where it stands, as readers are told: «4 Tiltak › 4.1 Team, side 12»."""
        place = " › ".join(self.path) or "Uten overskrift"
        return place if self.page is None else f"{place}, side {self.page}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as it was read: `file` is its name, `digest` the SHA-256 of its bytes."""

    document: Document
    kommune: str
    file: str
    digest: str
    quotes: tuple[Quote, ...]

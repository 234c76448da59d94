"""How old a fact may be before it is shown with a warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

STALE_DAYS = 365


@dataclass(frozen=True, slots=True)
class Freshness:
    """A fact checked more than `days` days before today is stale."""

    days: int = STALE_DAYS
    today: Callable[[], date] = date.today

    def stale(self, checked: str) -> bool:
        """Whether a check on this day (ISO date; a year alone counts from its first day) is too long ago."""
        return day_of(checked) < self.today() - timedelta(days=self.days)


YEARLY = Freshness()
"""What is used where nobody says otherwise."""


def day_of(checked: str) -> date:
    """The day of a check; a text that is no day counts as never."""
    try:
        return date.fromisoformat(checked if "-" in checked else f"{checked}-01-01")
    except ValueError:
        return date.min

"""Teller: who tells of a danger, and what is told, so that what is said fits both."""

from __future__ import annotations

from dataclasses import dataclass

from dorinn.domain.question import Understanding

# Somebody is not where the writer is, or a message is all there is.
_APART = frozenset(("now_away", "now_left", "now_silent"))

_NEAR = frozenset(("now_here", "now_locked_self"))


@dataclass(frozen=True, slots=True)
class Teller:
    """`said` are the cues of danger that the message holds, `own` when nobody but the writer is spoken of, `staff` when
    the writer has a duty to report what hurts a child, `desk` when the front desk may write, and `taken` when something
    to swallow is, or may be, spoken of."""

    said: frozenset[str] = frozenset()
    own: bool = False
    staff: bool = False
    desk: bool = False
    taken: bool = True

    @classmethod
    def of(cls, asker: Understanding, taken: bool = True) -> Teller:
        """Out of what is understood of the message."""
        said = frozenset(asker.told)
        duty = asker.staff and "now_private" not in said
        desk = asker.role == "frontdesk" or (not asker.role_sure and "now_switchboard" in said)
        return cls(said, asker.own, duty, desk, taken)

    @property
    def oneself(self) -> bool:
        """Whether the writer is the one who may take their own life."""
        return self.own or self.says_so

    @property
    def says_so(self) -> bool:
        """Whether that is said: in so many words, or where no other person is spoken of."""
        bare = "now_bare" in self.said and "now_another" not in self.said
        return bare or not self.said.isdisjoint(("now_took", "now_oneself"))

    @property
    def other(self) -> bool:
        """Whether it is surely somebody else."""
        return not self.oneself and "now_another" in self.said

    @property
    def relays(self) -> bool:
        """Whether the front desk passes on what somebody says on the phone."""
        return self.desk and "now_line" in self.said

    @property
    def apart(self) -> bool:
        """Whether the one in danger, or the one who is dangerous, is somewhere else."""
        return not self.oneself and self.said.isdisjoint(_NEAR) and not self.said.isdisjoint(_APART)

    @property
    def unseen(self) -> bool:
        """Whether the writer only has a message, or cannot get there."""
        return self.apart and not self.said.isdisjoint(_APART - {"now_left"})

"""Which codes of help a topic asks for, given who it is about and who writes."""

from __future__ import annotations

from dorinn.domain.question import Understanding
from dorinn.domain.topic import Preference, Topic


def choose(topic: Topic, asker: Understanding) -> tuple[str, ...]:
    """The list of the preference that fits best; the topic's own list when none does.

    An adult's own matter decides before the role, the role before the age, since an employee asks
    about the case and not about the child's age alone. Of several fitting ages the narrowest wins.
    """
    fitting = [preference for preference in topic.preferences if _fits(preference, asker)]
    if not fitting:
        return topic.help
    return min(fitting, key=_rank).help


def _fits(preference: Preference, asker: Understanding) -> bool:
    """Whether all that the preference names holds of the asker; an adult's own matter needs nothing else."""
    if preference.adult:
        return asker.adult
    if preference.role is not None and preference.role != asker.role:
        return False
    if preference.age is None:
        return preference.role is not None
    if asker.age is None:
        return False
    return max(preference.age[0], asker.age[0]) <= min(preference.age[1], asker.age[1])


def _rank(preference: Preference) -> tuple[bool, bool, int]:
    low, high = preference.age or (0, 99)
    return not preference.adult, preference.role is None, high - low

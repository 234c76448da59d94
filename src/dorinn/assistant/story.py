"""Story: whether a message tells of a worry rather than asking for a rule or a number."""

from __future__ import annotations

from dataclasses import replace

from dorinn.assistant.beside import FITS
from dorinn.assistant.case import STORY, Case
from dorinn.assistant.signals import LOOKUP
from dorinn.corpus.corpus import Corpus

_WORRY = 0.9  # how probable a worry must be that is not only asked about
_NO_WORRIES = ("akutt", "ansatt", "oppslag", "uklart", "utenfor")  # areas of other messages


class Stories:
    """Knows which topics are worries. Holds nothing of a message."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def tells(self, case: Case) -> bool:
        """Whether it is a story, and as good as surely about a worry, that nobody writes for work."""
        asker = case.asker
        if asker.staff or len(case.text.split()) <= STORY or (asker.asks_fact and asker.cues):
            return False
        topic, share = max(asker.topics.items(), key=lambda pair: pair[1], default=("", 0.0))
        known = self._corpus.topic.get(topic)
        return share >= _WORRY and known is not None and known.area not in _NO_WORRIES

    def worried(self, case: Case) -> Case:
        """The case of a worry, where somebody who tells of one asks for a number too: they are told where to begin and
        what to do, with the number, and not the number alone."""
        asker, route = case.asker, case.route
        if not (route.lookup and "contact" in asker.cues and is_story(case)):
            return case
        worries = {
            name: share
            for name, share in asker.topics.items()
            if name in self._corpus.topic and self._corpus.topic[name].area not in _NO_WORRIES
        }
        topic = max(worries, key=lambda name: worries[name], default="")
        belief = worries.get(topic, 0.0) / (1.0 - sum(asker.topics.get(name, 0.0) for name in LOOKUP) or 1.0)
        if belief < FITS:
            return case
        return replace(case, route=replace(route, lookup=False, topic=topic, belief=belief))


def is_story(case: Case) -> bool:
    """Whether somebody tells of a child, and does not only ask for a rule or a number."""
    return case.asker.age is not None or len(case.text.split()) > STORY

"""Duty: what staff do first who tell of a child that is hurt."""

from __future__ import annotations

from dorinn.assistant.alarm import HURT
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.offer import Offer
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.phrases import Phrases
from dorinn.domain.question import Understanding
from dorinn.language.fold import fold
from dorinn.language.sentences import sentences

# Nobody has hurt a child where a grown-up asks for help, or staff for a course; nor have parents, in the first three.
_OF_ADULTS = (
    "overgrep-tidligere", "partnervold", "ansatt-krenker", "barnevern-hjelp", "voksen-rus", "voksen-psykisk",
    "foreldre-sliten", "opplaering-ansatt",
)  # fmt: skip
_OF_STAFF = "ansatt"  # the area of topics in which staff ask what holds
_HURT_CHILD = ("vold-mot-barn", "vold-i-hjemmet-barn-ser", "seksuelle-overgrep-barn")
_KNOWN = 0.4  # how probable those are where staff have told enough to report
_CASE, _SURELY_GRAVE = 0.6, 0.8  # how probable it is that something grave is told, where it is, and surely


class Duty:
    """Says what the duty to report asks of staff, before anything else is told."""

    def __init__(self, corpus: Corpus, phrases: Phrases, offer: Offer, cards: Cards, cues: Cues) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._cards = cards
        self._cues = cues

    def deed(self, case: Case) -> list[str]:
        """What they do first, in sentences; none where nobody tells of a hurt child, or only asks for a fact."""
        asker, form, say = case.asker, case.form, self._phrases.say
        hurt = case.serious and case.danger.category in HURT and case.route.topic not in _OF_ADULTS
        folded = fold(case.text)
        if not hurt or not asker.staff or case.route.lookup or not self.tells(case):
            return []
        if self._cues.has("reported", folded):
            return []
        welfare = self._cards.names(self._offer.of("barnevern", asker.kommune)[:1], form, asker.kommune)
        known = sum(asker.topics.get(topic, 0.0) for topic in _HURT_CHILD) >= _KNOWN and _grave(asker) >= _SURELY_GRAVE
        near = self._cues.has("child_here", folded) and not self._cues.has("child_elsewhere", folded)
        first = say("staff_told" if known else "staff_now", form, name=welfare)
        return [*sentences(first), say("staff_near", form) if near else "", say("staff_quiet", form)]

    def tells(self, case: Case) -> bool:
        """Whether staff tell of something that has happened, and do not ask what holds or how one goes about it."""
        topic = self._corpus.topic.get(case.route.topic or "")
        return topic is None or topic.area != _OF_STAFF or _grave(case.asker) >= _CASE


def _grave(asker: Understanding) -> float:
    """How probable it is that something grave is told."""
    return asker.levels.get("serious", 0.0) + asker.levels.get("acute", 0.0)

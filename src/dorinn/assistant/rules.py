"""Rules: what guides say to a question, section by section, and the place it rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.local import Local
from dorinn.assistant.offer import Offer
from dorinn.assistant.said import Said, answered
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import SHARED
from dorinn.domain.passage import Hit
from dorinn.domain.question import Understanding
from dorinn.language.fold import fold
from dorinn.language.inline import begun_small
from dorinn.language.sentences import sentences

ANSWERS = 0.25  # the likeness of a guide's section that is said before the guide's summary
CLEARLY = 0.3  # from which a section of any guide answers staff, whatever their message seems to be about
OUTDONE = 0.08  # how much better than one of the guide that comes first
LIKELY = 0.4  # how probable a topic must be for its rules to be told
_AGAIN = "meldt-for"  # the section for those who have reported
_WHOLLY = 0.36  # the likeness of a section after which no summary of its guide is told
_CAUTIOUS = ("samtale-om-bekymring", "bekymring-til-handling")  # whose summary says when not to go on alone
_SAME = 0.6  # of the words of a text: what a section must share to have said it
_DUTY = "meldeplikt"
_LEADER = re.compile(r"^(?:Snakk med|Del uro(?:en|a) med|Sp[øo]r) (?:lederen|leiaren) din\b")
_PARENTS = re.compile(r"\b(?:foreldrene|foreldra|familien) først\b")


class Rules:
    """Answers what is asked about a duty or a right; nothing is said but what stands in a guide."""

    def __init__(
        self, corpus: Corpus, phrases: Phrases, offer: Offer, evidence: Evidence, cards: Cards, local: Local, cues: Cues
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._evidence = evidence
        self._cards = cards
        self._local = local
        self._cues = cues
        self._guides = [guide for guide in corpus.guides if guide.kommune == SHARED]

    def guide(self, said: Said, guide: Guide, case: Case) -> set[str]:
        """Says the section of a guide that answers, and its summary, the one that answers best first; gives the id of
        the section's passage."""
        form, guide = case.form, self._local.guide(guide, case.asker.kommune)
        found = self._evidence.section(guide, case.asker.sections, case.hits)
        of, other = guide.id, self._elsewhere(case)
        if other and other[2] > (found[1] if found else 0.0) + OUTDONE:
            of, found = other[0], other[1:]
        own = self._evidence.field(guide, case.text)
        # Who has been told what to do first needs no summary of the duty to do it.
        duty = guide.type == _DUTY
        summary = guide.summary.of(form)
        if duty and self._cues.has("reported", fold(case.text)):
            # Who has reported is not told to: but what follows, and when to do it again.
            found = found or next(((one, 0.0) for one in guide.sections if one.id == _AGAIN), None)
            summary = "" if found else summary
        elif said.led and duty:
            summary = "" if found or own else " ".join(answered(summary)[1])
        elif found and found[1] >= _WHOLLY and guide.type not in _CAUTIOUS:
            summary = ""
        told = [summary]
        if found:
            told.insert(0 if found[1] > ANSWERS else 1, found[0].text.of(form))
        if own and own is not (found and found[0]):
            # Which law it is for their own workplace, those want to read who ask for the law.
            asked = not duty or self._cues.has("asks_law", fold(case.text))
            place = begun_small(self._cards.cite(own.sources[0]).replace(", §", " §"))
            told.append(own.text.of(form) if asked else self._phrases.say("own_duty", form, source=place))
        told = [text for text in told if text]
        # Nobody is told twice not to speak with the parents first, nor to go where they say they have been.
        done = [_PARENTS] if said.led else []
        done += [_LEADER] if self._cues.has("asked_leader", fold(case.text)) else []
        told = [
            " ".join(part for part in sentences(text) if not any(one.search(part) for one in done)) for text in told
        ]
        lead, rest = answered(told[0]) if told else ("", [])
        (said.note if said.led else said.lead)(lead)
        said.note(" ".join(rest))
        # A summary that says the same as the section is not told after it.
        for text in said.new(*told[1:], most=_SAME):
            said.note(" ".join(said.new(*sentences(text), most=_SAME)))
        said.listed(*(step.of(form) for step in guide.steps))
        told_of = [(of, found[0])] if found else []
        return {f"{name}#{section.id}" for name, section in (*told_of, *([(guide.id, own)] if own else []))}

    def law(self, case: Case) -> float:
        """How well the guide that comes first, or a rule of the topic, answers (0 to 1)."""
        found, first = self._of_topic(case.asker), case.first
        if isinstance(first, Guide):
            found += [(first.id, section) for section in self._local.guide(first, case.asker.kommune).sections]
        return self._evidence.likeness(found, case.asker.sections, case.hits)

    def rule(self, case: Case, hits: Sequence[Hit], told: Collection[str] = (), clearly: bool = False) -> list[str]:
        """The rule that answers what is asked about the topic, where one does, `clearly` if need be, and its place.
        `told` are ids of passages that were said already."""
        asker = case.asker
        if not asker.asks_rule:
            return []
        # Which municipality, who, when: of something named here, mostly.
        sections = [pair for pair in self._of_topic(asker) if f"{pair[0]}#{pair[1].id}" not in told]
        named = clearly or bool(asker.asks_fact and asker.mentions)
        found = self._evidence.rule(sections, case.text, asker.sections, hits, named)
        guided = named or any("#" in name for name in told)  # a section has been said already
        if found is None and not guided and (other := self._elsewhere(case)) is not None:
            found = other[1]
        if found is None:
            return []
        source = self._phrases.say("source", asker.form, source=self._cards.cite(found.sources[0]))
        return [found.text.of(asker.form), source]

    def _elsewhere(self, case: Case) -> tuple[str, GuideSection, float] | None:
        """The section of any guide for staff that answers what they ask, where one clearly does, with the id of its
        guide, and how well."""
        if not case.asker.staff:
            return None
        asker = case.asker
        guides = [
            self._local.guide(guide, asker.kommune)
            for guide in self._guides
            if self._local.speaks(guide.id, asker.kommune, asker.mentions)
        ]
        found = self._evidence.elsewhere(guides, asker.sections, case.hits)
        return found if found and found[2] >= CLEARLY else None

    def _of_topic(self, asker: Understanding) -> list[tuple[str, GuideSection]]:
        """The rules of the likeliest topic, each with the id of its guide, where the topic is likely enough."""
        likeliest = max(asker.topics, key=lambda name: asker.topics[name], default="")
        topic = self._corpus.topic.get(likeliest)
        if topic is None or asker.topics[likeliest] < LIKELY:
            return []
        named = [(guide, section) for rule in topic.rules for guide, section in (rule.split("#"),)]
        guides = {name: self._offer.record(name) for name, _ in named}
        read = {
            name: {section.id: section for section in self._local.guide(guide, asker.kommune).sections}
            for name, guide in guides.items()
            if isinstance(guide, Guide) and self._local.speaks(name, asker.kommune, asker.mentions)
        }
        return [(name, read[name][section]) for name, section in named if section in read.get(name, {})]

"""Facts: what records and plans say to a question, as sentences with the place of the first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dorinn.assistant.answering import Answering
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.local import Local
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.outright import outright
from dorinn.assistant.plainly import About, Plainly
from dorinn.assistant.rules import Rules
from dorinn.assistant.said import Said
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.phrases import Phrases
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.domain.service import Service
from dorinn.language.deadline import past
from dorinn.language.inline import inline

SURELY = 3.0  # the score of a fact that is the answer, whatever the message seems to be about
HELD = 2.0  # and of one that a record may be said to hold, so that a plan is not said to lack it
MOST = 3  # facts that are told where some are asked for
UNSURE = 3  # where it is less plain which
LAWFUL = 2  # and where no plan is chosen
_REACH = "kontakt"
_FACTS = ("fakta-plan", "fakta-tjeneste")


class Facts:
    """Answers what is asked about a named thing, a figure or a rule; nothing is said but what stands in a record."""

    def __init__(
        self,
        corpus: Corpus,
        phrases: Phrases,
        offer: Offer,
        answering: Answering,
        plainly: Plainly,
        cues: Cues,
        cards: Cards,
        local: Local,
        rules: Rules,
        freshness: Freshness = YEARLY,
    ) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._offer = offer
        self._answering = answering
        self._plainly = plainly
        self._cues = cues
        self._cards = cards
        self._rules = rules
        self._local = local
        self._freshness = freshness

    def local(self, hits: Sequence[Hit], asker: Understanding) -> list[Hit]:
        """The hits that have something to say in the asker's municipality, each as it reads there."""
        return self._local.hits(hits, asker.kommune, asker.mentions)

    def look_up(self, said: Said, case: Case, plan: str = "") -> bool:
        """Says the facts asked for, or else what the `plan` says, or that there are none; whether there were any."""
        asker, named = case.asker, _named(case)
        own = [hit for hit in case.hits if hit.passage.kommune in (asker.kommune, SHARED, NATIONAL)]
        # «Hvem setter jeg ham over til?» of somebody named asks how to reach them.
        reaches = case.route.topic == _REACH and bool(asker.mentions) and not (asker.sought or asker.cues)
        wants_number, rule = "contact" in asker.cues or reaches, list[str]()
        if wants_number:
            services = [record for record in named[:2] if isinstance(record, Service)]
            told = [self._cards.contact_text(service, asker, asked=True) for service in services]
            told += self.about(named[:2], case, (), 1)
        else:
            told = rule = self._rules.rule(case, own)
            most = LAWFUL if asker.kommune is None else MOST if asker.cues else UNSURE
            told = told or self.about(named[:3], case, own, most)
        lacks = not (wants_number or rule) and self._answering.lacks(" ".join(told[:-1]), asker, case.text)
        if (lacks or not told) and plan and not wants_number:
            told, lacks = [plan], False
        elif lacks or (not told and case.route.topic in _FACTS and (asker.cues or set(asker.sought) - {"who"})):
            said.note(self.missing(asker))
        if not told:
            return False
        said.found = said.settled = not lacks
        # What was found is told beside it where it is of what was named.
        said.note(*([told[0], told[-1]] if asker.mentions else []) if lacks else told)
        said.note(*self.planned(case, 1))
        if lacks and asker.kommune:
            said.step(self._cards.ask_desk(asker, self._offer.of("servicetorg", asker.kommune)))
        return True

    def missing(self, asker: Understanding) -> str:
        """That the plan does not have the answer; nothing where no municipality is chosen."""
        if asker.kommune is None:
            return ""
        return self._phrases.say("no_fact", asker.form, place=self._corpus.kommune[asker.kommune].name)

    def held(self, case: Case, least: float) -> bool:
        """Whether a record of the municipality, or one that is named, has what is asked for, with a fact that scores at
        `least` so much."""
        own, asker = case.asker.kommune, case.asker
        places = (own, NATIONAL) if asker.mentions else (own,)
        records = [record for record in _named(case)[:3] if record.kommune in places]
        told = self.about(records, case, [hit for hit in case.hits if hit.passage.kommune == own], MOST, least=least)
        return bool(told) and not self._answering.lacks(" ".join(told[:-1]), asker, case.text)

    def desk(self, asker: Understanding) -> str:
        """What the front desk is called inside a sentence."""
        return self._cards.names(self._offer.of("servicetorg", asker.kommune)[:1], asker.form)

    def plainly(self, case: Case) -> list[str]:
        """What the records and the plan of the municipality say to what is asked outright, and the place of the
        first."""
        asker = case.asker
        asked = outright(case.text, self._cues) if asker.kommune and "contact" not in asker.cues else None
        if asked is None or asker.kommune is None:
            return []
        kinds = (record.id for code in asker.mentions for record in self._offer.of(code, asker.kommune))
        about = About(frozenset((*asker.mentions, *kinds)), case.first.id if case.first else "", case.hits)
        found = self._plainly.facts(asked, self._corpus.kommune[asker.kommune], asker.form, about)
        told = self._told(found, asker)
        if told and asked.more:  # the rest of it, as facts are looked up otherwise
            own = [hit for hit in case.hits if hit.passage.kommune == asker.kommune]
            more = self.about(_named(case)[:3], case, own, MOST - len(found), {passage.id for passage in found})
            told[-1:-1] = more[:-1]
        return [*told, *self._unmade(found, case)]

    def _unmade(self, found: Sequence[Passage], case: Case) -> list[str]:
        """That what is told of is only planned."""
        records = {
            name: self._offer.record(name) for passage in found for name in (passage.record, *passage.services) if name
        }
        return [
            self._phrases.say("planned", case.form, name=record.name.of(case.form))
            for record in records.values()
            if record is not None and not exists(record)
        ][:1]

    def surely(self, said: Said, case: Case) -> bool:
        """Says the local facts asked for where they are as good as sure to be the answer; whether they are."""
        if not is_local(case.asker):
            return False
        own = [hit for hit in case.hits if hit.passage.kommune == case.asker.kommune]
        told = self.about(_named(case)[:3], case, own, MOST, least=SURELY)
        if not told or self._answering.lacks(" ".join(told[:-1]), case.asker, case.text):
            return False
        said.note(*told, *self.planned(case, 1))
        said.found = said.settled = True
        return True

    def about(
        self,
        records: Sequence[Record],
        case: Case,
        hits: Sequence[Hit],
        most: int,
        told: Collection[str] = (),
        least: float = 0.0,
    ) -> list[str]:
        """Facts among `hits` as sentences, and the place of the first; none where the best scores less than `least`.
        `told` are ids of passages that were said already; and where a municipality has a team or service of its own,
        what holds for such ones in general is not told beside it."""
        if not most:
            return []
        asker = case.asker
        hits = [hit for hit in hits if not self._outdone(hit.passage.record, asker)]
        place = self._corpus.kommune[asker.kommune].name if asker.kommune else ""
        found = self._answering.facts(records, asker, case.text, hits, most, told, place, least)
        facts = [own for passage in found if (own := self._local.passage(passage, asker.kommune, asker.mentions))]
        return self._told(facts, asker)

    def _told(self, facts: Sequence[Passage], asker: Understanding) -> list[str]:
        if not facts:
            return []
        say, form = self._phrases.say, asker.form
        told = [self._aloud(passage, asker) for passage in facts]
        overdue = [place for place, text in enumerate(told) if past(text, self._freshness.today())]
        if overdue:
            told.insert(overdue[-1] + 1, say("time_past", form))
        return [*told, say("source", form, source=self._cards.cite(facts[0].source))]

    def _aloud(self, passage: Passage, asker: Understanding) -> str:
        """A passage as it is told: where the register begins with a name and a colon, that is what it is, to those who
        ask for it, or else what is told of."""
        form, record = asker.form, self._offer.record(passage.record or "")
        text = passage.told.of(form)
        if record is None or not text.startswith(f"{record.name.of(form)}: "):
            return text
        own = record.called if isinstance(record, Service) else None
        name = own.of(form) if own else inline(record.name.of(form))  # with its brackets: they may be what is asked for
        phrase = "it_is" if asker.asks_fact or "who" in asker.sought else "about_it"
        return f"{self._phrases.say(phrase, form, name=name)} {text.removeprefix(f'{record.name.of(form)}: ')}"

    def _outdone(self, name: str | None, asker: Understanding) -> bool:
        record = self._offer.record(name or "")
        if not isinstance(record, Service) or record.kommune != SHARED:
            return False
        return any(own.kommune == asker.kommune and exists(own) for own in self._offer.of(record.type, asker.kommune))

    def planned(self, case: Case, first: int = 2) -> list[str]:
        """That what is only planned does not exist yet: what was asked about by name, or stands among the `first`."""
        return [
            self._phrases.say("planned", case.form, name=record.name.of(case.form))
            for place, record in enumerate(case.records)
            if not exists(record) and (place < first or record.id in case.asker.mentions)
        ]


def _named(case: Case) -> list[Record]:
    """The suggested records that are asked about by name, or else the first."""
    return [record for record in case.records if record.id in case.asker.mentions] or case.records[:1]


def is_local(asker: Understanding) -> bool:
    """Whether a fact is asked for that a municipality has of its own, and no number to call."""
    asked = bool(asker.sought or (asker.asks_fact and asker.cues))
    return asked and "contact" not in asker.cues and asker.kommune is not None

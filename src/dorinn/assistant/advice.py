"""Advice: where to begin with a worry, what to do meanwhile, how to get in, and who else can help."""

from __future__ import annotations

import re

from dorinn.assistant.alarm import HURT
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.facts import Facts
from dorinn.assistant.offer import Record, exists
from dorinn.assistant.ranking import Choice
from dorinn.assistant.route import Route
from dorinn.assistant.rules import Rules
from dorinn.assistant.said import Said, answered
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED
from dorinn.domain.question import Understanding
from dorinn.domain.service import GATHERINGS, THINGS, Service
from dorinn.domain.text import Form, Text
from dorinn.language.fold import fold
from dorinn.language.sentences import sentences
from dorinn.language.terms import terms

FITS = 0.45  # how probable a topic must be for its advice, where it is one that the first service helps with
CERTAIN = 0.9  # and where it is not
_NOT_BESIDE = ("barnevernvakt", "nodnummer")  # for the night and for danger: named first, or in the list, but not «too»
_NOT_FOR_YOUTH = ("barnehage", "helsestasjon", "foreldreveiledning")
NO_WORRIES = ("oppslag", "utenfor", "uklart", "ansatt", "barnevern", "okonomi")  # areas of questions, not of worries
_LIKELY = 0.03  # the share of the belief with which what the topic does not know of is named beside another
_DUTIES = frozenset(("meldeplikt", "avvergingsplikt"))
_OF_DUTY = _DUTIES | {"taushetsplikt", "barnevern", "bekymring-til-handling", "samtale-om-bekymring"}
_FOR_ALL = frozenset(("medvirkning", "individuell-plan"))  # guides that parents and the young read too
_TOLD = 0.5  # of the words of a way in: what another text must share to have told it
_REPEATS = 0.65  # of the words of a fact: what must have been said for it to be left out
_TEAMS = ("team", "teamet", "forumet", "utvalget", "utvalet")
_PLACES_OF_WORK = ("at_barnehage", "at_skole", "at_skolehelsetjeneste")
_MUNICIPALITY = re.compile(r"(?:Ta kontakt med|Kontakt|Spør|Ring) kommunen\b")
_TO_YOU = re.compile(r"\b(?:du|deg|din|ditt|dine|di|dere|dykk)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"(?:De|Dei|Den|Det|Dette|Her|Hit|Hun|Ho|Han|Foreldre|Familien|For barn|Koordinatoren|Tjenesten|Tenesta|Legen)\b"
    r"|Planen\b"
)
_OF_PARENTS = re.compile(r"^(?:Er du forelder|Er du mor eller far|Foreldre )|\bnår du (?:vet|veit) at du\b")
_WELFARE = 0.1  # the share of the belief with which the child welfare service is named beside another


class Advice:
    """Says what somebody can do whose worry is understood."""

    def __init__(self, corpus: Corpus, phrases: Phrases, cards: Cards, facts: Facts, rules: Rules, cues: Cues) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._facts = facts
        self._rules = rules
        self._cues = cues
        self._learned = frozenset(guide.type for guide in corpus.guides)

    def give(self, said: Said, case: Case, first: Record) -> None:
        """Says it all, `first` being where to begin: the rule that is asked about, the place, the facts that are asked
        for, what the place is, what to do, how to get in, and who else helps."""
        asker = case.asker
        told = {f"{first.id}:{part}" for part in ("description", "way-in", "convener", "summary")}
        if isinstance(first, Guide):
            told |= self._rules.guide(said, first, case)
        rule = self._rules.rule(case, case.hits, told)
        facts = rule or self._facts.about(case.records[:2], case, case.hits, self._how_many(asker, first), told)
        if isinstance(first, Service):
            own = self._at(first, case)
            start = self._phrases.say("start_own", case.form) if own else self._start(first, case.form)
            if rule:
                lead, rest = answered(rule[0])
                said.lead(lead).note(" ".join(rest)).step(start)
            else:
                said.lead(start)
            said.note(*facts[1:] if rule else self._new(said, facts))
            if not own:
                said.note(*said.new(*sentences(self._what_it_is(first, asker, named=not facts))))
            self._advise(said, case, first)
            if not own:
                self._way_in(said, first, case)
        else:
            said.note(*self._new(said, facts))
            self._advise(said, case, first)
        self._others(said, case, first)
        said.note(*self._facts.planned(case))

    def _at(self, record: Record, case: Case) -> bool:
        """Whether that is where the writer works."""
        cue = f"at_{record.type}"
        return case.asker.role == "employee" and cue in _PLACES_OF_WORK and self._cues.has(cue, fold(case.text))

    @staticmethod
    def _new(said: Said, facts: list[str]) -> list[str]:
        """Of facts and the place of the first, those that have not been said by a section; no place without them."""
        new = said.new(*facts[:-1], most=_REPEATS)
        return [*new, facts[-1]] if new else []

    def _what_it_is(self, first: Service, asker: Understanding, named: bool) -> str:
        """What the place is; to staff no sentence that speaks to a parent or a child. A team that has just been `named`
        is not named again."""
        text = first.described(asker.role if asker.staff else asker.surely).of(asker.form)
        name = self._cards.called(first, asker.form)
        begun = f"{name[:1].upper()}{name[1:]} "
        if named and name.endswith(_TEAMS) and text.startswith(begun):
            text = f"Det {text.removeprefix(begun)}"
        if not asker.staff or first.form in GATHERINGS or first.description_staff:
            return text
        parts = sentences(text)
        kept = [part for part in parts if not _TO_YOU.search(part)]
        # What stood second, and points back at a sentence that is left out, says nothing alone.
        while kept and kept[0] is not parts[0] and _POINTS_BACK.match(kept[0]):
            kept = kept[1:]
        return " ".join(kept)

    @staticmethod
    def _how_many(asker: Understanding, first: Record) -> int:
        """How many facts are told: two where something is asked for, one beside the sections of a guide."""
        if isinstance(first, Guide):
            return int(asker.asks_fact)
        if asker.staff:
            return 2 if asker.asks_fact or asker.asks_rule else 0
        return 2 if asker.asks_fact and (asker.mentions or asker.cues) and asker.role != "youth" else 0

    def _start(self, first: Service, form: Form) -> str:
        phrase = "start"
        if first.form in THINGS:
            phrase = "start_with"
        elif first.form in GATHERINGS:
            phrase = "start_at"
        return self._phrases.say(phrase, form, name=self._cards.called(first, form))

    def _advise(self, said: Said, case: Case, first: Record) -> None:
        """What to do meanwhile: the topic's advice to somebody like the asker, where the topic is sure enough; else
        what is true of any worry, to somebody who tells of one."""
        if isinstance(first, Guide) and first.steps:
            return
        form, asker, advice = case.form, case.asker, self._advice(case, first)
        if advice and asker.role == "frontdesk":
            said.step(self._phrases.say("advice_on", form, advice=advice.of(form)))
        elif advice:
            said.step(*sentences(advice.of(form)))
        elif case.serious and case.danger.category in HURT and not asker.staff:
            said.step(
                *sentences(self._phrases.say("advice_hurt_youth" if asker.role == "youth" else "advice_hurt", form))
            )
        elif isinstance(first, Service) and asker.role in ("parent", "youth", "other") and self._is_worry(case.route):
            any_worry = "advice_any_youth" if asker.role == "youth" else "advice_any"
            said.step(*sentences(self._phrases.say(any_worry, form)))

    def _is_worry(self, route: Route) -> bool:
        topic = self._corpus.topic.get(route.topic or "")
        return topic is not None and topic.area not in NO_WORRIES

    def _advice(self, case: Case, first: Record) -> Text | None:
        asker, topic = case.asker, self._corpus.topic.get(case.route.topic or "")
        if topic is None or not self.fits(case.route, first):
            return None
        own = asker.adult or (asker.role == "frontdesk" and not asker.child)
        role = asker.surely or ("other" if asker.passes_on else None)
        return topic.advised(role, own, asker.age, asker.situations)

    def fits(self, route: Route, first: Record | None) -> bool:
        """Whether the likeliest topic is sure enough for its advice to be said."""
        topic = self._corpus.topic.get(route.topic or "")
        helps = topic is not None and first is not None and first.type in topic.codes
        return route.belief >= (FITS if helps else CERTAIN)

    def _way_in(self, said: Said, first: Service, case: Case) -> None:
        """Who calls a team together, how one gets in, and the number; and where one is asked for by name, that too."""
        asker, form = case.asker, case.form
        known = set(terms(first.description.of(form)))
        convened = [text.of(form) for cue, text in team_facts(first) if cue == "convener"]
        said.note(*(text for text in convened if not known.issuperset(terms(text))))
        access = first.access.of(form) if first.access else ""
        if asker.staff:
            access = " ".join(part for part in sentences(access) if not _OF_PARENTS.search(part))
            if asker.kommune and first.kommune == SHARED and _MUNICIPALITY.match(access):
                # They are of the municipality themselves, and its plan does not say who it is.
                said.step(self._cards.who_has_it(asker))
                access = ""
        if asker.role == "youth" and first.description_youth:
            # What the young are told of the place says how one gets in, mostly; nor are they told of parents.
            way = set(terms(access))
            if "forel" in access.lower() or len(way & set(terms(first.description_youth.of(form)))) >= _TOLD * len(way):
                access = ""
        asked = "contact" in asker.cues
        named = [record for record in case.records if asked and record.id in asker.mentions and record is not first]
        reached = [first, *(record for record in named[:1] if isinstance(record, Service))]
        numbers = [self._cards.contact_text(record, asker, asked) for record in reached]
        # A number stands once: with the place that it is copied from.
        values = [contact.value for contact in first.contacts]
        other = [part for part in sentences(access) if not any(value in part for value in values)]
        said.step(" ".join(other) if numbers[0] else access, *numbers)

    def _others(self, said: Said, case: Case, first: Record) -> None:
        """Whom else to ask, and what else to read: nobody can ask a guide, and only staff read most of them."""
        form, staff = case.form, case.asker.staff
        beside = [choice for choice in case.route.choices[1:3] if exists(choice.record)]
        people = [
            choice.record
            for choice in beside
            if isinstance(choice.record, Service) and self._is_beside(choice, first, case)
        ]
        readable = self._learned if staff else self._learned & _FOR_ALL
        if not case.serious and first.type not in _OF_DUTY:
            readable -= _DUTIES  # nobody is reminded of it who asks about reading
        guides = [choice.record for choice in beside if choice.record.type in readable]
        things = [record for record in people if record.form in THINGS]
        people = [record for record in people if record not in things]
        for record in [record for record in people if record.type == "barnevern"]:
            name, kommune = self._cards.called(record, form), self._corpus.kommune.get(record.kommune)
            if said.holds(name):
                people.remove(record)
            elif first.type in _DUTIES:
                # To whom they report, they have been told; what it is called here, where that is another name.
                people.remove(record)
                if kommune and f" i {kommune.name}" not in name:
                    said.step(self._phrases.say("welfare_here", form, name=name))
        for phrase, named in (("also", people), ("also_about", things)):
            if named:
                said.step(self._phrases.say(phrase, form, names=self._cards.names(named, form)))
        if guides:
            names = " og ".join(f"«{guide.name.of(form)}»" for guide in guides)
            said.step(self._phrases.say("also_read", form, names=names))

    def _is_beside(self, choice: Choice, first: Record, case: Case) -> bool:
        """Whether it is named as somebody else to ask. The front desk has been named where no number is known; the
        child welfare service frightens where little speaks for it; and what is for another age is no help."""
        record, asker = choice.record, case.asker
        if record.type in (*self._learned, *_NOT_BESIDE) or not isinstance(record, Service):
            return False
        if self._at(record, case):
            return False
        if record.type == "servicetorg":
            return asker.role != "frontdesk" and (isinstance(first, Guide) or bool(first.contacts))
        if record.type == "barnevern":
            return case.serious or isinstance(first, Guide) or choice.share >= _WELFARE
        if record.type == "hjelpetelefon":
            return not case.serious  # its number is given
        if asker.role == "youth" and record.type in _NOT_FOR_YOUTH:
            return False
        topic = self._corpus.topic.get(case.route.topic or "")
        if choice.share < _LIKELY and not (topic and record.type in topic.codes):
            return False
        years = asker.age
        return not (years and record.age and (years[0] > record.age[1] or years[1] < record.age[0]))

"""Advice: where to begin with a worry, what to do meanwhile, how to get in, and who else can help."""

from __future__ import annotations

import re

from dorinn.assistant.alarm import HURT
from dorinn.assistant.beside import FITS, Beside
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import Case
from dorinn.assistant.facts import Facts
from dorinn.assistant.offer import Record
from dorinn.assistant.route import Route
from dorinn.assistant.rules import Rules
from dorinn.assistant.said import Said, answered
from dorinn.assistant.understand import ADULT
from dorinn.assistant.workplace import Workplace
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.passages import team_facts
from dorinn.corpus.phrases import Phrases
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED
from dorinn.domain.question import Understanding
from dorinn.domain.service import GATHERINGS, THINGS, Service
from dorinn.domain.text import Form, Text
from dorinn.domain.topic import STAFF
from dorinn.language.sentences import sentences
from dorinn.language.terms import terms

CERTAIN = 0.9  # how probable a topic must be for its advice, where the first service does not help with it
_NO_WORRIES = ("oppslag", "utenfor", "uklart")  # areas of questions, not of worries
_TOLD = 0.5  # of the words of a way in: what another text must share to have told it
_TO_YOU = re.compile(r"\b(?:du|deg|din|ditt|dine|di|dere|dykk)\b", re.IGNORECASE)
_OF_PARENTS = re.compile(r"^(?:Er du forelder|Er du mor eller far|Foreldre )|\bnår du (?:vet|veit) at du\b")
_REPEATS = 0.65  # of the words of a fact: what must have been said for it to be left out
_TEAMS = ("team", "teamet", "forumet", "utvalget", "utvalet")
_MUNICIPALITY = re.compile(r"(?:Ta kontakt med|Kontakt|Spør|Ring) kommunen\b")
_POINTS_BACK = re.compile(
    r"(?:De|Dei|Den|Det|Dette|Her|Hit|Hun|Ho|Han|Foreldre|Familien|For barn|Koordinatoren|Tjenesten|Tenesta|Legen)\b"
    r"|Planen\b"
)
_REPORTS = re.compile(
    r"\bbekymring|\buromeld|\bmeld\w* (?:fra|frå)\b|\b(?:si|sei|seie) (?:fra|frå)\b|\b(?:redd|urol\w+) for\b"
)
_OF_AGE = 18  # years
_OF_ONESELF = ("barnevern-hjelp", "foreldre-sliten", "sinne-hos-forelder", "avlastning")  # no parent reports herself


class Advice:
    """Says what somebody can do whose worry is understood."""

    def __init__(self, corpus: Corpus, phrases: Phrases, cards: Cards, facts: Facts, rules: Rules, cues: Cues) -> None:
        self._corpus = corpus
        self._phrases = phrases
        self._cards = cards
        self._facts = facts
        self._rules = rules
        self._workplace = Workplace(cues)
        self._beside = Beside(corpus, phrases, cards, self._workplace)

    def give(self, said: Said, case: Case, first: Record) -> None:
        """Says it all, `first` being where to begin: the rule that is asked about, the place, the facts that are asked
        for, what the place is, what to do, how to get in, and who else helps."""
        asker = case.asker
        told = {f"{first.id}:{part}" for part in ("description", "way-in", "convener", "summary")}
        if isinstance(first, Guide):
            told |= self._rules.guide(said, first, case)
        rule = self._rules.rule(case, case.hits, told)
        facts = rule or self._facts.about(case.records[:2], case, case.hits, self._how_many(case, first), told)
        if isinstance(first, Service):
            own = self._workplace.at(first, case)
            start = self._phrases.say("start_own", case.form) if own else self._start(first, case.form, asker.kommune)
            if rule:
                lead, rest = answered(rule[0])
                said.lead(lead).note(" ".join(rest)).step(start)
            else:
                said.lead(start)
            said.note(*facts[1:] if rule else self._new(said, facts))
            if not own:
                said.note(said.fresh(" ".join(said.new(*sentences(self._what_it_is(first, case, named=not facts))))))
            self._advise(said, case, first)
            if not own:
                self._way_in(said, first, case)
        else:
            said.note(*self._new(said, facts))
            self._advise(said, case, first)
        self._beside.name(said, case, first)
        said.note(*self._facts.planned(case))

    @staticmethod
    def _new(said: Said, facts: list[str]) -> list[str]:
        """Of facts and the place of the first, those that have not been said by a section; no place without them."""
        new = said.new(*facts[:-1], most=_REPEATS)
        return [*new, facts[-1]] if new else []

    def _what_it_is(self, first: Service, case: Case, named: bool) -> str:
        """What the place is; to staff no sentence that speaks to a parent or a child, to a parent who asks for help
        herself none on reporting others. A team that has just been `named` is not named again."""
        asker, role = case.asker, case.asker.role if case.asker.staff else case.asker.surely
        if role == "youth" and first.type == "barnevern" and asker.age and asker.age[0] >= _OF_AGE:
            role = None  # what is said of danger at home is for children
        text = first.described(role).of(case.form)
        name = self._cards.called(first, case.form, asker.kommune)
        begun = f"{name[:1].upper()}{name[1:]} "
        if named and name.endswith(_TEAMS) and text.startswith(begun):
            text = f"Det {text.removeprefix(begun)}"
        if asker.staff and first.form not in GATHERINGS and not first.description_staff:
            parts = sentences(text)
            kept = [part for part in parts if not _TO_YOU.search(part)]
            # What stood second, and points back at a sentence that is left out, says nothing alone.
            while kept and kept[0] is not parts[0] and _POINTS_BACK.match(kept[0]):
                kept = kept[1:]
            return " ".join(kept)
        return _of_help(text) if _asks_for_herself(case) else text

    @staticmethod
    def _how_many(case: Case, first: Record) -> int:
        """How many facts are told: two where something is asked for, one beside the sections of a guide."""
        asker = case.asker
        if isinstance(first, Guide):
            return int(asker.asks_fact)
        if asker.staff:
            return 2 if asker.asks_fact or asker.asks_rule else 0
        asks = asker.asks_fact and (asker.mentions or asker.cues) and asker.role != "youth" and not case.tells
        return 2 if asks else 0

    def _start(self, first: Service, form: Form, kommune: str | None) -> str:
        phrase = "start"
        if first.form in THINGS:
            phrase = "start_with"
        elif first.form in GATHERINGS:
            phrase = "start_at"
        return self._phrases.say(phrase, form, name=self._cards.called(first, form, kommune))

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
        elif isinstance(first, Service) and asker.surely not in STAFF and self._is_worry(case):
            said.step(*sentences(self._any(first, asker, form)))

    def _any(self, first: Service, asker: Understanding, form: Form) -> str:
        """What to do before one goes to a kind of help, whatever it is about; else what is true of any worry."""
        grown = asker.age is not None and asker.age[0] >= ADULT
        young = "_youth" if asker.role == "youth" and not grown else ""
        for name in (f"advice_at_{first.type}{young}", f"advice_at_{first.type}", f"advice_any{young}"):
            if self._phrases.has(name):
                return self._phrases.say(name, form)
        return ""

    def _is_worry(self, case: Case) -> bool:
        topic = self._corpus.topic.get(case.route.topic or "")
        return topic is not None and (topic.area not in _NO_WORRIES or case.tells)

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
        form, asker = case.form, case.asker
        known = set(terms(first.description.of(form)))
        convened = [text.of(form) for cue, text in team_facts(first) if cue == "convener"]
        said.note(*(text for text in convened if not known.issuperset(terms(text))))
        access = first.access.of(form) if first.access else ""
        if asker.staff or asker.role == "other":
            access = " ".join(part for part in sentences(access) if not _OF_PARENTS.search(part))
        if asker.staff and asker.kommune and first.kommune == SHARED and _MUNICIPALITY.match(access):
            # They are of the municipality themselves, and its plan does not say who it is.
            said.step(self._cards.who_has_it(asker))
            access = ""
        if asker.role == "youth" and first.description_youth:
            # What the young are told of the place says how one gets in, mostly; nor are they told of parents.
            way = set(terms(access))
            if "forel" in access.lower() or len(way & set(terms(first.description_youth.of(form)))) >= _TOLD * len(way):
                access = ""
        if _asks_for_herself(case):
            access = _of_help(access)
        asked = "contact" in asker.cues
        named = [record for record in case.records if asked and record.id in asker.mentions and record is not first]
        reached = [first, *(record for record in named[:1] if isinstance(record, Service))]
        numbers = [self._cards.contact_text(record, asker, asked) for record in reached]
        # A number stands once: with the place that it is copied from.
        values = [contact.value for contact in first.contacts]
        other = [part for part in sentences(access) if not any(value in part for value in values)]
        said.step(said.fresh(" ".join(other) if numbers[0] else access))
        said.step(*(said.fresh(number) for number in numbers))


def _asks_for_herself(case: Case) -> bool:
    return case.asker.role == "parent" and not case.serious and case.route.topic in _OF_ONESELF


def _of_help(text: str) -> str:
    """What a text says of help, without what it says of reporting; all of it where it says nothing else."""
    return " ".join(part for part in sentences(text) if not _REPORTS.search(part)) or text

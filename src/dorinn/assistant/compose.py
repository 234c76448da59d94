"""Composing: a route becomes an answer in the asker's form. Contacts are copied from records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dorinn.assistant.advice import Advice
from dorinn.assistant.alarm import Alarm
from dorinn.assistant.answering import Answering
from dorinn.assistant.asking_back import AskingBack
from dorinn.assistant.cards import Cards
from dorinn.assistant.case import STORY, Case
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.duty import Duty
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.facts import Facts, is_local
from dorinn.assistant.kinds import BY_ONESELF
from dorinn.assistant.local import Local
from dorinn.assistant.offer import Offer, Record
from dorinn.assistant.outright import LONG
from dorinn.assistant.plainly import Plainly
from dorinn.assistant.plan_answer import PlanAnswer, asks
from dorinn.assistant.quotation import Quotations
from dorinn.assistant.ranking import MOST, Choice
from dorinn.assistant.refusing import Refusals
from dorinn.assistant.route import Route
from dorinn.assistant.rules import Rules
from dorinn.assistant.said import Said
from dorinn.assistant.story import Stories, is_story
from dorinn.assistant.teller import Teller
from dorinn.assistant.understand import ADULT
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer, Suggestion
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.guide import Guide
from dorinn.domain.kommune import SHARED, Kommune
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Question, Understanding
from dorinn.domain.service import THINGS
from dorinn.language.fold import fold
from dorinn.language.sentences import sentences

_LEARNING = ("opplaering-ansatt", "forebygging-nivaa")  # staff who ask what to learn tell of nobody in danger
_SECRECY = ("meldeplikt", "taushetsplikt")


class Composer:
    """Writes answers. Every sentence is a phrase of the corpus, a record's text or a fact with its source."""

    def __init__(
        self,
        corpus: Corpus,
        phrases: Phrases,
        offer: Offer,
        evidence: Evidence,
        confidence: Confidence,
        cues: Cues,
        freshness: Freshness = YEARLY,
        home: Kommune | None = None,
    ) -> None:
        self._corpus = corpus
        self._home = home
        self._phrases = phrases
        self._offer = offer
        self._cards = Cards(corpus, phrases, offer, evidence, confidence, freshness)
        local = Local(corpus)
        rules = Rules(corpus, phrases, offer, evidence, self._cards, local, cues)
        things = [service.id for service in corpus.services if service.form in THINGS]
        self._facts = Facts(
            corpus,
            phrases,
            offer,
            Answering(evidence, cues),
            Plainly(evidence, cues, things),
            cues,
            self._cards,
            local,
            rules,
            freshness,
        )
        self._advice = Advice(corpus, phrases, self._cards, self._facts, rules, cues)
        self._alarm = Alarm(corpus, phrases)
        self._refusals = Refusals(phrases, offer, self._cards, self._alarm)
        self._asking_back = AskingBack(phrases, offer, self._cards, self._alarm)
        self._stories = Stories(corpus)
        self._duty = Duty(corpus, phrases, offer, self._cards, cues)
        self._cues = cues
        self._plan = PlanAnswer(corpus, phrases, self._cards, self._facts, rules, Quotations(corpus, cues))

    def compose(
        self,
        question: Question,
        asker: Understanding,
        danger: Danger,
        route: Route,
        hits: Sequence[Hit],
        quotes: Sequence[Hit] = (),
    ) -> Answer:
        """The whole answer; the numbers of an acute danger come first whatever else is true, and so do those of one
        that is only suspected."""
        danger = replace(danger, child=_is_child(danger, asker))
        case = Case(question.text, asker, danger, route, self._facts.local(hits, asker), quotes)
        case = replace(case, tells=self._stories.tells(case))
        answer, suspected = self._answer(case), route.suspected
        if suspected is None:
            return answer
        first = () if answer.abstained else suspected.numbers[:1]
        records = (self._offer.record(number) for number in first)
        numbers = (self._cards.suggestion(Choice(record, 0.0, None), case) for record in records if record)
        services = (*answer.services[:1], *numbers, *answer.services[1 : MOST - 1])
        emergency = self._alarm.emergency(suspected, case.form)
        return replace(answer, urgency="acute", emergency=emergency, services=services)

    def _answer(self, case: Case) -> Answer:
        form, asker, danger, route = case.form, case.asker, case.danger, case.route
        if asker.foreign and not case.acute:
            return self._refusals.answer("foreign", case, self._begun(case))
        if route.out and not case.acute:
            refusal = self._refusals.answer(route.out, case, self._begun(case))
            told = self._plan.instead(case)
            if told is None:
                return refusal
            reason = None if told.found else refusal.abstain_reason
            return replace(refusal, **told.words(), abstained=not told.found, abstain_reason=reason)
        services = tuple(self._cards.suggestion(choice, case) for choice in route.choices)
        case = self._stories.worried(self._plan.read(case))
        emergency = self._alarm.emergency(danger, form)
        said = self._alarmed(case, services) if case.acute else self._said(case)
        if asker.foreign and emergency:
            said.note(*sentences(self._phrases.say("acute_foreign", form, phone=emergency[0].phone)))
        if case.plan is not None and not (asks(asker) and (said.found or not case.plan.sure)):
            said.note(self._plan.told(case.plan, asker))
        clarify = None if case.acute or said.settled else self._asking_back.question(route, asker)
        words = said.words()
        if clarify:
            words["text"] = f"{words['text']} {clarify.question}"
        return Answer(
            **words,
            form=form,
            urgency="acute" if case.acute else "none",
            emergency=emergency,
            services=services,
            clarify=clarify,
            serious=case.serious,
            topics={t: p for t, p in asker.topics.items() if p > 0.05},
        )

    # -- the text -----------------------------------------------------------

    def _alarmed(self, case: Case, services: Sequence[Suggestion]) -> Said:
        taken = self._cues.has("taken", fold(case.text))
        return self._alarm.acute(case.danger, case.form, services, Teller.of(case.asker, taken))

    def _said(self, case: Case) -> Said:
        form, asker, danger, first = case.form, case.asker, case.danger, case.first
        say, said = self._phrases.say, self._begun(case)
        if asker.other_kommune and self._home:
            said.note(say("elsewhere_home", form, place=asker.other_kommune, home=self._home.name))
        elif asker.other_kommune and asker.kommune is None:
            said.note(say("elsewhere", form, place=asker.other_kommune))
        if case.serious and danger.child:
            said.lead(*sentences(self._alarm.child_words(danger, form))).step(self._alarm.child_line(form))
        elif case.serious and danger.category and asker.role in ("parent", "other"):
            said.lead(*sentences(say(self._alarm.adult_words(danger, asker), form)))
        deed = self._duty.deed(case)
        if deed and (is_story(case) or not asker.asks_rule):
            said.lead(*deed)
        if danger.level == "none" and case.unrecorded and self._plan.answer(said, case):
            return said
        if self._plainly(said, case):
            return said
        if first is None:
            said.lead(say(_which_kommune(asker), form))
        elif case.route.ask:
            self._asking_back.begin(said, case)
        elif asker.role == "youth" and first.type in _SECRECY:
            self._secrecy(said, asker)
        elif not self._fact(said, case, first):
            if asker.role == "youth" and asker.secret:
                said.lead(*sentences(say("secrecy_youth", form)))
            self._advice.give(said, case, first)
        if said.times(say("blame", form)) > 1:
            said.without(say("no_blame", form))  # the advice says it in words of its own
        if case.serious and not (asker.staff and case.route.topic in _LEARNING):
            hurt = danger.category in ("vold", "overgrep")
            calm = not asker.staff and not hurt and self._cues.has("no_hurry", fold(case.text))
            more = self._alarm.serious(danger, form, said, asker.staff, self._duty.tells(case))
            said.step(*deed, "" if calm else said.fresh(more))
        topic, looks_up = self._corpus.topic.get(case.route.topic or ""), case.route.ask or case.route.lookup
        if topic and topic.urgent and not looks_up and self._advice.fits(case.route, first):
            said.step(said.fresh(self._alarm.urgent(form)))
        trifling = case.route.suspected is not None and case.route.ask is not None
        if (
            first
            and asker.kommune is None
            and not isinstance(first, Guide)
            and first.kommune == SHARED
            and not trifling
        ):
            said.note(say(_which_kommune(asker), form))
        return said

    def _begun(self, case: Case) -> Said:
        """Nothing said yet but whom to call, where danger is suspected."""
        suspected = case.route.suspected
        if suspected is None:
            return Said()
        first = self._alarm.suspected(suspected, case.form)
        if case.route.ask and suspected.category in BY_ONESELF:
            first.append(self._phrases.say("suspected_mind", case.form))
        return Said().first(*first)

    def _plainly(self, said: Said, case: Case) -> bool:
        """Says the fact that is asked for outright; whether nothing more is to be said. To who tells of a worry
        too, there is."""
        asker = case.asker
        if case.danger.level != "none" or case.unrecorded:
            return False
        told = self._facts.plainly(case)
        if not told:
            return False
        alone = case.route.lookup or len(case.text.split()) <= (LONG if asker.staff else STORY)
        said.found = said.settled = True
        if alone:
            said.note(*told, *self._facts.planned(case, 1))
        else:
            said.lead(*told)
        return alone

    def _fact(self, said: Said, case: Case, first: Record) -> bool:
        """Says the fact that is asked for, from a record or else from the plan; whether there is one."""
        asker = case.asker
        if _asks_facts(case, first):
            return self._facts.look_up(said, case, self._plan.told(case.plan, asker) if case.plan else "")
        tells = case.tells or (asker.role == "youth" and not asker.asks_fact and not asker.mentions)
        if case.danger.level != "none" or tells or not is_local(asker) or case.unrecorded:
            return False
        return not self._plan.lawful(case) and self._facts.surely(said, case)

    def _secrecy(self, said: Said, asker: Understanding) -> None:
        """Who gets to know what a young writer tells; the guides to that are for staff."""
        form = asker.form
        nurse = self._cards.names(self._offer.of("skolehelsetjeneste", asker.kommune)[:1], form, asker.kommune)
        said.lead(*sentences(self._phrases.say("secrecy_youth", form)))
        said.step(self._phrases.say("also", form, names=nurse), self._alarm.child_line(form))


def _asks_facts(case: Case, first: Record) -> bool:
    """Whether facts are looked up: not where a guide to the law comes first, which answers in its own sections, nor for
    those who tell of themselves."""
    asker, law = case.asker, isinstance(first, Guide) and first.kommune == SHARED
    tells = asker.role == "youth" and not asker.asks_fact and not asker.mentions
    return case.route.lookup and not law and not tells and not case.tells


def _is_child(danger: Danger, asker: Understanding) -> bool:
    """Whether words for a child are said: to one who writes, not to a grown-up who tells what a child said."""
    sure, grown = asker.role_given or asker.role_sure, asker.age is not None and asker.age[0] >= ADULT
    if grown or (sure and asker.role != "youth") or (asker.passes_on and asker.role != "youth"):
        return False
    return sure or ((danger.child or asker.role == "youth") and "now_next_door" not in asker.told)


def _which_kommune(asker: Understanding) -> str:
    """The phrase that asks for the municipality: staff do not live in the case."""
    return "ask_kommune_staff" if asker.staff else "ask_kommune"

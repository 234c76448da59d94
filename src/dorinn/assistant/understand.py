"""Understanding: what a message says about itself before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dorinn.assistant.belief import blend, without_unclear
from dorinn.assistant.likeness import Likeness
from dorinn.assistant.mentions import Mention, Names
from dorinn.assistant.passing import passing
from dorinn.assistant.topic_model import Reading, TopicModel
from dorinn.corpus.cues import Cues
from dorinn.domain.kommune import Kommune
from dorinn.domain.question import Question, Understanding
from dorinn.domain.text import Form
from dorinn.domain.topic import FIRST, FRIEND, OTHERS, STAFF, Role, Topic
from dorinn.language import private
from dorinn.language.age import find_age
from dorinn.language.courtesy import without_courtesies
from dorinn.language.fold import fold, words
from dorinn.language.form import is_foreign, marked_form

LONGEST_FACT_QUESTION = 28  # words; longer messages tell a story
LONGEST_FOLLOWUP = 9
LONGEST_REPLY = 5  # words that give a place or an age and nothing else: «Vi bor i Dønna», «14 år»
ADULT = 20
OLDEST = 25  # years of those whom the plans are about; who is older is not the child
PLAIN = 0.75  # how sure the model must be of Nynorsk in a text without a single marker word
UNSURE = 0.2  # how near to even the form may be before marker words decide
STEPS, MODEL = "bekymring-til-handling-steg", "bekymring-til-handling"  # the topic, and the kind of guide it wants
ASKED = 0.6  # how much of the belief goes to the municipality's own steps where staff ask for them
FEW = 8  # words in which one that belongs to one form only says more than all the rest
LIVED = 0.1  # how probable a topic must be for its situations to be listened for
LIKELY = 0.5  # how probable a role must be for what only suits that role to be said
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_REPORTED = re.compile(
    r"\b((?:han|hun|ho|gutten|guten|jenta|barnet|eleven)(?: (?:no|na|berre|bare))?"
    r" (?:sier|seier|sa|fortel|forteller|fortalte)) at [^.!?]*"
)
_MINE = re.compile(r"\b(?:min|mi|mitt|mine)\b")
_EVEN = 0.5  # and how much where the new turn answers a question back
_KEPT = 0.75  # how much of the earlier turn's topics a follow-up keeps


class Understander:
    """Joins the topic model with what rules read better: names, ages, roles said outright, the form."""

    def __init__(
        self,
        names: Names,
        model: TopicModel,
        cues: Cues,
        topics: Sequence[Topic],
        likeness: Likeness,
        home: Kommune | None = None,
    ) -> None:
        """With `home`, that is the municipality of every message, and any other is `other_kommune`."""
        self._names = names
        self._public = names.words
        self._home = home
        self.model = model
        self._cues = cues
        self._likeness = likeness
        lives = {topic.id: {cue for variant in topic.advice_for for cue in variant.said} for topic in topics}
        self._lives = {topic: {*cues, FIRST, FRIEND, *OTHERS} for topic, cues in lives.items()}
        self._said = [(topic.id, topic.said, topic.otherwise) for topic in topics if topic.said and topic.otherwise]

    def read(self, question: Question) -> Understanding:
        """Understands one message on its own; `merge` joins it with earlier turns."""
        text, folded = question.text, fold(question.text)
        length = len(folded.split())
        plain = without_courtesies(private.without(text, self._public))
        reading = self.model.read(plain)
        age = find_age(text)
        own_words = _own_words(text)
        passes_on = self._passes_on(folded, own_words)
        role, sure = (question.role, True) if question.role else self._role(folded, own_words, passes_on, reading)
        child, foreign = self._cues.has("child", folded), is_foreign(text)
        named = self._names.kommune(text, question.kommune)
        named_here = self._names.mentions(text)
        # Staff who ask for their own steps want those, whatever place or service the case is about.
        steps = role in STAFF and self._cues.has("own_steps", folded)
        wanted = [mention for mention in named_here if not mention.refused and not steps]
        mentions = _names_of(wanted)
        only_asks = length < LONGEST_FACT_QUESTION and not steps and not self._cues.has("asks_advice", folded)
        return Understanding(
            form=question.language or ("nb" if foreign else _form(text, reading)),
            kommune=self._home.slug if self._home else named or question.kommune,
            role=role,
            age=age,
            adult=role in ("parent", "other") and (age[0] > OLDEST if age else not child and self._about_grown(folded)),
            topics=self._held(reading.topics, folded, age, steps),
            codes=blend(reading.codes, {MODEL: 1.0}, ASKED) if steps else reading.codes,
            levels=reading.levels,
            sections=self._likeness.like(text, reading.state),
            mentions=mentions,
            alone=_names_of([mention for mention in wanted if len(mention.records) == 1]),
            refused=_names_of([mention for mention in named_here if mention.refused]),
            tried=_names_of([mention for mention in named_here if mention.tried]),
            cues=self._cues.facts(folded),
            child=child,
            foreign=foreign,
            followup=length <= LONGEST_FOLLOWUP and self._cues.begins("followup", folded),
            reply=length <= LONGEST_REPLY and bool(named or age) and not mentions,
            other_kommune=self._other(named, text),
            role_given=question.role is not None,
            role_sure=sure,
            asks_fact=only_asks and self._cues.begins("asks", folded),
            own=not child and self._cues.has("first", folded) and not self._cues.has("others", folded),
            secret=self._cues.has("secrecy", folded),
            passes_on=passes_on,
            situations=self._lived(own_words, reading.topics),
            told=self._cues.now(folded, own_words),
            passing=passing(self.model, plain),
            asks_rule=length < LONGEST_FACT_QUESTION and ("?" in text or self._cues.begins("asks_rule", folded)),
            sought=self._cues.sought(folded, whole=only_asks) if length < LONGEST_FACT_QUESTION and not steps else (),
            vector=reading.state,
        )

    def _other(self, named: str | None, text: str) -> str | None:
        """A place that is named but not answered for: unknown, or not this door's."""
        if named is None:
            return self._names.elsewhere(text)
        return self._names.title(named) if self._home and named != self._home.slug else None

    def _held(
        self, topics: dict[str, float], folded: str, age: tuple[int, int] | None, steps: bool
    ) -> dict[str, float]:
        """Topics that must be said outright give way where they are not; the very young are left as they were read.
        `steps` when the municipality's own steps are asked for."""
        held = dict(topics)
        if steps:
            held = blend(held, {STEPS: 1.0}, ASKED)
        for topic, cue, other in self._said:
            if not self._cues.has(cue, folded) and not (age and 12 <= age[0] < ADULT):
                held[other] = held.get(other, 0.0) + held.get(topic, 0.0)
                held[topic] = 0.0
        return held

    def _lived(self, own_words: str, topics: dict[str, float]) -> tuple[str, ...]:
        """The cues that the advice of a likely topic asks for, in the writer's own words."""
        wanted = set().union(*(self._lives.get(topic, ()) for topic, share in topics.items() if share >= LIVED))
        return tuple(cue for cue in sorted(wanted) if self._cues.has(cue, own_words))

    def _role(self, folded: str, own_words: str, passes_on: bool, reading: Reading) -> tuple[Role, bool]:
        """Who writes, and whether that is as good as sure. Whoever is quoted is not the writer."""
        if self._cues.has("frontdesk", folded):
            return "frontdesk", True
        layman = self._cues.has("layman", own_words)
        if self._cues.has("employee", own_words) and not layman:
            return "employee", True
        roles = {role: share * (0.3 if layman and role == "employee" else 1.0) for role, share in reading.roles.items()}
        if passes_on or self._cues.has("own_child", own_words):
            roles["youth"] = 0.0
        best = max(roles, key=lambda role: roles[role])
        hinted = self._cues.has("youth", own_words) and self._cues.has("first", own_words)
        if hinted and best != "youth" and roles.get("youth", 0.0) > 0.2:
            return "youth", roles["youth"] >= LIKELY
        return best, roles[best] >= LIKELY  # type: ignore[return-value]

    def _passes_on(self, folded: str, own_words: str) -> bool:
        """Whether somebody passes on what another said of themselves, and says nothing of themselves or their home."""

        def speaks(words: str) -> bool:
            return self._cues.has("first", words) or self._cues.has("youth", words)

        return own_words != folded and speaks(folded) and not (speaks(own_words) or _MINE.search(own_words))

    def _about_grown(self, folded: str) -> bool:
        """Whether somebody writes about themselves or another adult."""
        return self._cues.has("first", folded) or self._cues.has("adult", folded)


def merge(now: Understanding, before: Understanding) -> Understanding:
    """A follow-up, or a reply to a question back, keeps what the earlier turn said and the new one leaves open. Nobody
    is asked back twice: what was unclear is left out of what was said."""
    answers = before.asked_back
    if not (now.followup or now.reply or answers):
        return replace(now, kommune=now.kommune or before.kommune)
    earlier = without_unclear(before.topics) if answers else before.topics
    if answers and not now.reply:
        now = replace(now, topics=without_unclear(now.topics))
    return replace(
        now,
        form=before.form if answers else now.form,
        kommune=now.kommune or before.kommune,
        role=now.role if now.role_given else before.role,
        role_sure=now.role_given or before.role_sure,
        age=now.age or before.age,
        adult=before.adult,
        topics=earlier if now.reply else blend(now.topics, earlier, _EVEN if answers else _KEPT),
        codes=before.codes if now.reply else blend(now.codes, before.codes, _EVEN if answers else _KEPT),
        mentions=now.mentions or before.mentions,
        alone=now.alone if now.mentions else before.alone,
        situations=tuple(sorted({*now.situations, *before.situations})),
        told=tuple(sorted({*now.told, *before.told})),
        settled=answers,
    )


def _form(text: str, reading: Reading) -> Form:
    """The model's word where it is sure; marker words where it is not, or has little to go by; Bokmål where nothing
    tells."""
    likely: Form = "nn" if reading.nynorsk > 0.5 else "nb"
    marked = marked_form(text)
    if marked and len(text.split()) <= FEW:
        return marked
    if abs(reading.nynorsk - 0.5) > UNSURE and (marked or likely == "nb" or reading.nynorsk > PLAIN):
        return likely
    return marked or "nb"


def _own_words(text: str) -> str:
    """A message, folded, without what another is quoted or said to have said; all of it where nothing else is left."""
    own = _REPORTED.sub(r"\1 ", fold(_QUOTED.sub(" ", text)))
    return own if words(own) else fold(text)


def _names_of(mentions: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions for name in (*mention.records, *mention.types)))

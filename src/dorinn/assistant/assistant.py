"""The assistant: one object that every door (CLI, HTTP, page, evaluation) asks."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dorinn.assistant.compose import Composer
from dorinn.assistant.confidence import Confidence
from dorinn.assistant.costs import Costs
from dorinn.assistant.doubts import Doubts, Scores
from dorinn.assistant.evidence import Evidence
from dorinn.assistant.home import OwnPassages
from dorinn.assistant.likeness import Likeness
from dorinn.assistant.mentions import Names
from dorinn.assistant.pipeline import Searchable, Steps
from dorinn.assistant.route import Router
from dorinn.assistant.signals import Signals
from dorinn.assistant.topic_model import TopicModel
from dorinn.assistant.triage import Triage
from dorinn.assistant.understand import Understander, merge
from dorinn.assistant.unready import numbers
from dorinn.assistant.weights import Weights
from dorinn.corpus.corpus import SNAPSHOT, Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.part import part
from dorinn.corpus.passages import passages, quotes
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import Answer
from dorinn.domain.freshness import YEARLY, Freshness
from dorinn.domain.kommune import NATIONAL, SHARED, Kommune
from dorinn.domain.passage import Passage
from dorinn.domain.question import MAX_QUESTION, Question
from dorinn.domain.text import FORMS
from dorinn.domain.topic import LEVELS, ROLES, Level
from dorinn.errors import IndexUnavailable, QuestionError
from dorinn.memory.conversations import Conversations
from dorinn.retrieval.encoder import BundledEncoder, Encoder, load_encoder
from dorinn.retrieval.index import Index
from dorinn.settings import StoreAddress

_log = logging.getLogger("dorinn.assistant")
MOST_TURNS = 8  # of a conversation that a caller keeps; older ones say little about the latest


@dataclass(frozen=True, slots=True)
class Home:
    """The municipality of a door, and what its assistant shares: all names, so that others' are recognised as others',
    and the phrases."""

    kommune: Kommune
    names: Names
    phrases: Phrases


class Assistant:
    """Answers questions. Safe to share between threads; holds no text of any question."""

    def __init__(
        self,
        corpus: Corpus,
        index: Searchable,
        model: TopicModel,
        confidence: Confidence,
        triage: Triage,
        freshness: Freshness = YEARLY,
        quotes: Searchable | None = None,
        home: Home | None = None,
    ) -> None:
        """With `home` it answers for that municipality alone, whatever else a question names."""
        self.corpus = corpus
        self.index = index
        self._shared = model, confidence, freshness
        self._quotes = quotes
        self._phrases = home.phrases if home else Phrases.load()
        self._conversations = Conversations()
        self.weights = Weights.load()
        self._router = router = Router(corpus, self.weights, Doubts.load(), Costs.load())
        self.offer = router.offer
        self.names = home.names if home else Names(corpus)
        self.triage = triage
        cues, at_home = Cues.load(), home.kommune if home else None
        likeness = Likeness.of(corpus.guides, index.encoder)
        self._understander = Understander(self.names, model, cues, corpus.topics, likeness, at_home)
        self.steps = Steps(
            self.triage,
            self._understander,
            index,
            router,
            Composer(
                corpus,
                self._phrases,
                router.offer,
                Evidence(index.passages),
                confidence,
                cues,
                freshness,
                at_home,
            ),
            quotes,
        )

    @classmethod
    def load(
        cls,
        indexes: Path,
        build: bool = False,
        corpus: Corpus | None = None,
        confidence: Confidence | None = None,
        triage: Triage | None = None,
        freshness: Freshness = YEARLY,
        store: StoreAddress | None = None,
    ) -> Assistant:
        """Opens the index under `indexes`; with `build`, builds a missing or stale one first.

        With a `store` that has the index, it is searched there, and the one under `indexes` is opened when need be.
        """
        corpus = corpus or Corpus.load(snapshot=indexes / SNAPSHOT)
        encoder = load_encoder()
        index, quoted = _searched(corpus, encoder, indexes, build, store)
        network = encoder.network if isinstance(encoder, BundledEncoder) else BundledEncoder.load().network
        model, confidence = TopicModel.load(network), confidence or Confidence.load()
        return cls(corpus, index, model, confidence, triage or Triage.load(), freshness, quoted)

    def at(self, kommune: str) -> Assistant:
        """The assistant of one municipality's own door. What knows the language, and the index, is this one's;
        records, passages and conversations are the door's own. Raises KeyError for an unknown municipality."""
        own = part(self.corpus, kommune)
        index = OwnPassages(self.index, passages(own))
        quoted = OwnPassages(self._quotes, quotes(own)) if self._quotes else None
        model, confidence, freshness = self._shared
        home = Home(own.kommune[kommune], self.names, self._phrases)
        return Assistant(own, index, model, confidence, self.triage, freshness, quoted, home)

    def renewed(self, indexes: Path, store: StoreAddress | None = None) -> Assistant:
        """An assistant for the corpus and the ingested plans as they are now, which goes on with this one's
        conversations. Raises CorpusError and IndexUnavailable; this one stays as it is."""
        corpus = Corpus.load(snapshot=indexes / SNAPSHOT)
        model, confidence, freshness = self._shared
        index, quoted = self.index, self._quotes
        if store is not None or self.index.passages != passages(corpus):
            index, quoted = _searched(corpus, self.index.encoder, indexes, True, store)
        else:
            quoted = open_quotes(corpus, self.index.encoder, indexes, build=True)
        fresh = Assistant(corpus, index, model, confidence, self.triage, freshness, quoted)
        fresh._conversations = self._conversations
        return fresh

    def check(self, question: Question) -> None:
        """Raises QuestionError with one clear line for a question that cannot be asked."""
        if not question.text.strip():
            raise QuestionError("the question is empty")
        if len(question.text) > MAX_QUESTION:
            raise QuestionError(f"the question has {len(question.text)} characters; at most {MAX_QUESTION} are read")
        if question.kommune is not None and question.kommune not in self.corpus.kommune:
            raise QuestionError(f"unknown kommune {question.kommune!r}; known: {', '.join(self.corpus.kommune)}")
        if question.language is not None and question.language not in FORMS:
            raise QuestionError(f"unknown language {question.language!r}; known: {', '.join(FORMS)}")
        if question.role is not None and question.role not in ROLES:
            raise QuestionError(f"unknown role {question.role!r}; known: {', '.join(ROLES)}")

    def ask(self, question: Question) -> Answer:
        """Answers one question; remembers codes of it under the conversation id, never its words."""
        question = self._whole(question)
        before = self._conversations.before(question.conversation_id)
        asker, answer = self.steps.answer(question, before)
        level = max(_level(answer), before.level if before else "none", key=LEVELS.index)
        kept = replace(asker, vector=None, sections={}, level=level, asked_back=answer.clarify is not None)
        name = self._conversations.remember(question.conversation_id, kept)
        return replace(answer, conversation_id=name)

    def ask_after(self, question: Question, earlier: Sequence[str]) -> Answer:
        """Answers the last turn of a conversation that the caller keeps: `earlier` holds what the same asker wrote
        before, oldest first. Nothing is remembered here. Danger told of earlier keeps its numbers in the answer."""
        question = self._whole(question)
        texts = [text for text in earlier if text.strip()]
        dangers = [self.triage.assess(text) for text in texts]  # none is too old
        turns = [self._whole(replace(question, text=text[:MAX_QUESTION])) for text in texts[-MOST_TURNS:]]
        latest = question
        while turns and self._understander.read(latest).reply:
            # «14 år», after a question back: read together with what it adds to.
            latest = turns.pop()
            said = latest.text[: MAX_QUESTION - len(question.text) - 2]
            question = replace(question, text=f"{said}. {question.text}")
        before = None
        for turn in turns:
            asker = self._understander.read(turn)
            before = merge(asker, before) if before else asker
        if before is not None:
            before = replace(before, level=max((danger.level for danger in dangers), key=LEVELS.index))
        answer = self.steps.answer(question, before)[1]
        acute = next((danger for danger in reversed(dangers) if danger.level == "acute"), None)
        if acute is None or answer.urgency == "acute":
            return answer
        return replace(answer, emergency=numbers(self.corpus, acute.numbers, answer.form))

    def _whole(self, question: Question) -> Question:
        """The question checked. A lone surrogate is no character: it can be neither encoded nor searched for."""
        self.check(question)
        return replace(question, text=question.text.encode("utf-8", "replace").decode("utf-8"))

    def signals(self, text: str, kommune: str | None) -> Signals:
        """What speaks for each kind of help in a message that stands alone; for fitting the weights."""
        question = Question(text, kommune)
        asker = self._understander.read(question)
        places = (asker.kommune, SHARED, NATIONAL) if asker.kommune else (SHARED, NATIONAL)
        return self._router.signals(asker, self.index.search(text, places, state=asker.vector))

    def doubts(self, text: str, kommune: str | None = None) -> Scores:
        """The raw scores of doubt in a message that stands alone; for fitting their curves."""
        return self._router.doubts(self._understander.read(Question(text, kommune)))

    def ask_warm(self) -> None:
        """Answers one question so that lazy parts are loaded before anything is timed or served."""
        self.steps.answer(Question("hei"), None)

    def knows(self, conversation_id: str) -> bool:
        """Whether a conversation of that id is remembered now."""
        return self._conversations.before(conversation_id) is not None

    def forget(self, conversation_id: str) -> None:
        """Drops what is remembered of a conversation."""
        self._conversations.forget(conversation_id)


def _level(answer: Answer) -> Level:
    return "acute" if answer.urgency == "acute" else "serious" if answer.serious else "none"


def _searched(
    corpus: Corpus, encoder: Encoder, indexes: Path, build: bool, store: StoreAddress | None
) -> tuple[Searchable, Searchable | None]:
    """The index of the corpus and that of ingested plans: embedded, or in the store before the embedded ones."""
    if store is None:
        return open_index(corpus, encoder, indexes, build), open_quotes(corpus, encoder, indexes, build)
    from dorinn.postgres.engine import connect  # psycopg is loaded only where it is used

    def stored(shelf: str, folder: str, pieces: list[Passage]) -> Searchable:
        index = connect(store).index(shelf, pieces, encoder, partial(_open, indexes / folder, pieces, encoder))
        index.ready(build)
        return index

    pieces = quotes(corpus)
    return stored("passages", "current", passages(corpus)), stored("quotes", "quotes", pieces) if pieces else None


def open_index(corpus: Corpus, encoder: Encoder, indexes: Path, build: bool) -> Index:
    """The index for this corpus and encoder; with `build`, an unusable one is built anew: where the folder cannot be
    written to, in memory only. Without, it is IndexUnavailable."""
    return _open(indexes / "current", passages(corpus), encoder, build)


def open_quotes(corpus: Corpus, encoder: Encoder, indexes: Path, build: bool) -> Index | None:
    """The index of ingested plans, as `open_index`; None where no plan was ingested.

    It stands apart so that taking a plan in or out neither rebuilds nor shifts the index that routing rests on.
    """
    pieces = quotes(corpus)
    return _open(indexes / "quotes", pieces, encoder, build) if pieces else None


def _open(folder: Path, pieces: list[Passage], encoder: Encoder, build: bool) -> Index:
    try:
        return Index.open(folder, pieces, encoder)
    except IndexUnavailable:
        if not build:
            raise
    try:
        return Index.build(folder, pieces, encoder, unless_usable=True)
    except IndexUnavailable as error:
        _log.warning("%s; it is kept in memory and made anew at the next start", error)
        return Index.make(pieces, encoder)

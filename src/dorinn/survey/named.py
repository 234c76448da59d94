"""Where a municipality's plan names a kind of help or speaks of a worry: for each the one place that says most of it.

Only words are looked for, by what kinds of help and records elsewhere are called and by how plans name their teams.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dorinn.assistant.mentions import Mention, Names
from dorinn.assistant.quotation import PHONE
from dorinn.assistant.topic_model import TopicModel
from dorinn.corpus.corpus import Corpus
from dorinn.domain.text import FORMS
from dorinn.domain.topic import Topic
from dorinn.language.sentences import sentences
from dorinn.survey.duties import Place, places
from dorinn.survey.firm import plain
from dorinn.survey.kinds import TEAM
from dorinn.survey.names import key_of, names

_NO_NAMES = frozenset({"kommunen", "kommunehuset", "styrer"})  # on every page, and what is done as often as who does it
# Sections about the law, the numbers or how the plan was made: a name there says least of what there is.
_ASIDE = re.compile(
    r"innle(?:dn|i)ing|bakgrunn|f[oø]ring|lov(?:er|ar|grunnlag|verk)?\b|kilder|kjelder|referanser|begrep|omgrep|"
    r"barnekonvensjon|bærekraft|nasjonal|prop\. |meld\. st|regjering|vedlegg",
    re.IGNORECASE,
)
_FEW = 0.1  # of the plan's sentences hold a word that still tells what a sentence is about
_CLEAR, _HINTED = 0.75, 0.1  # least probability of a worry by itself, and with a word of its name beside it
_LONG = 5  # letters of such a word; one fewer where no other worry's name has it
_MOST = 240  # letters that are shown


@dataclass(frozen=True, slots=True)
class InPlan:
    """A place in a plan: `section` as readers are told it, `page` 1-based or None, `text` the sentence or table row.

    `quoted` where the text is the plan's own words; else it is told by the digest of it. No text has a number to call.
    """

    document: str
    section: str
    page: int | None
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    place: Place
    text: str
    first: bool  # of its passage


class Plan:
    """A municipality's plan as it was taken in, and the digest of it, sentence by sentence."""

    def __init__(self, corpus: Corpus, kommune: str) -> None:
        self._corpus = corpus
        self._quoted = {edition.document.id for edition in corpus.editions if edition.kommune == kommune}
        self._pieces = [
            _Piece(place, text, number == 0)
            for place in places(corpus, kommune)
            for number, text in enumerate([place.text] if " | " in place.text else sentences(place.text))
        ]

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that were looked in."""
        return tuple(dict.fromkeys(piece.place.source.document for piece in self._pieces))

    def kinds(self) -> dict[str, InPlan]:
        """The best place of each kind of help that the plan names, by its code."""
        # Aliases are looser than names: «kultur» and «kartlegging» are aliases of something somewhere.
        firm = tuple(replace(item, aliases=()) for item in self._corpus.services)
        known = Names(replace(self._corpus, services=firm, guides=()))
        called = {kind.code: {_plain(kind.name.of(form)) for form in FORMS} for kind in self._corpus.types}
        words_of = {_plain(word) for kind in self._corpus.types for word in kind.words}.union(*called.values())
        best: dict[str, tuple[float, _Piece]] = {}

        def found(code: str, weight: float, piece: _Piece) -> None:
            weight -= 2 * bool(_ASIDE.search(piece.place.source.section)) + bool(PHONE.search(piece.text))
            if code not in best or weight > best[code][0]:
                best[code] = weight, piece

        for piece in self._pieces:
            for text, over in ((piece.place.heading, True), (piece.text, False)):
                for mention in known.mentions(text) if piece.first or not over else ():
                    if mention.words in _NO_NAMES or (mention.types and mention.words not in words_of):
                        continue  # what only begins like a name: «barnevernsloven», «politisk»
                    for code in self._codes(mention):
                        weight = _over(mention, text) if over else _weight(mention, piece)
                        found(code, weight + 0.3 * (mention.words in called[code]), piece)
                if any(name.form in ("team", "meeting") for name in names(text)):
                    found(TEAM, 3.1 if over and piece.first else 0.9, piece)
        return {code: self._shown(piece) for code, (_, piece) in best.items()}

    def worries(self, topics: Iterable[Topic]) -> dict[str, InPlan]:
        """The best place of each worry that the plan speaks of in clear words, by its id."""
        model = TopicModel.load(None)
        own = _telling(topics, [piece.text for piece in self._pieces])
        best: dict[str, tuple[float, _Piece]] = {}
        for piece in self._pieces:
            if PHONE.search(piece.text) or _ASIDE.search(piece.place.source.section):
                continue
            said = _matter(piece.text)
            keys = set(key_of(said).split())
            read = model.read_words(said).topics
            for topic, telling in own.items():
                likely, hinted = read.get(topic, 0.0), bool(telling & keys)
                enough = likely >= (_HINTED if hinted else _CLEAR)
                if enough and likely + hinted > best.get(topic, (0.0,))[0]:
                    best[topic] = likely + hinted, piece
        return {topic: self._shown(piece) for topic, (_, piece) in best.items()}

    def _codes(self, mention: Mention) -> set[str]:
        return set(mention.types) or {self._corpus.service[record].type for record in mention.records}

    def _shown(self, piece: _Piece) -> InPlan:
        source = piece.place.source
        text = "" if PHONE.search(piece.text) else _short(piece.text)
        return InPlan(source.document, source.section, piece.place.page, text, source.document in self._quoted)


def _over(mention: Mention, heading: str) -> float:
    """How much a heading is about a name: most where it is nothing else, more where it begins with it."""
    row = [word for word in _plain(heading).split() if not word.isdigit()]
    return 3 + len(mention.words.split()) / (len(row) or 1) + 0.5 * (row[:1] == mention.words.split()[:1])


def _weight(mention: Mention, piece: _Piece) -> float:
    """How much a sentence is about a name: it begins with it; a table row: its first cell in words names it."""
    if " | " in piece.text:
        return 2.0 if mention.words in _plain(_matter(piece.text)) else 1.0
    return 1.2 + (mention.place <= 1) * (1.3 if piece.first else 0.8)


def _matter(text: str) -> str:
    """What a table row is about, without who takes part and by when: its first cell in words. A sentence as it is."""
    if " | " not in text:
        return text
    cells = (cell.partition(": ")[2] or cell for cell in text.split(" | "))
    return next((cell for cell in cells if len(re.findall(r"[^\W\d_]", cell)) > 2), "")


def _telling(topics: Iterable[Topic], said: list[str]) -> dict[str, set[str]]:
    """For each worry the words of its name that few worries and few of the sentences have."""
    held = {
        topic.id: {
            word
            for name in (topic.name.nb, topic.name.nn, topic.id.replace("-", " ").replace("aa", "å"))
            for word in key_of(name).split()
            if len(word) >= _LONG - 1
        }
        for topic in topics
    }
    shared = Counter(word for own in held.values() for word in own)
    spread = Counter(word for text in said for word in set(key_of(text).split()))
    most = max(2, _FEW * len(said))
    return {
        topic: {word for word in own if shared[word] <= 1 + (len(word) >= _LONG) and spread[word] <= most}
        for topic, own in held.items()
    }


def _plain(name: str) -> str:
    return plain(re.sub(r"\(.*?\)", " ", name))


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST].rsplit(' ', 1)[0]} …"

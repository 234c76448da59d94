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
from dorinn.survey.firm import FORMER, plain
from dorinn.survey.home import bare, owners
from dorinn.survey.kinds import TEAM
from dorinn.survey.names import key_of, names
from dorinn.survey.proof import speaks_of
from dorinn.survey.telling import ASIDE, LISTED, OWN, PASSING, matter, said_of, seen_in

_NO_NAMES = frozenset({"kommunen", "kommunehuset", "styrer"})  # on every page, and what is done as often as who does it
_FEW = 0.1  # of the plan's sentences hold a word that still tells what a sentence is about
_CLEAR, _HINTED = 0.75, 0.1  # least probability of a worry by itself, and with a word of its name beside it
_LONG = 5  # letters of such a word; one fewer where no other worry's name has it
# Words of worries' names that tell nothing alone: «uten henvisning fra skolen» is not about BUP.
_LOOSE = frozenset(
    key
    for word in """henvisning tilvising ventetid avslag hele heile hel heil tilbud tilbod land nytt ingen skal hvor kvar
    hvem kven hvordan korleis plikt skjer klasse time verk slutte hjelp selv sjølv mener meiner aktivitet tilpasning
    tilpassing samarbeid tjeneste tjenester teneste tenester miljø
    familie familiens ungdomsskole ungdomsskule saken saka mange""".split()
    for key in [key_of(word)]
)
_MOST = 240  # letters that are shown


@dataclass(frozen=True, slots=True)
class InPlan:
    """A place in a plan: `section` as readers are told it, `page` 1-based or None, `text` the sentence or table row.

    `quoted` where the text is the plan's own words; else it is told by the digest of it. No text has a number to call.
    `passing` where the plan only mentions it beside something else: then `text` is empty.
    """

    document: str
    section: str
    page: int | None
    text: str
    quoted: bool
    passing: bool = False


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
            if code not in best or weight > best[code][0]:
                best[code] = weight, piece

        def sure(text: str) -> list[Mention]:
            """Without what only begins like a name: «barnevernsloven», «politisk», «nav-loven»."""
            text = FORMER.sub(" ", text)
            said = (one for one in known.mentions(text) if one.words not in _NO_NAMES)
            laws = set(re.findall(r"(\w+) lov(?:en|a)?\b", plain(text)))
            return [one for one in said if (not one.types or one.words in words_of) and one.words not in laws]

        for piece in self._pieces:
            place = piece.place
            over = sure(bare(place.heading))
            own = owners(place.heading, [mention.words for mention in over])
            said: dict[str, float] = {}
            for mention in sure(piece.text):
                for code in self._codes(mention):
                    if weight := said_of(mention.words, mention.place, piece.text):
                        weight += 0.3 * (mention.words in called[code] and weight > PASSING)
                        said[code] = max(weight, said.get(code, 0.0))
            for code, weight in said.items():
                found(code, seen_in(place.source.section, weight), piece)
            for code in {code for mention in over if mention.words in own for code in self._codes(mention)}:
                # In its own section what speaks of it goes first, else what comes first.
                found(code, seen_in(place.source.section, OWN + 0.3 * said.get(code, 0.3 * piece.first)), piece)
            if teams := [name for name in names(piece.text) if name.form in ("team", "meeting")]:
                headed = any(name.form in ("team", "meeting") for name in names(place.heading))
                begins = matter(piece.text).lower().startswith(teams[0].text.lower())
                found(TEAM, seen_in(place.source.section, OWN if headed else LISTED if begins else PASSING), piece)
        return {code: self._shown(piece, weight < LISTED) for code, (weight, piece) in best.items()}

    def worries(self, topics: Iterable[Topic]) -> dict[str, InPlan]:
        """The best place of each worry that the plan speaks of in clear words, by its id."""
        model = TopicModel.load(None)
        own = _telling(topics, [piece.text for piece in self._pieces])
        best: dict[str, tuple[float, _Piece]] = {}
        for piece in self._pieces:
            if PHONE.search(piece.text) or ASIDE.search(piece.place.source.section):
                continue
            said = matter(piece.text)
            keys = set(key_of(said).split())
            read = model.read_words(said).topics
            for topic, telling in own.items():
                likely, hinted = read.get(topic, 0.0), bool(telling & keys)
                enough = likely >= (_HINTED if hinted else _CLEAR)
                if not enough or not speaks_of(topic, said):
                    continue
                if likely + hinted > best.get(topic, (0.0,))[0]:
                    best[topic] = likely + hinted, piece
        return {topic: self._shown(piece) for topic, (_, piece) in best.items()}

    def _codes(self, mention: Mention) -> set[str]:
        return set(mention.types) or {self._corpus.service[record].type for record in mention.records}

    def _shown(self, piece: _Piece, passing: bool = False) -> InPlan:
        source = piece.place.source
        text = "" if passing or PHONE.search(piece.text) else _short(piece.text)
        return InPlan(source.document, source.section, piece.place.page, text, source.document in self._quoted, passing)


def _telling(topics: Iterable[Topic], said: list[str]) -> dict[str, set[str]]:
    """For each worry the words of its name that few worries and few of the sentences have."""
    held = {
        topic.id: {
            word
            for name in (topic.name.nb, topic.name.nn, topic.id.replace("-", " ").replace("aa", "å"))
            for word in key_of(name).split()
            if len(word) >= _LONG - 1 and word not in _LOOSE
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

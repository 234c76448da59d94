"""Quotations from ingested plans: which sentences answer a question, in the plan's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dorinn.assistant.wanted import Wanted, asked_of
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.passages import quote_passage
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.language.fold import fold
from dorinn.language.sentences import POINT, with_numbers
from dorinn.language.terms import terms

CLEAR = 0.55
SURE = 0.7  # below, a passage is the nearest there is; from here on it may answer what would otherwise be refused
_LONGEST = 420  # characters of a quotation
_FITS = 0.2  # what it counts that a passage has the kind of words that is sought, beside one share of the question
_PLACE, _PLACES = 0.04, 6  # and what each place among the hits takes off, down to this one
_LONG = 0.0002  # and each character of a quotation, where a passage is cut
_MOST = 400  # municipalities whose words are kept
_FAR = 0.25  # and what a passage without it must be better by, to say that what is sought is not there
_WHO, _MEMBERS = "who", "members"
_KINDS = (_MEMBERS, "convener")  # what a person may have to do with a team, where that is asked
_SECTION = re.compile(r"§+ ?\d+[\d -]*")  # no figure that anybody asks for
_ROW = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]+)+")
# What stands before the name of a person in a plan.
_ROLE = re.compile(
    r"(?:led\w*|lei\w*|rektor|styre\w*|koordinator\w*|\w*person|ved|psykolog\w*|\w*lege|prest|\w*sjef|rådgi\w*|rådgj\w*|los\w*)"
    r"(?: er| av|,|:)* $",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"[(«]?(?:[0-9][0-9.,]*%?|to|tre|fire|fem|seks|sju|syv|atte|ni|ti|elleve|tolv|[a-z]{3,5}ten|tjue|tretti|forti|femti)[),.»]?"
)
_CELL = re.compile(r"(?:^|\| )(?!nr|frist|ferdig|side)[^|:]*: [0-9]")
_NAME = re.compile(r"(?<=[a-zæøå] )[A-ZÆØÅ][\w-]+")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[«“(]?[A-ZÆØÅ•])|\s(?=• )|{POINT}")
# A number to call is shown from a verified record or not at all, even where a plan prints one.
PHONE = re.compile(r"(?<!\d)(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} ?\d{3}|\d{8})(?!\d)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to quote, the passage they stand in, and how well they answer: `share` of what the question is about (0 to
    1, rare words more), and whether they have the kind of words that it seeks (`fits`)."""

    words: str
    passage: Passage
    share: float
    fits: bool

    @property
    def sure(self) -> bool:
        """Whether it is as good as sure to be the answer."""
        return self.fits and self.share >= SURE


class Quotations:
    """Chooses what to quote from the plans that were taken in. Safe to share between threads."""

    def __init__(self, corpus: Corpus, cues: Cues) -> None:
        self._corpus = corpus
        self._cues = cues
        self._counted: dict[str, tuple[int, Mapping[str, int]]] = {}

    def best(self, question: str, asker: Understanding, hits: Sequence[Hit], least: float = CLEAR) -> Quotation | None:
        """What answers best; None where no passage speaks clearly of the question: where none says, with its headings,
        the share `least` of what it is about."""
        if asker.kommune is None or not hits:
            return None
        sought = self._sought(asker)
        wanted = self.wanted(asked_of(question), asker.kommune, _MEMBERS in sought)
        best: tuple[float, Quotation] | None = None
        near: tuple[float, Quotation] | None = None  # that lacks the kind of words that is sought
        for place, hit in enumerate(hits):
            passage = hit.passage
            share = wanted.share(passage.text.nb, passage.title)
            if share < least or _of_somebody(question, passage.text.nb, asker.sought):
                continue
            words, fits = self._excerpt(passage, wanted, sought)
            score = share - _PLACE * min(place, _PLACES)
            found = score, Quotation(words, passage, share, fits)
            if words and fits and (best is None or score > best[0]):
                best = found
            elif words and not fits and (near is None or score > near[0]):
                near = found
        # What only speaks of the matter is no answer, unless all that has the kind of words speaks far less of it.
        if best is None or (near is not None and near[1].share > best[1].share + _FAR):
            best = near
        return None if best is None else best[1]

    def wanted(self, question: str, kommune: str, members: bool = False) -> Wanted:
        """What a question asks of a municipality's plans; of the `members` of something, where it does."""
        return Wanted.of(question, self._corpus.kommune[kommune].name, *self._words(kommune), members)

    def names(self, wanted: Wanted, kommune: str) -> bool:
        """Whether the plans of a municipality have all the words that are wanted."""
        seen = self._words(kommune)[1]
        return bool(wanted.weights) and all(term in seen for term, *_ in wanted.weights)

    def _sought(self, asker: Understanding) -> tuple[str, ...]:
        """The kinds of words that are sought; of persons also what they have to do with a team, where that is asked."""
        asked = [kind for kind in _KINDS if kind in asker.cues]
        return (*asker.sought, *asked) if _WHO in asker.sought and len(asked) == 1 else tuple(asker.sought)

    def _words(self, kommune: str) -> tuple[int, Mapping[str, int]]:
        """How many passages the plans of a municipality have, and in how many of them each term stands."""
        if kommune not in self._counted:
            if len(self._counted) >= _MOST:
                self._counted.clear()
            editions = [edition for edition in self._corpus.editions if edition.kommune == kommune]
            pieces = [quote_passage(edition, quote) for edition in editions for quote in edition.quotes]
            seen = Counter(term for piece in pieces for term in set(terms(f"{piece.title} {piece.text.nb}")))
            self._counted[kommune] = len(pieces), seen
        return self._counted[kommune]

    def _excerpt(self, passage: Passage, wanted: Wanted, sought: Sequence[str]) -> tuple[str, bool]:
        """The run of whole sentences, none with a number to call, that says most of what is asked, and whether it has
        what is sought. A passage that is short enough is quoted whole."""
        text = _without_cells(passage.text.nb)
        if len(text) <= _LONGEST and not PHONE.search(text):
            return text, self._fits(text, wanted, sought)
        sentences = with_numbers(_SENTENCE.split(text))
        best, place = (-1.0, 0), (0, 0)
        for first in range(len(sentences)):
            for end in range(first + 1, len(sentences) + 1):
                run = " ".join(sentences[first:end])
                if not _quotable(run):
                    break
                said = wanted.share(run) + _FITS * self._fits(run, wanted, sought) - _LONG * len(run)
                if (said, -first) > best:
                    best, place = (said, -first), (first, end)
        first, end = place
        run = " ".join(sentences[first:end])
        # What a list names, and who does it, often comes after what was asked about.
        while run and end < len(sentences) and (run.endswith(":") or not sought or _WHO in sought):
            longer = f"{run} {sentences[end]}"
            if not _quotable(longer):
                break
            run, end = longer, end + 1
        if not run:
            return "", False
        words = f"{'… ' if first else ''}{run}{' …' if end < len(sentences) else ''}"
        return words, self._fits(run, wanted, sought)

    def _fits(self, text: str, wanted: Wanted, sought: Sequence[str]) -> bool:
        """Whether a text has the kinds of words that are sought; a person, or a role, other than those asked about; a
        figure of what is counted."""
        folded = fold(_SECTION.sub(" ", text))
        if "number" in sought and wanted.counted and not _counts(folded, wanted.counted):
            return False
        return all(self._tells_who(text, wanted) if name == _WHO else self._cues.tells(name, folded) for name in sought)

    def _tells_who(self, text: str, wanted: Wanted) -> bool:
        new = [word for word in _WORD.findall(text) if not wanted.asks_of(word)]
        return self._cues.tells(_WHO, fold(" ".join(new))) or not set(_NAME.findall(text)).isdisjoint(new)


def _counts(folded: str, thing: Wanted) -> bool:
    """Whether a figure of a thing stands in a text: soon before it, or in a cell of a table."""
    said = folded.split()
    near = (said[place + 1 : place + 4] for place, word in enumerate(said) if _FIGURE.fullmatch(word))
    return bool(_CELL.search(folded)) or any(thing.names(word) for words in near for word in words)


def _of_somebody(question: str, text: str, sought: Sequence[str]) -> bool:
    """Whether a figure or a time is asked for of a person whom a text names: what stands beside the name is not
    theirs."""
    if not sought or set(sought) <= {_WHO, "page"}:
        return False
    rows = [row for row in _ROW.findall(text) if row in question or row.split()[-1] in _WORD.findall(question)]
    return any(_ROLE.search(text[: text.index(row)]) for row in rows)


def _without_cells(text: str) -> str:
    """A text whose table rows have lost their cells with a number to call: «Tjeneste: … | Dag: mandag | …»."""
    if " | " not in text or not PHONE.search(text):
        return text
    rows = (["…" if PHONE.search(cell) else cell for cell in row.split(" | ")] for row in text.split("\n"))
    return "\n".join(" | ".join(row) for row in rows)


def _quotable(run: str) -> bool:
    return len(run) <= _LONGEST and not PHONE.search(run)

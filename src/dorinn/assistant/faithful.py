"""Whether a rephrased text says the same as the composed one: nothing new, nothing gone, nothing turned round.

The rules are strict on purpose. A refused text costs nothing, since the composed one stands; an accepted wrong one may
cost a child. What they guard, in order: shape, length, numbers and paragraphs, names and their order, form, and for
each sentence that its words come from the composed text, with as many negations and no other «must», «may» or «can».
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from dorinn.domain.text import Form
from dorinn.language.claims import claims
from dorinn.language.fold import fold
from dorinn.language.form import found_words, other_form
from dorinn.language.sentences import sentences
from dorinn.language.terms import stem

SHORTEST, LONGEST = 0.5, 1.25
"""How much shorter or longer than the composed text a rephrased one may be."""
KEPT = 0.6
"""The share of a composed sentence's words that must be found again."""

_MARKUP = re.compile(r"[<>{}\[\]`*_#|\\~^\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|https?:|www\.")
_CAPITAL = re.compile(r"(?<![.!?:»] )(?<!^)(?<=\s)[A-ZÆØÅ][\w-]*")
_ORDERED = re.compile(r"§{1,2}\s?[\d –-]+|\d+(?:[ .]\d+)*")
_NOT = frozenset("ikke ikkje aldri ingen inga ingenting uten utan verken korkje nei inkje".split())
_MODAL = frozenset(
    """må måtte skal skulle bør burde kan kunne får vil ville trenger treng trengst plikt plikter pliktar kreves krevst
    alltid bare berre alle straks umiddelbart nå no først fyrst før etter""".split()
)
# Small words that may come and go without saying anything else. None of them is a negation or a modal.
_SMALL = frozenset(
    """og at i på for til av med som en ei ein et eit den det de dei du deg dere dykk din di ditt dine eg jeg me vi oss
    er var blir vert har hadde om så da då når her der dette denne disse desse seg sin si sitt sine fra frå hos hjå ved
    også òg samt derfor difor slik sånn kva hva hvem kven hvor kvar hvordan korleis hvis dersom men eller ogsa gjerne
    videre vidare""".split()
)


def unfaithful(said: str, composed: str, form: Form, names: Collection[str] = ()) -> str | None:
    """Why `said` may not stand for `composed`, as a code, or None when it may.

    `names` are the public names in the composed text: each must be there, unchanged and in the same order.
    """
    if not said.strip():
        return "empty"
    if _MARKUP.search(said) and not _MARKUP.search(composed):
        return "markup"
    if not SHORTEST <= len(said) / max(len(composed), 1) <= LONGEST:
        return "length"
    ours, theirs = claims(composed), claims(said)
    if (set(ours.numbers), set(ours.sections), set(ours.addresses)) != (
        set(theirs.numbers), set(theirs.sections), set(theirs.addresses),
    ):  # fmt: skip
        return "numbers"
    if _order(said, names) != _order(composed, names):
        return "names"
    if not set(_CAPITAL.findall(said)) <= set(re.findall(r"[A-ZÆØÅ][\w-]*", composed)):
        return "names"
    new = set(found_words(said)) - set(found_words(composed))
    if any(other_form(word, form) for word in new):
        return "form"
    return _unsupported(said, composed)


def _order(text: str, names: Collection[str]) -> list[str]:
    """Names and numbers in the order they first stand in the text."""
    places = {name: text.find(name) for name in names if name in text}
    places |= {re.sub(r"\D", "", match[0]): match.start() for match in reversed(list(_ORDERED.finditer(text)))}
    return sorted(places, key=lambda key: places[key])


def _unsupported(said: str, composed: str) -> str | None:
    ours = sentences(composed)
    windows = [*ours, *(f"{one} {other}" for one, other in pairwise(ours))]
    for sentence in sentences(said):
        if not any(_supports(window, sentence) for window in windows):
            return "support"
    spoken = _content(said)
    for sentence in ours:
        content = _content(sentence)
        if content and len(content & spoken) / len(content) < KEPT:
            return "dropped"
    return None


def _supports(ours: str, theirs: str) -> bool:
    """Whether every word of weight in `theirs` stands in `ours`, with the same negations and modals."""
    one, other = found_words(ours), found_words(theirs)
    return (
        _content(theirs) <= _content(ours)
        and sum(word in _NOT for word in one) == sum(word in _NOT for word in other)
        and {word for word in one if word in _MODAL} == {word for word in other if word in _MODAL}
    )


def _content(text: str) -> set[str]:
    return {stem(fold(word)) for word in found_words(text) if word not in _SMALL and word not in _NOT}

"""Robustness sets: the same questions as people also write them. Labels stay, words suffer."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from dorinn.evals.question_set import Item
from dorinn.language.slips import slip

_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})
_WRAPPED = {
    "nb": "Hei! Beklager at jeg forstyrrer, og takk for at dere finnes. {} På forhånd tusen takk, og ha en fin dag!",
    "nn": "Hei! Orsak at eg uroar, og takk for at de finst. {} På førehand tusen takk, og ha ein fin dag!",
}
_CHATTER = {
    "nb": "I går satte vi poteter og hørte på radio, og hunden løp rundt oss. {} Det blåser fælt her i dag.",
    "nn": "I går sette vi poteter og høyrde på radio, og hunden sprang rundt oss. {} Det bles fælt her i dag.",
}
# Common words of some dialects, by the words of the written forms they stand for.
_DIALECT = {
    "jeg": "æ", "eg": "æ", "ikke": "itj", "ikkje": "ittje", "hva": "ka", "kva": "ka", "hvem": "kem", "kven": "kem",
    "hvor": "kor", "hun": "ho", "han": "hainn", "meg": "mæ", "noe": "nå", "noko": "nåkka", "hvordan": "koss",
    "korleis": "koss", "barnet": "ongen", "være": "vårrå", "vere": "vårrå", "mye": "mykkje", "oss": "åss",
    "også": "å", "når": "nårti", "skal": "ska", "til": "te", "er": "e", "og": "å",
}  # fmt: skip


def _dialect(text: str) -> str:
    return " ".join(_DIALECT.get(word.lower(), word) for word in text.split(" "))


def _typos(item: Item) -> str:
    return slip(item.question, random.Random(item.id), 0.25)


VARIANTS: dict[str, Callable[[Item], str]] = {
    "plain": lambda item: item.question,
    "no æøå": lambda item: item.question.translate(_PLAIN_LETTERS),
    "typos": _typos,
    "no æøå, typos": lambda item: _typos(item).translate(_PLAIN_LETTERS),
    "dialect words": lambda item: _dialect(item.question),
    "polite": lambda item: _WRAPPED[item.lang].format(item.question),
    "chatter": lambda item: _CHATTER[item.lang].format(item.question),
    "shouted": lambda item: item.question.upper(),
    "no signs": lambda item: "".join(c for c in item.question.lower() if c.isalnum() or c == " "),
}


def variant(name: str, items: Sequence[Item]) -> list[Item]:
    """The set with every question rewritten; the same text every time, since the id seeds what is random."""
    rewrite = VARIANTS[name]
    return [replace(item, question=rewrite(item)) for item in items]

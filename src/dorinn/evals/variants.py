"""Robustness sets: the same questions as people also write them. Labels stay, words suffer."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from dorinn.evals.dialects import DIALECTS, spoken
from dorinn.evals.question_set import Item
from dorinn.language.slips import slip

_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})
_WRAPPED = {
    "nb": "Hei! Beklager at jeg forstyrrer, og takk for at dere finnes. {} På forhånd tusen takk, og ha en fin dag!",
    "nn": "Hei! Orsak at eg uroar, og takk for at de finst. {} På førehand tusen takk, og ha ein fin dag!",
}
# Everyday sentences around the matter; none of them stands in corpus/chatter.tsv, which training uses.
CHATTER = {
    "nb": (
        "I går satte vi poteter og hørte på radio, og hunden løp rundt oss. {} Det blåser fælt her i dag.",
        "Skriver fra parkeringsplassen på Kiwi, så dette blir litt rotete. {} Nå må jeg inn og kjøpe melk.",
        "Vi pusser opp badet, og det er støv i alle skuffer. {} Flisleggeren kommer visst først på torsdag.",
        "Lue og votter er borte igjen, og jeg leter i hele gangen. {} Der fant jeg den ene votten, i ovnskroken.",
        "Ferga var innstilt, så vi rakk ikke konserten på onsdag. {} Hønene har sluttet å verpe, for øvrig.",
    ),
    "nn": (
        "I går sette vi poteter og høyrde på radio, og hunden sprang rundt oss. {} Det bles fælt her i dag.",
        "Skriv frå parkeringsplassen på Kiwi, så dette blir litt rotete. {} No må eg inn og kjøpe mjølk.",
        "Vi pussar opp badet, og det er støv i alle skuffer. {} Flisleggjaren kjem visst først på torsdag.",
        "Lue og vottar er borte igjen, og eg leitar i heile gangen. {} Der fann eg den eine votten, i omnskroken.",
        "Ferja var innstilt, så vi rakk ikkje konserten på onsdag. {} Hønene har slutta å verpe, forresten.",
    ),
}


def _typos(item: Item) -> str:
    return slip(item.question, random.Random(item.id), 0.25)


def _chatter(item: Item) -> str:
    """Which wrapper it is follows from the id alone, whatever the order of the set."""
    wrappers = CHATTER[item.lang]
    return wrappers[zlib.crc32(item.id.encode()) % len(wrappers)].format(item.question)


def _dialect(name: str) -> Callable[[Item], str]:
    return lambda item: spoken(item.question, name)


VARIANTS: dict[str, Callable[[Item], str]] = {
    "plain": lambda item: item.question,
    "no æøå": lambda item: item.question.translate(_PLAIN_LETTERS),
    "typos": _typos,
    "no æøå, typos": lambda item: _typos(item).translate(_PLAIN_LETTERS),
    **{name: _dialect(name) for name in DIALECTS},
    "polite": lambda item: _WRAPPED[item.lang].format(item.question),
    "chatter": _chatter,
    "shouted": lambda item: item.question.upper(),
    "no signs": lambda item: "".join(c for c in item.question.lower() if c.isalnum() or c == " "),
}


def variant(name: str, items: Sequence[Item]) -> list[Item]:
    """The set with every question rewritten; the same text every time, since the id seeds what is random."""
    rewrite = VARIANTS[name]
    return [replace(item, question=rewrite(item)) for item in items]

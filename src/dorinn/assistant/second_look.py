"""The second look: the topic model may see danger that the rules missed. It can raise any alarm, and lower one that
rests on hints alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dorinn.domain.question import Danger

ALARMS = {
    "akutt-liv": "nasjonal/113",
    "akutt-selvmord": "nasjonal/113",
    "akutt-vold": "nasjonal/112",
    "akutt-barn-i-fare": "nasjonal/112",
    "akutt-brann": "nasjonal/110",
}
_SOONER = ("akutt-liv", "akutt-vold")
_AS_GOOD_AS_SURE = 0.9
_STANDS_OUT = 0.15  # how probable a grave matter must be to be named
_KIN = 0.5  # what a matter of the same kind counts of the danger itself
_OF_KIND = {
    "akutt-liv": ("fysisk-sykdom", "syk-kveld-helg"),
    "akutt-selvmord": ("selvmordstanker", "selvskading"),
    "akutt-vold": (
        "vold-mot-barn", "vold-i-hjemmet-barn-ser", "partnervold", "kjaerestevold", "seksuelle-overgrep-barn",
        "tvangsekteskap", "aeresvold-kontroll", "nettovergrep",
    ),
    "akutt-barn-i-fare": ("omsorgssvikt", "foreldre-rus", "rommer-hjemmefra"),
    "akutt-brann": (),
}  # fmt: skip
# What a child in danger is in danger of, by the worry that is nearest; what has words of its own is told in them.
_KINDS = {"tvangsekteskap": "tvangsreise", "rommer-hjemmefra": "savnet", "foreldre-rus": None, "omsorgssvikt": None}
_NEAREST = 0.02  # how probable that worry must be
# The lines to call, by the category that the rules give a grave matter, for grown-ups.
_CHILDREN = "nasjonal/alarmtelefonen"
_MIND = ("nasjonal/hjelpetelefonen", _CHILDREN)
_VIOLENCE = ("nasjonal/vold-og-overgrepslinjen", _CHILDREN)
_LINES = {
    "selvmordstanker": _MIND,
    "selvskading": _MIND,
    "vold": _VIOLENCE,
    "overgrep": _VIOLENCE,
    "omsorgssvikt": _VIOLENCE[::-1],
    "ufrihet": _VIOLENCE[::-1],
}
# Worries that may be grave, and their category.
_WORRIES = {
    "selvmordstanker": "selvmordstanker",
    "depresjon-ungdom": "selvmordstanker",
    "selvskading": "selvskading",
    "vold-mot-barn": "vold",
    "vold-i-hjemmet-barn-ser": "vold",
    "partnervold": "vold",
    "kjaerestevold": "vold",
    "sinne-hos-forelder": "vold",
    "seksuelle-overgrep-barn": "overgrep",
    "overgrep-tidligere": "overgrep",
    "nettovergrep": "overgrep",
    "skadelig-seksuell-atferd": "overgrep",
    "ansatt-krenker": "overgrep",
    "omsorgssvikt": "omsorgssvikt",
    "foreldre-rus": "omsorgssvikt",
    "aeresvold-kontroll": "ufrihet",
    "tvangsekteskap": "ufrihet",
    "avvergingsplikt": "vold",
    "meldeplikt-naar": "omsorgssvikt",
    "meldeplikt-hvordan": "omsorgssvikt",
    "meldeplikt-foreldre": "omsorgssvikt",
    "samtale-barn": "omsorgssvikt",
    "bekymret-for-barn": "omsorgssvikt",
}
_OTHERS = {
    "bekymret-for-barn": (_CHILDREN,),
    "rommer-hjemmefra": (_CHILDREN,),
    "mobbing-skole": ("nasjonal/foreldresupport",),
}


def helplines(topic: str | None, child: bool) -> tuple[str, ...]:
    """The lines to call about a topic, best first; a child is given its own first."""
    lines = _OTHERS.get(topic or "") or _LINES.get(_WORRIES.get(topic or "", ""), _MIND)
    return tuple(dict.fromkeys((_CHILDREN, *lines))) if child else lines


def alarm(belief: Mapping[str, float], child: bool) -> Danger:
    """The danger now that the topics suggest most, counting those that are of its kind; `belief` maps topics to
    probabilities."""

    def told(topic: str) -> float:
        return belief.get(topic, 0.0) + _KIN * sum(belief.get(kin, 0.0) for kin in _OF_KIND[topic])

    worst = max(ALARMS, key=told)
    first, near = ALARMS[worst], max(_KINDS, key=lambda topic: belief.get(topic, 0.0))
    if worst == "akutt-barn-i-fare" and belief.get(near, 0.0) >= _NEAREST:
        worst = _KINDS[near] or worst
    return Danger("acute", worst, (first, "nasjonal/113" if first == "nasjonal/112" else "nasjonal/112"), child)


def called(belief: Mapping[str, float], danger: Danger) -> Danger:
    """An acute danger with the number that the topics are as good as sure of first, where the rules name it late or not
    at all: tablets eaten are for 113, whatever else is told, and a threat to set fire to the house for 112."""
    likely = max(_SOONER, key=lambda topic: belief.get(topic, 0.0))
    number = ALARMS[likely]
    if belief.get(likely, 0.0) < _AS_GOOD_AS_SURE or number in danger.numbers[:2]:
        return danger
    return replace(danger, category=likely, numbers=tuple(dict.fromkeys((number, *danger.numbers))))


def grave(belief: Mapping[str, float], child: bool) -> Danger:
    """The grave matter that the topics suggest most, with its helplines; for a child, the line for children first.

    Where none stands out it is grave all the same, but nobody is told of suicide or violence that is not spoken of."""
    worst = max(_WORRIES, key=lambda topic: belief.get(topic, 0.0))
    if belief.get(worst, 0.0) < _STANDS_OUT:
        return Danger("serious", None, helplines(None, child), child)
    return Danger("serious", _WORRIES[worst], helplines(worst, child), child)

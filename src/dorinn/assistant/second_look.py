"""The second look: the topic model may see danger that the rules missed. It can raise any alarm, and lower one that
rests on hints alone."""

from __future__ import annotations

from collections.abc import Mapping

from dorinn.domain.question import Danger

ALARMS = {
    "akutt-liv": "nasjonal/113",
    "akutt-selvmord": "nasjonal/113",
    "akutt-vold": "nasjonal/112",
    "akutt-barn-i-fare": "nasjonal/112",
    "akutt-brann": "nasjonal/110",
}
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
    first = ALARMS[worst]
    return Danger("acute", worst, (first, "nasjonal/113" if first == "nasjonal/112" else "nasjonal/112"), child)


def grave(belief: Mapping[str, float], child: bool) -> Danger:
    """The grave matter that the topics suggest most, with its helplines; for a child, the line for children first."""
    worst = max(_WORRIES, key=lambda topic: belief.get(topic, 0.0))
    return Danger("serious", _WORRIES[worst], helplines(worst, child), child)

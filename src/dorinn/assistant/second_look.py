"""The second look: the topic model may see danger that the rules missed. It can raise an alarm, never lower one."""

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
_MIND = ("nasjonal/hjelpetelefonen", "nasjonal/alarmtelefonen")
_VIOLENCE = ("nasjonal/vold-og-overgrepslinjen", "nasjonal/alarmtelefonen")
# Worries that may be grave: the category that the rules would have given, and whom to call, for grown-ups.
_WORRIES = {
    "selvmordstanker": ("selvmordstanker", _MIND),
    "depresjon-ungdom": ("selvmordstanker", _MIND),
    "selvskading": ("selvskading", _MIND),
    "vold-mot-barn": ("vold", _VIOLENCE),
    "vold-i-hjemmet-barn-ser": ("vold", _VIOLENCE),
    "partnervold": ("vold", _VIOLENCE),
    "kjaerestevold": ("vold", _VIOLENCE),
    "sinne-hos-forelder": ("vold", _VIOLENCE),
    "seksuelle-overgrep-barn": ("overgrep", _VIOLENCE),
    "overgrep-tidligere": ("overgrep", _VIOLENCE),
    "nettovergrep": ("overgrep", _VIOLENCE),
    "skadelig-seksuell-atferd": ("overgrep", _VIOLENCE),
    "ansatt-krenker": ("overgrep", _VIOLENCE),
    "omsorgssvikt": ("omsorgssvikt", _VIOLENCE[::-1]),
    "foreldre-rus": ("omsorgssvikt", _VIOLENCE[::-1]),
    "aeresvold-kontroll": ("ufrihet", _VIOLENCE[::-1]),
    "tvangsekteskap": ("ufrihet", _VIOLENCE[::-1]),
}

_CHILDREN = ("nasjonal/alarmtelefonen",)
_PARENTS = ("nasjonal/foreldresupport",)
_LINES = {"bekymret-for-barn": _CHILDREN, "rommer-hjemmefra": _CHILDREN, "mobbing-skole": _PARENTS}


def helplines(topic: str | None, child: bool) -> tuple[str, ...]:
    """The lines to call about a topic, best first: a child has its own."""
    if child:
        return _CHILDREN
    return _LINES.get(topic or "") or _WORRIES.get(topic or "", ("", _MIND))[1]


def alarm(belief: Mapping[str, float], child: bool) -> Danger:
    """The danger now that the topics suggest most; `belief` maps topics to probabilities."""
    worst = max(ALARMS, key=lambda topic: belief.get(topic, 0.0))
    first = ALARMS[worst]
    return Danger("acute", worst, (first, "nasjonal/113" if first == "nasjonal/112" else "nasjonal/112"), child)


def grave(belief: Mapping[str, float], child: bool) -> Danger:
    """The grave matter that the topics suggest most, with its helplines; for a child, the line for children first."""
    worst = max(_WORRIES, key=lambda topic: belief.get(topic, 0.0))
    category, numbers = _WORRIES[worst]
    order = sorted(numbers, key=lambda number: number != "nasjonal/alarmtelefonen") if child else numbers
    return Danger("serious", category, tuple(order), child)

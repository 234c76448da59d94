"""Kinds of danger: where the model's categories, and some of the rules', are wide, what is told says which it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dorinn.domain.question import Danger

_LINES = ("110", "112", "113")


@dataclass(frozen=True, slots=True)
class _Kind:
    """`name`, told of where all of `said` are and none of `unsaid`, when one of the categories `of` was found; `lines`
    are its numbers, most urgent first."""

    name: str
    lines: tuple[str, ...]
    of: frozenset[str]
    said: frozenset[str]
    unsaid: frozenset[str] = frozenset()


def _kind(name: str, lines: str, of: str, said: str, unsaid: str = "") -> _Kind:
    def cues(names: str) -> frozenset[str]:
        return frozenset(f"now_{cue}" for cue in names.split())

    return _Kind(name, tuple(lines.split()), frozenset(of.split()), cues(said), cues(unsaid))


_HARM = "vold-na akutt-vold akutt-barn-i-fare"
# The first that fits holds.
_KINDS = (
    _kind("psykose", "113 112", "akutt-liv akutt-barn-i-fare akutt-selvmord akutt-vold", "voices"),
    _kind("allergi", "113", "akutt-liv pust", "allergy swollen"),
    _kind("krampe", "113", "akutt-liv pust", "fit"),
    _kind("drukning", "113 110", "akutt-liv akutt-barn-i-fare pust", "water"),
    _kind("forgiftning", "113", "akutt-liv akutt-barn-i-fare", "poison", "took oneself"),
    _kind("spedbarn", "113", "akutt-liv", "newborn"),
    _kind("tabletter", "113", "akutt-selvmord akutt-liv", "took"),
    _kind("mister-kontroll", "113", "innesperret akutt-vold akutt-barn-i-fare", "afraid_self"),
    _kind("vapen", "112 113", "innesperret", "weapon"),
    _kind("vold-na", "112 113", "innesperret", "locked_self"),
    _kind("bortforing", "112", f"drapstrussel voldtekt-na {_HARM}", "dragged"),
    _kind("tvangsreise", "112", f"drapstrussel {_HARM}", "flight marry"),
    _kind("barn-tatt-med", "112", f"drapstrussel tvangsreise {_HARM}", "flight abroad", "marry"),
    _kind("promille", "112", f"innbrudd alene {_HARM}", "drunk drives", "weapon locked_self"),
    _kind("drapstrussel", "112 113", "alene innesperret akutt-barn-i-fare", "burning"),
    _kind("drapstrussel", "112 113", "voldtekt-na akutt-barn-i-fare", "kill"),
    _kind("drapstrussel", "112 113", "akutt-selvmord", "kill another", "took oneself bare poison"),
    _kind("drapstrussel", "112 113", "akutt-selvmord", "weapon line", "goodbye took oneself"),
    _kind("drapstrussel", "112 113", "tvangsreise savnet", "kill", "flight marry"),
    _kind("drapstrussel", "112 113", "selvmord", "kill weapon", "took oneself"),
    _kind("drapstrussel", "112 113", "selvmord", "kill abroad", "took oneself"),
    _kind("selvmord", "113 112", "akutt-barn-i-fare savnet", "goodbye left"),
    _kind("selvmord", "113 112", "akutt-barn-i-fare savnet", "goodbye silent"),
    _kind("savnet-paa-sjoen", "112", "akutt-barn-i-fare savnet", "boat left"),
    _kind("savnet-paa-sjoen", "112", "akutt-barn-i-fare savnet", "boat silent"),
    _kind("savnet", "112", "akutt-barn-i-fare", "left", "high alone drives"),
    _kind("savnet", "112", "akutt-barn-i-fare", "silent left", "high"),
    _kind("alene-i-bil", "112 113", "alene akutt-barn-i-fare", "in_car", "drunk driven"),
    _kind("alene", "112", "akutt-barn-i-fare vold-na", "alone small", "high weapon"),
    _kind("alene", "112", "akutt-barn-i-fare", "outside small", "high"),
)  # fmt: skip
# A second number that is for sure: for the brigade where somebody threatens to burn, or it smells of burning, and for
# the police where somebody who may take their own life is gone, or has a weapon.
_BESIDE = (
    ("110", frozenset(("now_burning", "now_smell")), frozenset(("112",))),
    ("112", frozenset(("now_weapon", "now_left", "now_silent", "now_away")), frozenset(("113",))),
)
_OF_DESPAIR = frozenset(("selvmord", "akutt-selvmord"))
BY_ONESELF = _OF_DESPAIR | {"tabletter"}


def kind(danger: Danger, told: Collection[str]) -> Danger:
    """The danger by the kind that is told of, with that kind's numbers; itself where nothing more is told, or it is
    not one now."""
    if danger.level != "acute":
        return danger
    said, found = frozenset(told), danger
    for one in _KINDS:
        if danger.category in one.of and one.said <= said and one.unsaid.isdisjoint(said):
            found = _called(replace(danger, category=one.name), one.lines)
            break
    first = _line(found.numbers[0]) if found.numbers else ""
    for line, _, after in _BESIDE:
        if first in after and sure(found, line, said):
            lines = (_line(number) for number in found.numbers)
            found = _called(found, tuple(dict.fromkeys((first, line, *(one for one in lines if one in _LINES)))))
    return found


def sure(danger: Danger, line: str, told: Collection[str]) -> bool:
    """Whether a second emergency number is called whatever else holds."""
    wanted = line != "112" or (danger.category in _OF_DESPAIR and "now_another" in told)
    return wanted and any(line == one and not cues.isdisjoint(told) for one, cues, _ in _BESIDE)


def _called(danger: Danger, lines: tuple[str, ...]) -> Danger:
    """The danger with these emergency numbers before its other lines."""
    others = (number for number in danger.numbers if _line(number) not in _LINES)
    return replace(danger, numbers=(*(f"nasjonal/{line}" for line in lines), *others))


def _line(number: str) -> str:
    return number.split("/")[1]

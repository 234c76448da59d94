"""Scripts: which words on what to do with one's hands, and what to tell, fit a danger and the one who tells of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dorinn.assistant.teller import Teller
from dorinn.domain.question import Danger

# By the kind of danger; else by the number that is called first.
_SCRIPTS = {
    "livlos": "acute_life", "akutt-liv": "acute_life", "pust": "acute_life", "hodeskade": "acute_life",
    "hjerte-slag": "acute_life", "hjernehinne": "acute_life", "kvelning": "acute_choke", "krampe": "acute_fit",
    "blodning": "acute_bleed", "brannskade": "acute_burn", "allergi": "acute_allergy", "drukning": "acute_water",
    "spedbarn": "acute_baby", "fodsel": "acute_birth", "overdose": "acute_poison", "forgiftning": "acute_poison",
    "forgiftning-smaa": "acute_poison", "tabletter": "acute_poison", "utvidet-selvmord": "acute_harm_both",
    "selvmord": "acute_mind", "akutt-selvmord": "acute_mind", "psykose": "acute_voices",
    "mister-kontroll": "acute_control", "innesperret": "acute_locked", "promille": "acute_car", "alene": "acute_alone",
    "alene-i-bil": "acute_alone_car", "savnet": "acute_missing", "savnet-paa-sjoen": "acute_boat",
    "bortforing": "acute_seen", "akutt-barn-i-fare": "acute_unsafe", "barn-tatt-med": "acute_abroad",
    "tvangsreise": "acute_journey", "gass": "acute_gas", "nasjonal/110": "acute_out", "nasjonal/112": "acute_safe",
}  # fmt: skip
# The same where nobody but the writer is spoken of, where the writer surely speaks of another, and to a child.
_TO_ONESELF = {
    "acute_mind": "acute_mind_self", "acute_journey": "acute_journey_self", "acute_life": "acute_self",
    "acute_poison": "acute_poison_self", "acute_voices": "acute_voices_self",
}  # fmt: skip
_ALONE = ("acute_life", "acute_journey", "acute_voices")  # only where nobody else is spoken of
_OF_ANOTHER = {"acute_mind": "acute_mind_other"}
_TO_A_CHILD = {
    "acute_car": "acute_car_child", "acute_alone": "acute_alone_child", "acute_unsafe": "acute_unsafe_child",
    "acute_journey": "acute_journey_child", "acute_safe": "acute_safe_child", "acute_out": "acute_out_child",
}  # fmt: skip
# Where the one in danger is somewhere else, or has driven off, or the dangerous one is yet to come.
_APART = {
    "acute_life": "acute_away", "acute_mind": "acute_away", "acute_poison": "acute_away", "acute_safe": "acute_threat",
}  # fmt: skip
# What is passed on from the phone needs no words on locking the door; what is to be done there is passed on too.
_RELAYED = frozenset((
    "acute_life", "acute_mind", "acute_safe", "acute_unsafe", "acute_alone", "acute_seen", "acute_stay", "acute_locked",
))  # fmt: skip
# What may come of tablets, and what to say of them.
_TAKEN = {"acute_life": "acute_taken", "acute_mind_self": "acute_taken_self", "acute_self": "acute_taken_self"}
_ALSO_TAKEN = frozenset(("acute_away", "acute_mind", "acute_mind_other"))
# Violence that no rule knows, beside help for parents of the small: the writer may be the one who is dangerous.
_FOR_PARENTS = frozenset(("helsestasjon", "foreldreveiledning"))
_OF_OTHERS = frozenset((
    "now_weapon", "now_kill", "now_next_door", "now_away", "now_silent", "now_left", "now_locked_self", "now_burning",
    "now_drives",
))  # fmt: skip
# A script, what is told besides, and the script that fits then.
_TOLD = (
    ("acute_safe", "now_locked_self", "acute_safe_here"),
    ("acute_safe", "now_next_door", "acute_witness"),
    ("acute_car", "now_in_the_car", "acute_car_inside"),
    ("acute_car", "now_driven", "acute_car_gone"),
    ("acute_out", "now_house_next_door", "acute_out_there"),
    ("acute_baby", "now_limp", "acute_baby_limp"),
    ("acute_control", "now_afraid_self", "acute_control_self"),
    ("acute_voices", "now_voices_other", "acute_voices_other"),
)
_ELSEWHERE = frozenset(("drapstrussel", "akutt-vold", "voldtekt-na", "vapen"))


def scripts(danger: Danger, teller: Teller, types: Collection[str] = ()) -> Iterator[str]:
    """The phrases to say, in order; `types` are the kinds of help that are suggested."""
    first, said = danger.numbers[0] if danger.numbers else "", teller.said
    script = _SCRIPTS.get(danger.category or "") or _SCRIPTS.get(first, "acute_stay")
    if teller.relays:
        yield "acute_relay" if script in _RELAYED else script
        yield from ("acute_relay_weapon",) if "now_weapon" in said else ()
        yield from ("acute_relay_on",) if script not in _RELAYED else ()
        return
    parents = not danger.child and said.isdisjoint(_OF_OTHERS) and not _FOR_PARENTS.isdisjoint(types)
    if danger.category == "akutt-vold" and first == "nasjonal/112" and parents:
        yield "acute_harm"
        return
    chosen = _chosen(script, danger, teller)
    yield chosen
    if chosen in ("acute_mind_other", "acute_away", "acute_voices_other"):
        yield from ("acute_weapon",) if "now_weapon" in said else ()
        yield from ("acute_gone",) if "now_left" in said else ()
    if teller.taken:
        taken = _TAKEN.get(chosen) or ("acute_taken_away" if chosen in _ALSO_TAKEN else None)
        yield from (taken,) if taken else ()


def _chosen(script: str, danger: Danger, teller: Teller) -> str:
    said = teller.said
    oneself = teller.own and "now_another" not in said if script in _ALONE else teller.oneself
    if oneself and script in _TO_ONESELF and not (script == "acute_poison" and danger.category == "forgiftning-smaa"):
        return _TO_ONESELF[script]
    if danger.child:
        if script == "acute_journey" and "now_friend" in said:
            return "acute_journey_friend"
        if script in _TO_A_CHILD:
            return _TO_A_CHILD[script]
    if script in _APART and _apart(script, danger, teller):
        return _APART[script]
    for place, cue, fitting in _TOLD:
        if script == place and cue in said:
            return fitting
    return _OF_ANOTHER.get(script, script) if teller.other else script


def _apart(script: str, danger: Danger, teller: Teller) -> bool:
    """Whether the words are for one who is somewhere else."""
    if script == "acute_safe":
        return teller.apart and danger.category in _ELSEWHERE
    if script in ("acute_life", "acute_poison"):
        return teller.unseen and "now_newborn" not in teller.said
    return teller.apart and teller.other

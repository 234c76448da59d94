"""Ranking: the records of the likeliest kinds of help, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dorinn.assistant.costs import Costs
from dorinn.assistant.offer import Offer, Record, exists
from dorinn.assistant.second_look import helplines
from dorinn.assistant.signals import SignalReader
from dorinn.domain.passage import Hit
from dorinn.domain.question import Danger, Understanding

MOST = 5
HEARD = 0.25
FAINT = 0.005  # a service less likely than this is no help to name
WELFARE = 0.02  # nor is the child welfare service, however dear it is to miss: its card frightens
PLANNED = 0.03
EMERGENCY = "nodnummer"
GROWN = 18  # years
# What tells staff how to work; to others it is said only where much speaks for it.
_FOR_STAFF = frozenset((
    "meldeplikt", "avvergingsplikt", "taushetsplikt", "samtale-om-bekymring", "bekymring-til-handling", "stafettlogg",
    "opplaering", "forebygging",
))  # fmt: skip
# What may stand beside the numbers of an alarm.
_BESIDE_ALARM = frozenset((
    "legevakt", "barnevernvakt", "barnevern", "krisesenter", "smiso", "hjelpetelefon", "fastlege", "politi",
    "skolehelsetjeneste", "helsestasjon", "foreldreveiledning", "psykisk-helse-og-rus",
))  # fmt: skip
_DUTIES = frozenset(("meldeplikt", "avvergingsplikt"))  # and to staff
_FOR_SMALL = frozenset(("barnehage",))  # no place for somebody young who writes, unless it is named
_ACUTE_NEXT = {
    "112": ("barnevernvakt", "barnevern", "politi"),
    "113": ("legevakt", "barnevernvakt"),
    "110": ("politi",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A record in the ranking, with its share of the belief (0 to 1) and the topic that brought it most."""

    record: Record
    share: float
    topic: str | None


class Ranker:
    """Puts records in order. Holds no state between questions."""

    def __init__(self, offer: Offer, signals: SignalReader, costs: Costs) -> None:
        self._offer = offer
        self._signals = signals
        self._costs = costs

    def ranked(
        self,
        shares: dict[str, float],
        origin: dict[str, str],
        asker: Understanding,
        hits: Sequence[Hit],
        lookup: bool,
        vague: bool = False,
    ) -> tuple[Choice, ...]:
        """The records of the likeliest codes; where the doubt is small, what costs most to miss goes first, unless the
        message is so `vague` that more is asked for."""
        found: list[Choice] = []
        # Who asks for a number wants that of the place, not of whoever the best passage is about.
        near = _evidence(hits) if lookup and "contact" not in asker.cues else {}
        # Emergency numbers belong to an alarm; without one they are named where somebody looks them up.
        left_out = set() if lookup else {EMERGENCY}
        if asker.role == "youth":
            left_out |= _FOR_SMALL - set(asker.mentions)
        codes = (code for code in sorted(shares, key=lambda c: -shares[c]) if code not in left_out)
        for code in list(codes)[: 2 * MOST]:
            records = self._instances(code, asker, near, lookup, origin.get(code))
            for place, record in enumerate(records[: 2 if lookup or code == "tverrfaglig-team" else 1]):
                found.append(Choice(record, shares[code] * 0.5**place, origin.get(code)))
        weigh = 0 if lookup or vague else 1
        found.sort(key=lambda choice: -choice.share * self._costs.of(choice.record.type, asker.role) ** weigh)
        alive = [choice for choice in found if exists(choice.record)]
        # What is only planned is told of where it is what somebody asks about, and never first.
        planned = [choice for choice in found if not exists(choice.record) and choice.share > PLANNED]
        if planned and (not alive or lookup):
            alive[1:1] = planned[:1]
        # Help that somebody says no to is not named beside the rest, unless much speaks for it.
        least = dict.fromkeys(self._signals.unwanted(asker), HEARD)
        if asker.surely in ("parent", "youth", "other"):
            least = {"barnevern": WELFARE} | least
            least |= dict.fromkeys(_FOR_STAFF - set(asker.mentions), HEARD)
        best = alive[:1] + [choice for choice in alive[1:] if choice.share > least.get(choice.record.type, FAINT)]
        if best and best[0].record.type == "meldeplikt":
            best[1:1] = self._reported_to(best, asker)
        return tuple(_once(best))[:MOST]

    def _reported_to(self, found: Sequence[Choice], asker: Understanding) -> list[Choice]:
        """The child welfare service, which comes next after the duty to report to it."""
        named = [choice for choice in found if choice.record.type == "barnevern"]
        places = [record for record in self._offer.of("barnevern", asker.kommune) if exists(record)]
        return named[:1] or [Choice(record, found[0].share / 2, found[0].topic) for record in places[:1]]

    def _instances(
        self, code: str, asker: Understanding, near: Mapping[str, float], lookup: bool, topic: str | None
    ) -> list[Record]:
        """Records of a code, the named first, then those with evidence (`near`) when a fact is asked for, helplines as
        they fit the topic and the writer, then file order."""
        records = self._offer.of(code, asker.kommune)
        if len(records) < 2:
            return list(records)
        grown = asker.age is not None and asker.age[0] >= GROWN
        lines = helplines(topic, asker.role == "youth" and not grown)

        def weight(record: Record) -> tuple[bool, bool, float, int]:
            wanted = record.id in asker.mentions
            fits = -lines.index(record.id) if record.id in lines else -len(lines)
            return wanted and (lookup or exists(record)), exists(record), near.get(record.id, 0.0), fits

        return sorted(records, key=weight, reverse=True)

    def acute(
        self, asker: Understanding, danger: Danger, shares: dict[str, float], origin: dict[str, str]
    ) -> tuple[Choice, ...]:
        """The numbers to ring first, who comes next to them, and then what the message is about."""
        numbers = [record for n in danger.numbers if (record := self._offer.record(n)) is not None]
        codes = list(_ACUTE_NEXT.get(danger.numbers[0].split("/")[1], ()) if danger.numbers else ())
        fit = _BESIDE_ALARM | (_DUTIES if asker.staff else set())
        codes += [code for code in sorted(shares, key=lambda c: -shares[c]) if code in fit][:2]
        found = [Choice(record, 0.9 * 0.5**place, None) for place, record in enumerate(numbers)]
        for code in dict.fromkeys(codes):
            found += [Choice(r, 0.2, origin.get(code)) for r in self._offer.of(code, asker.kommune)[:1] if exists(r)]
        return tuple(_once(found))[:MOST]

    def desk(self, asker: Understanding) -> tuple[Choice, ...]:
        """The front desk, where nothing else is to be offered."""
        return tuple(Choice(r, 0.5, None) for r in self._offer.of("servicetorg", asker.kommune)[:1])


def _evidence(hits: Sequence[Hit]) -> dict[str, float]:
    """The best score of a passage about each record."""
    found: dict[str, float] = {}
    for hit in hits[:8]:
        for service in hit.passage.services:
            found[service] = max(found.get(service, 0.0), hit.score)
    return found


def _once(choices: Sequence[Choice]) -> list[Choice]:
    """Each record where it stands first, and of two that are called the same the first."""
    found: dict[tuple[str, str], Choice] = {}
    for choice in choices:
        found.setdefault((choice.record.type, choice.record.name.nb), choice)
    return list(found.values())

"""One thing that a plan calls by two names: a service and those who work there, «psykolog» and «kommunepsykolog»."""

from __future__ import annotations

import re
from collections import Counter

from dorinn.corpus.corpus import Corpus
from dorinn.survey.gathered import Gathered
from dorinn.survey.names import key_of

_SMALL = frozenset(key_of("i på ved for").split())


class Doubles:
    """Knows by other municipalities' records which professions are only another name of their service."""

    def __init__(self, known: Corpus) -> None:
        self._words = {
            kind.code: {key_of(word) for word in (kind.name.nb, kind.name.nn, *kind.words)} for kind in known.types
        }
        own = [item for item in known.services if item.kommune in known.kommune and item.kind == "service"]
        several = Counter((item.kommune, item.type) for item in own)
        self._apart: set[tuple[str, str]] = set()
        for item in own:
            first, *rest = key_of(re.sub(r"\(.*?\)", " ", item.name.nb)).split()
            # «Rektor på skolen» beside the schools themselves; «helsesykepleier på Valdres videregående» is that one.
            if several[item.kommune, item.type] > 1 and set(rest) <= _SMALL | self._words[item.type]:
                self._apart.add((item.type, first))

    def join(self, found: dict[tuple[str, str], Gathered]) -> None:
        """Puts what is one thing together, under the name that says more."""
        services = {key[1]: what for key, what in found.items() if key[0] == "service" and what.codes}
        begun: set[str] = set()  # kinds whose unit is now called by who works there

        def put(name: str, into: Gathered) -> None:
            into.take(found.pop(("service", name)))
            del services[name]

        for name, what in list(services.items()):
            if services.get(name) is not what:
                continue  # it is part of another by now
            code = what.code
            if what.form == "measure" and (same := _named_in(name, code, services)):
                put(name, same)
            if code is None or what.form != "role" or what.own:
                continue
            unit = services.get(code)
            longer = next((key for key in services if _longer(key, name) and services[key].code == code), None)
            if longer:
                put(name, services[longer])
            elif unit is None or unit is what or (unit.form == "role" and code not in begun):
                continue
            elif _is_begun_by(name, unit) and not unit.own:
                # «SLT» where there is an SLT-koordinator; NAV is neither its leader nor those who work there.
                if not any(other != name and _is_begun_by(other, unit) for other in services):
                    put(code, what)
                    services[code] = what
                    begun.add(code)
            elif name in self._words[code] and (code, name) not in self._apart:
                put(name, unit)


def _is_begun_by(name: str, unit: Gathered) -> bool:
    """Whether the name of a profession begins with all that a unit is called, and goes on."""
    return " " in name and {key_of(written) for written in unit.written} == {name.split()[0]}


def _longer(key: str, name: str) -> bool:
    return key != name and " " not in key and key.endswith(name)


def _named_in(measure: str, code: str | None, services: dict[str, Gathered]) -> Gathered | None:
    """The service of the same kind that a measure is about: «digital stafettlogg», where there is one already."""
    words = set(measure.split()[:2])
    for what in services.values():
        if (
            what.form == "unit"
            and what.code == code
            and any(set(key_of(name).split()) <= words for name in what.written)
        ):
            return what
    return None

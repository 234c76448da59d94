"""The scenarios of `corpus/scenarios/`: how a file is read, and what `dorinn check` asks of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from dorinn.corpus.fields import source, text
from dorinn.domain.scenario import AUDIENCES, JUDGEMENTS, Choice, Scenario, Theme
from dorinn.domain.source import Source
from dorinn.errors import CorpusError

if TYPE_CHECKING:
    from dorinn.corpus.corpus import Corpus

_CODE = re.compile(r"[a-z0-9-]+")
_Known = TypeVar("_Known", bound=str)


def theme(record: Any, file: str) -> Theme:
    """The theme of `scenarios/<place>-<id>.yaml`; raises CorpusError that names the file and the scenario."""
    if not isinstance(record, Mapping):
        raise CorpusError(f"{file}: a theme needs name and scenarios")
    found = tuple(_scenario(item, file) for item in _list(record.get("scenarios"), f"{file}: scenarios"))
    slug = re.sub(r"^\d+-", "", PurePosixPath(file).stem)
    return Theme(slug, text(record.get("name"), f"{file}: name"), found)


def _scenario(record: Any, file: str) -> Scenario:
    if not isinstance(record, Mapping):
        raise CorpusError(f"{file}: a scenario is a record, got {record!r}")
    where = f"{file}: {record.get('id')}"
    audience = _list(record.get("audience"), f"{where}: audience")
    place = record.get("kommune")
    choices = tuple(_choice(item, where) for item in _list(record.get("choices"), f"{where}: choices"))
    if sum(choice.judgement == "right" for choice in choices) != 1:
        raise CorpusError(f"{where}: exactly one choice is right")
    return Scenario(
        id=_code(record.get("id"), where),
        title=text(record.get("title"), f"{where}: title"),
        situation=text(record.get("situation"), f"{where}: situation"),
        audience=tuple(_known(item, AUDIENCES, f"{where}: audience") for item in audience),
        kommune=None if place is None else str(place),
        choices=choices,
        remember=text(record.get("remember"), f"{where}: remember"),
    )


def _choice(record: Any, where: str) -> Choice:
    if not isinstance(record, Mapping):
        raise CorpusError(f"{where}: a choice is a record, got {record!r}")
    where = f"{where}.{record.get('id')}"
    return Choice(
        id=_code(record.get("id"), where),
        text=text(record.get("text"), f"{where}: text"),
        judgement=_known(record.get("judgement"), JUDGEMENTS, f"{where}: judgement"),
        feedback=text(record.get("feedback"), f"{where}: feedback"),
        sources=tuple(source(item, where) for item in _list(record.get("source"), f"{where}: source")),
        guide=str(record.get("guide") or ""),
    )


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise CorpusError(f"{where}: a list is needed, got {value!r}")
    return value


def _code(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise CorpusError(f"{where}: an id is a-z, 0-9 and hyphen, got {value!r}")
    return value


def _known(value: Any, known: tuple[_Known, ...], where: str) -> _Known:
    found = next((item for item in known if item == value), None)
    if found is None:
        raise CorpusError(f"{where}: one of {', '.join(known)} is needed, got {value!r}")
    return found


def faults(corpus: Corpus) -> Iterator[str]:
    """What is wrong with the scenarios, one line each."""
    borne = _borne(corpus)
    read_on = {f"{guide.id}#{section.id}" for guide in corpus.guides for section in guide.sections}
    seen = Counter(scenario.id for theme in corpus.themes for scenario in theme.scenarios)
    yield from (f"scenarios: {name}: the id stands {count} times" for name, count in seen.items() if count > 1)
    for one in corpus.themes:
        for scenario in one.scenarios:
            where = f"scenarios: {scenario.id}"
            yield from (f"{where}: {said}" for said in _shape(scenario))
            if scenario.kommune is not None and scenario.kommune not in corpus.kommune:
                yield f"{where}: unknown kommune {scenario.kommune}"
            for choice in scenario.choices:
                for place in choice.sources:
                    if place.document not in corpus.document:
                        yield f"{where}.{choice.id}: unknown document {place.document}"
                    elif place not in borne:
                        yield f"{where}.{choice.id}: no record rests on {place.document}, {place.section}"
                if choice.guide not in read_on:
                    yield f"{where}.{choice.id}: {choice.guide or 'nothing'} is no section of a guide"
                elif choice.guide.split("/")[0] not in ("felles", scenario.kommune):
                    yield f"{where}.{choice.id}: {choice.guide} is another municipality's"


def _shape(scenario: Scenario) -> Iterator[str]:
    if len(scenario.choices) not in (3, 4):
        yield f"{len(scenario.choices)} choices, 3 or 4 are needed"
    if len({choice.id for choice in scenario.choices}) < len(scenario.choices):
        yield "two choices have the same id"


def _borne(corpus: Corpus) -> set[Source]:
    """Every place that a record rests on already, and every heading of a plan's digest: what a scenario may cite."""
    guides = {source for guide in corpus.guides for section in guide.sections for source in section.sources}
    services = {fact.source for item in corpus.services for fact in item.facts}
    headings = {Source(plan.document, section.heading) for plan in corpus.plans for section in plan.sections}
    return guides | services | headings

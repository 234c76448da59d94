"""What is known without one municipality: its plan is read with the others' eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dorinn.corpus.corpus import Corpus
from dorinn.domain.guide import Guide
from dorinn.domain.service import Service
from dorinn.language.fold import fold
from dorinn.survey.names import key_of


def elsewhere(corpus: Corpus, kommune: str) -> Corpus:
    """The corpus without the records of one municipality, and without words for kinds of help that only it uses."""
    records: list[Service | Guide] = [*corpus.services, *corpus.guides]
    own = _names(item for item in records if item.kommune == kommune)
    only = own - _names(item for item in records if item.kommune != kommune)
    return Corpus(
        types=tuple(replace(t, words=tuple(w for w in t.words if fold(w) not in only)) for t in corpus.types),
        kommuner=corpus.kommuner,
        documents=corpus.documents,
        services=tuple(item for item in corpus.services if item.kommune != kommune),
        guides=tuple(item for item in corpus.guides if item.kommune != kommune),
        plans=tuple(plan for plan in corpus.plans if plan.document != kommune),
        topics=corpus.topics,
        themes=(),
    )


def only_own(corpus: Corpus, kommune: str) -> frozenset[str]:
    """Keys of the names, each whole, that only this municipality's records bear."""
    own = {key_of(name) for item in corpus.services if item.kommune == kommune for name in _written(item)}
    return frozenset(own) - {key_of(n) for item in corpus.services if item.kommune != kommune for n in _written(item)}


def _names(records: Iterable[Service | Guide]) -> set[str]:
    return {fold(name) for item in records for name in _written(item)}


def _written(item: Service | Guide) -> tuple[str, ...]:
    return (item.name.nb, item.name.nn, *item.aliases)

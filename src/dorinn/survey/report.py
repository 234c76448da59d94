"""Gaps as lines to read at a terminal, in the words of the page `/hull/<kommune>`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.duties import load_duties
from dorinn.domain.text import Form
from dorinn.survey.gaps import SILENT, Gaps, MissingTopic, MissingType
from dorinn.survey.named import InPlan

_UNDER = "\n      "


class Word(Protocol):
    """An interface text by its key, with its fields filled."""

    def __call__(self, key: str, **values: object) -> str: ...


def lines(found: Gaps, corpus: Corpus, form: Form, word: Word) -> Iterator[str]:
    """The gaps of one municipality, group by group; `word` says the texts in `form`."""
    teller = _Teller(found, corpus, form, word)
    yield word("holes_title", place=corpus.kommune[found.kommune].name)
    if found.documents:
        yield f"{word('holes_read')} {'; '.join(corpus.titles[document] for document in found.documents)}"
    yield from ("", word("holes_duties"))
    yield "  " + word("holes_duties_line", count=len(found.duties), of=len(load_duties()))
    for duty in found.duties:
        but = f". {word('holes_but')} {', '.join(duty.records)}" if duty.records else ""
        yield f"  - {duty.name} ({duty.law}){but}"
    nowhere = word("holes_nowhere" if found.documents else "holes_no_plan")
    yield from ("", word("holes_types"))
    yield from _group(word("holes_in_plan"), [teller.kind(item) for item in found.missing_types if item.in_plan])
    yield from _group(nowhere, [teller.kind(item) for item in found.missing_types if not item.in_plan])
    yield from _group(
        word("holes_recorded"), [f"{item.name}: {', '.join(item.records)}" for item in found.recorded_types]
    )
    yield from ("", word("holes_topics"))
    yield from _group(word("holes_in_plan"), [teller.worry(item) for item in found.topics if item.said])
    yield from _group(nowhere, [teller.worry(item) for item in found.topics if not item.said])
    yield f"  {word('holes_recorded')}: {len(found.recorded_topics)}"
    yield from ("", word("holes_silent"))
    if not found.described:
        yield f"  {word('holes_undescribed')}"
        return
    for what in SILENT:
        yield from _group(word(f"holes_without_{what}"), getattr(found, f"without_{what}"))


def _group(title: str, items: Sequence[str]) -> Iterator[str]:
    """A title with how many there are, and they themselves under it."""
    yield f"  {title}: {len(items)}"
    yield from (f"  - {item}" for item in items)


class _Teller:
    """Tells of one kind of help or worry, with what belongs to it on lines of their own."""

    def __init__(self, found: Gaps, corpus: Corpus, form: Form, word: Word) -> None:
        self._several = len(found.documents) > 1
        self._corpus, self._form, self._word = corpus, form, word

    def kind(self, item: MissingType) -> str:
        """A kind of help without a record."""
        parts = [item.name, *self._place(item.in_plan)]
        if item.planned:
            parts.append(f"{self._word('holes_planned')} {', '.join(item.planned)}")
        if item.topics:
            topics = (self._corpus.topic[topic].name.of(self._form) for topic in item.topics)
            parts.append(f"{self._word('holes_first_for')}: {', '.join(topics)}")
        return _UNDER.join(parts)

    def worry(self, item: MissingTopic) -> str:
        """A worry without a record."""
        parts = [item.name, *self._place(item.in_plan)]
        if item.named:
            kinds = (self._corpus.type[code].name.of(self._form) for code in item.named)
            parts.append(f"{self._word('holes_named' if item.said else 'holes_named_other')} {', '.join(kinds)}")
        return _UNDER.join(parts)

    def _place(self, found: InPlan | None) -> list[str]:
        """The section with its page, and what stands there: in quotation marks where it is the plan's wording,
        or that it is only mentioned in passing."""
        if found is None:
            return []
        title = f"{self._corpus.document[found.document].title}: " if self._several else ""
        said = [f"«{found.text}»" if found.quoted else found.text] if found.text else []
        if found.passing:
            said = [self._word("holes_passing")]
        return [f"{title}«{found.section}»", *said]

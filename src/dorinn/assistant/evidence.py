"""Evidence: which passages bear out an answer, and which facts answer a question about a named thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dorinn.assistant.offer import Record
from dorinn.domain.guide import Guide, GuideSection
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.domain.text import Form
from dorinn.language.fold import fold, words
from dorinn.language.terms import terms


class Evidence:
    """Passages by the record they are about."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_record: dict[str, list[Passage]] = {}
        for passage in passages:
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    self._by_record.setdefault(record, []).append(passage)
        self._words: dict[tuple[str, str], frozenset[str]] = {}

    def about(self, record: Record) -> list[Passage]:
        """All passages about a record."""
        return self._by_record.get(record.id, [])

    def sections(self, guide: Guide, question: str, hits: Sequence[Hit], most: int = 2) -> list[GuideSection]:
        """The sections of a guide that answer a question: for the asker's own field, by shared words, by rank."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        asked = frozenset(words(fold(question)))
        wanted = frozenset(terms(question))

        def score(section: GuideSection) -> float:
            own = any(set(words(fold(word))) <= asked for word in section.words)
            title = max(_alike(asked, frozenset(words(fold(said)))) for said in (section.title.nb, section.title.nn))
            said = frozenset(terms(f"{section.title.nb} {section.title.nn} {section.text.nb} {section.text.nn}"))
            place = rank.get(f"{guide.id}#{section.id}")
            found = 0.0 if place is None else 1.0 / (1 + place)
            return 2.0 * title + len(wanted & said) / (len(wanted) or 1) + 1.2 * own + found

        scored = sorted(((score(section), section) for section in guide.sections), key=lambda pair: -pair[0])
        best = [section for value, section in scored[:most] if value > 0.8 * scored[0][0]]
        field = next((s for _, s in scored if any(set(words(fold(word))) <= asked for word in s.words)), None)
        return best if field is None or field in best else [*best[: most - 1], field]

    def facts(
        self,
        records: Sequence[Record],
        asker: Understanding,
        question: str,
        hits: Sequence[Hit],
        most: int = 3,
        least: float = 0.0,
        without: Collection[str] = (),
    ) -> list[Passage]:
        """The facts that best answer a question: by cue, shared words and rank, best first, no two alike.

        `least` is the score below which a fact is not worth saying (2.0 is all words shared); `without` ids of
        passages that were said already.
        """
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        wanted = set(terms(question))
        scored: list[tuple[float, Passage]] = []
        seen = set(without)
        # A shared guide has facts of many municipalities' plans; those of others are no answer here.
        places = (asker.kommune, SHARED, NATIONAL)
        pool = [p for record in records for p in self.about(record) if p.kommune in places or p.record == record.id]
        pool += [hit.passage for hit in hits]
        named = {record.id for record in records}
        # A team's own field says the whole of it: who sits in it, not that one of them does.
        whole = {f"{record.id}:{cue}" for record in records for cue in asker.cues}
        for passage in pool:
            if passage.id in seen:
                continue
            seen.add(passage.id)
            said = self._terms(passage, "nb") | self._terms(passage, "nn")
            shared = len(wanted & said) / (len(wanted) or 1)
            score = 2.0 * shared
            score += 1.2 / (1 + rank[passage.id]) if passage.id in rank else 0.0
            score += 0.8 * bool(set(passage.about) & set(asker.cues))
            score += 0.5 * bool(named & set(passage.services))
            score += 1.2 * (passage.id in whole)
            score -= 0.4 * (passage.kind == "description")
            scored.append((score, passage))
        scored = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
        return self._unlike([passage for _, passage in scored], asker.form, most)

    def _unlike(self, passages: Sequence[Passage], form: Form, most: int) -> list[Passage]:
        kept: list[Passage] = []
        for passage in passages:
            own = self._terms(passage, form)
            others = (self._terms(other, form) for other in kept)
            if all(len(own & other) < 0.7 * min(len(own), len(other)) for other in others):
                kept.append(passage)
            if len(kept) == most:
                break
        return kept

    def _terms(self, passage: Passage, form: Form) -> frozenset[str]:
        key = (passage.id, form)
        if key not in self._words:
            self._words[key] = frozenset(terms(passage.text.of(form)))
        return self._words[key]


def _alike(asked: frozenset[str], title: frozenset[str]) -> float:
    """Shared words over all words (Jaccard), small words too: «når må jeg» is what tells such titles apart."""
    return len(asked & title) / (len(asked | title) or 1)

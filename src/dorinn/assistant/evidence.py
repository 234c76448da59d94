"""Evidence: which passages bear out an answer, and which facts answer a question about a named thing."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.offer import Record
from dorinn.domain.passage import Hit, Passage
from dorinn.domain.question import Understanding
from dorinn.language.terms import terms


class Evidence:
    """Passages by the record they are about."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_record: dict[str, list[Passage]] = {}
        for passage in passages:
            for record in dict.fromkeys((passage.record, *passage.services)):
                if record:
                    self._by_record.setdefault(record, []).append(passage)

    def about(self, record: Record) -> list[Passage]:
        """All passages about a record."""
        return self._by_record.get(record.id, [])

    def facts(self, records: Sequence[Record], asker: Understanding, question: str, hits: Sequence[Hit], most: int = 3) -> list[Passage]:
        """The facts that best answer a question: by cue, shared words and rank, best first, no two alike."""
        rank = {hit.passage.id: place for place, hit in enumerate(hits)}
        wanted = set(terms(question))
        scored: list[tuple[float, Passage]] = []
        seen: set[str] = set()
        pool = [p for record in records for p in self.about(record)] + [hit.passage for hit in hits]
        named = {record.id for record in records}
        for passage in pool:
            if passage.id in seen:
                continue
            seen.add(passage.id)
            words = set(terms(f"{passage.text.nb} {passage.text.nn}"))
            shared = len(wanted & words) / (len(wanted) or 1)
            score = 2.0 * shared
            score += 1.2 / (1 + rank[passage.id]) if passage.id in rank else 0.0
            score += 0.8 * bool(set(passage.about) & set(asker.cues))
            score += 0.5 * bool(named & set(passage.services))
            score -= 0.4 * (passage.kind == "description")
            scored.append((score, passage))
        scored.sort(key=lambda pair: -pair[0])
        return _unlike([passage for _, passage in scored], asker.form, most)


def _unlike(passages: Sequence[Passage], form: str, most: int) -> list[Passage]:
    kept: list[Passage] = []
    for passage in passages:
        words = set(terms(passage.text.nn if form == "nn" else passage.text.nb))
        if all(len(words & (o := set(terms(k.text.nn if form == "nn" else k.text.nb)))) < 0.7 * min(len(words), len(o)) for k in kept):
            kept.append(passage)
        if len(kept) == most:
            break
    return kept

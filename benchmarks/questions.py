"""The questions that everything is timed with: those of the dev set, in the municipality each names, in turn."""

from __future__ import annotations

from itertools import cycle, islice

from dorinn.corpus.paths import data_folder
from dorinn.domain.question import Question
from dorinn.evals.question_set import read_items


def questions(most: int | None = None, kommuner: tuple[str, ...] = ()) -> list[Question]:
    """Evenly taken from the dev set; with `kommuner`, each is asked in the next of them."""
    items = read_items(data_folder("evals", "DORINN_EVALS") / "dev.jsonl")
    step = max(1, len(items) // most) if most else 1
    chosen = items[::step][:most]
    places = cycle(kommuner) if kommuner else (item.kommune for item in chosen)
    return [Question(item.question, place) for item, place in zip(chosen, islice(places, len(chosen)), strict=True)]

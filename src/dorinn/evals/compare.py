"""`python -m dorinn.evals.compare`: dorinn beside its rivals, with parts left out, and on worse spelling; one run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.signals import SIGNALS
from dorinn.corpus.paths import data_folder
from dorinn.domain.question import Question
from dorinn.evals.question_set import Item, read_items
from dorinn.evals.rivals import Rank, by_haystack, by_letters, by_words
from dorinn.evals.variants import VARIANTS, variant
from dorinn.settings import Settings

KINDS = ("route", "fact", "learn")
PARTS = {
    "topics": ("first", "second", "third", "later", "lookup_first", "lookup_later"),
    "codes from words": ("words",),
    "names": ("named_here", "named_here_too", "named_kind"),
    "passages": ("top_passage", "passages"),
}
_DRAWS = 2000


def firsts(items: Sequence[Item], rank: Rank) -> tuple[list[bool], list[bool]]:
    """For each question: whether an accepted code came first, and whether a right one is among the first three."""
    found = [(item, rank(item.question, item.kommune)[:3]) for item in items]
    first = [bool(codes) and codes[0] in item.accept for item, codes in found]
    return first, [bool(set(codes) & {*item.accept, *item.accept3}) for item, codes in found]


def interval(a: Sequence[bool], b: Sequence[bool], seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of the difference of two shares over the same questions (paired bootstrap)."""
    gaps = np.array(a, dtype=float) - np.array(b, dtype=float)
    draws = np.random.default_rng(seed).integers(0, len(gaps), (_DRAWS, len(gaps)))
    low, high = np.percentile(gaps[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def whole(assistant: Assistant) -> Rank:
    """dorinn as it answers; a refusal ranks nothing."""

    def rank(question: str, kommune: str | None) -> list[str]:
        answer = assistant.ask(Question(question, kommune))
        return [] if answer.abstained else list(dict.fromkeys(service.type for service in answer.services))

    return rank


def without(assistant: Assistant, names: Sequence[str]) -> Rank:
    """The ranking alone, with some signals silenced."""
    silent = [SIGNALS.index(name) for name in names]

    def rank(question: str, kommune: str | None) -> list[str]:
        signals = assistant.signals(question, kommune)
        signals.values[:, silent] = 0.0
        shares = assistant.weights.shares(signals)
        return sorted(shares, key=lambda code: -shares[code])

    return rank


def tables(assistant: Assistant, items: Sequence[Item]) -> dict[str, list[dict[str, object]]]:
    """Three tables: rivals, parts left out, and worse spelling; shares from 0 to 1."""
    clear = [item for item in items if item.kind in KINDS and not item.acute]
    ours, three = firsts(clear, whole(assistant))
    rivals: dict[str, Rank] = {
        "character TF-IDF over descriptions": by_letters(assistant.corpus),
        "BM25 over passages": by_words(assistant.corpus),
        "haystack embedding retrieval": by_haystack(assistant.corpus, assistant.index.encoder),
    }
    beside = [_row("dorinn", ours, three)]
    for name, rival in rivals.items():
        first, among = firsts(clear, rival)
        beside.append(_row(name, first, among) | {"behind by": interval(ours, first)})
    ranked = firsts(clear, without(assistant, ()))
    parts = [_row("all signals", *ranked)]
    for name, signals in PARTS.items():
        first, among = firsts(clear, without(assistant, signals))
        parts.append(_row(f"without {name}", first, among) | {"behind by": interval(ranked[0], first)})
    spelled = []
    for name in VARIANTS:
        changed = variant(name, clear)
        first, among = firsts(changed, whole(assistant))
        row = _row(name, first, among)
        for form in ("nb", "nn"):
            row[form] = _share([ok for item, ok in zip(changed, first, strict=True) if item.lang == form])
        spelled.append(row)
    return {"rivals": beside, "parts": parts, "spelling": spelled}


def _row(name: str, first: Sequence[bool], three: Sequence[bool]) -> dict[str, object]:
    return {"what": name, "questions": len(first), "first": _share(first), "three": _share(three)}


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0


def as_markdown(found: dict[str, list[dict[str, object]]]) -> str:
    """The tables as Markdown."""
    lines: list[str] = []
    for name, rows in found.items():
        heads = list(dict.fromkeys(key for row in rows for key in row))
        lines += [f"### {name}", "", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        lines += [f"| {' | '.join(_cell(row.get(head, '')) for head in heads)} |" for row in rows] + [""]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{100 * value:.1f} %"
    if isinstance(value, tuple):
        return f"{100 * value[0]:.1f} to {100 * value[1]:.1f}"
    return str(value)


def main(arguments: Sequence[str] | None = None, load: Callable[..., Assistant] = Assistant.load) -> None:
    """Prints the tables, and writes them with `--out`."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.compare", description=__doc__)
    parser.add_argument("--questions", type=Path, default=data_folder("evals", "DORINN_EVALS") / "dev.jsonl")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args(arguments)
    found = tables(load(Settings.from_environment().indexes, build=True), read_items(chosen.questions))
    print(as_markdown(found))
    if chosen.out:
        chosen.out.mkdir(parents=True, exist_ok=True)
        name = f"{chosen.questions.stem}-compare"
        (chosen.out / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
        (chosen.out / f"{name}.md").write_text(as_markdown(found), encoding="utf-8")


if __name__ == "__main__":
    main()

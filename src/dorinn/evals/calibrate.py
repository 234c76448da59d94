"""`python -m dorinn.evals.calibrate`: fits the confidence on the dev set, never on test."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.confidence import FILE, Confidence
from dorinn.corpus.paths import data_folder
from dorinn.evals.question_set import read_items
from dorinn.evals.run import run
from dorinn.retrieval.encoder import BUNDLED
from dorinn.settings import Settings

BINS = 12


def fit(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> list[tuple[float, float]]:
    """Bins of equal count, made to rise (pool adjacent violators); a point a bin, with one doubt added to each."""
    ordered = sorted(pairs)
    blocks: list[tuple[float, float, int]] = []
    for number in range(bins):
        part = ordered[number * len(ordered) // bins : (number + 1) * len(ordered) // bins]
        if part:
            blocks.append((sum(share for share, _ in part), sum(right for _, right in part), len(part)))
            while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] > blocks[-1][1] / blocks[-1][2]:
                last, before = blocks.pop(), blocks.pop()
                blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [(shares / count, (right + 0.5) / (count + 1)) for shares, right, count in blocks]


def main() -> None:
    """Runs dev with shares as they are, fits, writes."""
    assistant = Assistant.load(Settings.from_environment().indexes, build=True, confidence=Confidence([(0, 0), (1, 1)]))
    items = read_items(data_folder("evals", "DORINN_EVALS") / "dev.jsonl")
    routed = [item for item in items if item.kind in ("route", "fact", "learn", "acute")]
    points = fit([(outcome.confidence, outcome.first_right) for outcome in run(routed, assistant.ask)])
    rounded = [[round(x, 4), round(y, 4)] for x, y in points]
    (BUNDLED / FILE).write_text(json.dumps({"points": rounded}) + "\n", encoding="utf-8")
    print(rounded)


if __name__ == "__main__":
    main()

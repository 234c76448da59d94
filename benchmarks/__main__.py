"""`python -m benchmarks`: measures everything in one run and writes the figures, the plot and the tables.

    python -m benchmarks [--parts start,building,question,http,rivals,sizes] [--largest 500000] [--out benchmarks]

It takes some eight minutes, most of them for the largest size. `--with PYTHON` names an interpreter that has
sentence-transformers, where this one has not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import building, latency, rivals, server, sizes
from benchmarks.clock import machine
from benchmarks.questions import questions
from benchmarks.report import drawing, tables, written
from dorinn.assistant.assistant import Assistant
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
from dorinn.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("start", "building", "question", "http", "rivals", "sizes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the parts asked for; those not asked for keep the figures they had."""
    chosen = _parser().parse_args(arguments)
    wanted = chosen.parts.split(",")
    if unknown := set(wanted) - set(PARTS):
        print(f"unknown parts: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    os.environ.setdefault("DORINN_DATA", "off")
    path = chosen.out / "figures.json"
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    # No path of this machine goes into the figures.
    said = ["PYTHON" if word == chosen.python else word for word in arguments or sys.argv[1:]]
    figures |= {"machine": machine(), "command": " ".join(["python -m benchmarks", *said])}
    indexes = Settings.from_environment().indexes
    assistant = Assistant.load(indexes, build=True)
    for part in wanted:
        _say(part)
        figures[part] = _measured(part, assistant, indexes, chosen)
        chosen.out.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(tables(figures))
    if chosen.out == ROOT / "benchmarks":
        written(ROOT / "docs" / "performance.md", tables(figures))
        (ROOT / "docs" / "pictures" / "performance.svg").write_text(drawing(figures), encoding="utf-8")
    return 0


def _measured(part: str, assistant: Assistant, indexes: Path, chosen: argparse.Namespace) -> object:
    asked = questions(chosen.questions)
    parts: dict[str, Callable[[], object]] = {
        "start": lambda: server.start(indexes, chosen.times),
        "building": lambda: _built(assistant, chosen.times),
        "question": lambda: _question(assistant, chosen.questions, chosen.times),
        "http": lambda: {n: server.load(indexes, n, chosen.seconds, 4 * n) for n in (1, 2)},
        "rivals": lambda: rivals.transformer(chosen.python, asked[:: max(1, len(asked) // 100)]),
        "sizes": lambda: sizes.sizes(
            assistant, [size for size in sizes.SIZES if size[1] <= chosen.largest], chosen.seconds
        ),
    }
    return parts[part]()


def _question(assistant: Assistant, most: int | None, times: int) -> dict[str, object]:
    asked = questions(most)
    found: dict[str, object] = {
        "questions": len(asked),
        "whole": latency.whole(assistant, asked, times),
        "stages": latency.stages(assistant, asked[::3], times),
    }
    if isinstance(assistant.index, Index) and isinstance(assistant.index.encoder, BundledEncoder):
        found["floor"] = latency.floor(assistant.index.encoder, asked)
    return found


def _built(assistant: Assistant, times: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        return building.building(assistant, Path(folder) / "current", times)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--parts", default=",".join(PARTS), help="which to measure, with commas between")
    parser.add_argument("--largest", type=int, default=500_000, help="the most passages of a generated country")
    parser.add_argument("--questions", type=int, help="so many of the dev set; all by default")
    parser.add_argument("--seconds", type=float, default=8.0, help="of load, and for a rival at one size")
    parser.add_argument("--times", type=int, default=5, help="tries of which the least counts")
    parser.add_argument("--with", dest="python", metavar="PYTHON", help="an interpreter with sentence-transformers")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks")
    return parser


def _say(part: str) -> None:
    print(f"measuring: {part}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""The figures as tables in Markdown, and as a plot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.plot import plot

BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- end of figures -->"
Figures = Mapping[str, Any]
_RIVALS = ("haystack BM25", "haystack embedding")


def tables(figures: Figures) -> str:
    """All that was measured."""
    parts: list[str] = []
    for name, table in (
        ("start", _start),
        ("building", _building),
        ("question", _question),
        ("http", _http),
        ("sizes", _sizes),
        ("rivals", _rivals),
    ):
        if name in figures:
            parts += [table(figures), ""]
    about = figures.get("machine", {})
    told = ", ".join(f"{name} {value}" for name, value in about.items() if name not in ("date", "processor"))
    head = f"Measured {about.get('date')} on {about.get('processor')} ({told}) with `{figures.get('command')}`."
    return "\n".join([head, "", *parts]).strip() + "\n"


def drawing(figures: Figures) -> str:
    """Milliseconds a question against passages."""
    rows = figures.get("sizes", [])
    lines = {
        "dorinn, whole answer, p95": [(row["passages"], row["question"]["wall"]["p95"]) for row in rows],
        "dorinn, retrieval": [(row["passages"], row["retrieval"]["wall"]["p50"]) for row in rows],
    }
    for name in _RIVALS:
        lines[name] = [(row["passages"], row[name]["wall"]["p50"]) for row in rows if name in row]
    return plot(lines, "passages in the index", "ms a question")


def written(path: Path, said: str) -> None:
    """Puts the tables between their marks in a document."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n\n{said}\n{END}{after}", encoding="utf-8")


def _start(figures: Figures) -> str:
    found = figures["start"]
    return _table(("start", "figure"), ((name, _figure(value)) for name, value in found.items()))


def _building(figures: Figures) -> str:
    found = figures["building"]
    return _table(("index of the five", "figure"), ((name, _figure(value)) for name, value in found.items()))


def _question(figures: Figures) -> str:
    found = figures["question"]
    rows = [("whole", found["whole"]), *found["stages"].items()]
    heads = ("one question, ms", "p50", "p95", "p99", "processor p50", "processor p99")
    table = _table(heads, ((name, *_row(times)) for name, times in rows))
    if floor := found.get("floor"):
        table += "\n\nThe floor: " + ", ".join(f"{name} {_figure(value)}" for name, value in floor.items()) + "."
    return table


def _http(figures: Figures) -> str:
    heads = ("workers", "questions a second", "p50 ms", "p99 ms", "processor ms a question", "wrong", "MB each")
    rows = (
        (
            number,
            found["questions a second"],
            found["p50"],
            found["p99"],
            found["processor ms a question"],
            found["wrong"],
            " and ".join(map(str, found["MB each"])),
        )
        for number, found in figures["http"].items()
    )
    return _table(heads, rows)


def _sizes(figures: Figures) -> str:
    rows: Sequence[Figures] = figures["sizes"]
    cost = _table(
        ("municipalities", "passages", "question p50, ms", "p95", "p99", "processor p95", "retrieval p50", "MB"),
        (
            (
                row["municipalities"],
                f"{row['passages']:,}",
                *(row["question"]["wall"][name] for name in ("p50", "p95", "p99")),
                row["question"]["cpu"]["p95"],
                row["retrieval"]["wall"]["p50"],
                row["MB"],
            )
            for row in rows
        ),
    )
    beside = _table(
        ("passages", "retriever", "p50, ms", "processor p50", "times dorinn's", "build, s", "MB"),
        (
            (
                f"{row['passages']:,}",
                name,
                row[name]["wall"]["p50"],
                row[name]["cpu"]["p50"],
                f"{row[name]['cpu']['p50'] / max(1e-6, row['retrieval']['cpu']['p50']):.0f}",
                row[name]["build seconds"],
                row[name]["MB"],
            )
            for row in rows
            for name in _RIVALS
            if name in row
        ),
    )
    return f"{cost}\n\n{beside}"


def _rivals(figures: Figures) -> str:
    found = figures["rivals"]
    if "missing" in found:
        return f"sentence-transformers was not measured: {found['missing']}."
    heads = ("sentence-transformers, a transformer of the same size", "p50, ms", "processor p50", "ready, s", "MB")
    row = ("one question", found["wall"]["p50"], found["cpu"]["p50"], found["ready seconds"], found["MB"])
    ours = figures.get("question", {}).get("stages", {}).get("network")
    rows = [row, ("dorinn's network", ours["wall"]["p50"], ours["cpu"]["p50"], "", "")] if ours else [row]
    return _table(heads, rows)


def _row(times: Figures) -> tuple[float, ...]:
    wall, cpu = times["wall"], times["cpu"]
    return wall["p50"], wall["p95"], wall["p99"], cpu["p50"], cpu["p99"]


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)

#!/usr/bin/env python3
"""What an installation needs, from measured figures and named assumptions. Every one of them can be replaced:

python deploy/capacity.py                                     # the tables of docs/scaling.md
python deploy/capacity.py --ask-ms 3 --worker-mb 150          # figures of another machine
python deploy/capacity.py --core-hour 0.05 --gb-month 2.5     # with prices, in whatever currency
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass, fields

HOURS = 8760  # in a year


@dataclass(frozen=True)
class Figures:
    """Measured; how and on what is in docs/scaling.md."""

    ask_ms: float = 5.2  # processor time of one question over HTTP, milliseconds
    page_ms: float = 1.25  # processor time of one page without a question, milliseconds
    worker_mb: float = 212.0  # resident memory of a worker that has answered, MiB
    door_mb: float = 0.82  # what one municipality's own door adds to it, MiB
    doors: int = 357  # municipalities


@dataclass(frozen=True)
class Assumptions:
    """Nobody has measured these: no municipality has had dorinn in use."""

    parents: int = 1_200_000
    questions: float = 2.0  # of each parent in a year
    busiest_day: float = 0.01  # its share of a year's questions; an even day has 0.0027
    evening: float = 0.15  # the share of that day in its busiest hour
    burst: float = 3.0  # the busiest minute against the mean of its hour
    pages: float = 3.0  # loaded beside each question: the front page, a record, the directory
    rush: float = 0.02  # of all parents who ask in one hour, after a letter home or the evening news
    busy: float = 0.5  # how much of a core is planned for; the rest is for what was not foreseen
    spare: int = 1  # workers beyond those needed, so that one can fail or be restarted


@dataclass(frozen=True)
class Need:
    """Questions a second in the busiest minute, cores kept busy by them, workers (a core each), and their memory."""

    rate: float
    cores: float
    workers: int
    memory_gb: float

    @classmethod
    def of(cls, an_hour: float, figures: Figures, told: Assumptions) -> Need:
        rate = an_hour / 3600 * told.burst
        cores = rate * (figures.ask_ms + told.pages * figures.page_ms) / 1000
        workers = max(1, math.ceil(cores / told.busy)) + told.spare
        return cls(rate, cores, workers, workers * (figures.worker_mb + figures.doors * figures.door_mb) / 1024)


def needs(figures: Figures, told: Assumptions) -> dict[str, Need]:
    """By the name of the hour."""
    year = told.parents * told.questions
    return {
        "the evening peak of the busiest day": Need.of(year * told.busiest_day * told.evening, figures, told),
        f"a rush: {told.rush:.0%} of all parents in one hour": Need.of(told.parents * told.rush, figures, told),
        f"ten such rushes at once ({10 * told.rush:.0%})": Need.of(10 * told.parents * told.rush, figures, told),
    }


def table(figures: Figures, told: Assumptions) -> str:
    """The needs, and a year of them, as Markdown."""
    lines = [
        "| hour | questions/s in its busiest minute | cores kept busy | workers (one core each) | memory, GiB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    found = needs(figures, told)
    for name, need in found.items():
        lines.append(f"| {name} | {need.rate:.1f} | {need.cores:.2f} | {need.workers} | {need.memory_gb:.1f} |")
    lines += ["", "| a year of | core hours kept | GiB months kept |", "| --- | ---: | ---: |"]
    for name, need in found.items():
        lines.append(f"| {name} | {need.workers * HOURS:,} | {need.memory_gb * 12:.0f} |")
    used = told.parents * told.questions * (figures.ask_ms + told.pages * figures.page_ms) / 1000 / 3600
    lines += [
        "",
        f"Used in a year: {told.parents * told.questions:,.0f} questions, {used:.1f} core hours of computing.",
    ]
    return "\n".join(lines)


def cost(need: Need, core_hour: float, gb_month: float) -> float:
    """A year of `need`, in the currency of the prices."""
    return need.workers * HOURS * core_hour + need.memory_gb * 12 * gb_month


def main() -> None:
    """Prints the tables, and the cost where prices are given."""
    parser = argparse.ArgumentParser(description="What an installation needs.")
    for group in (Figures, Assumptions):
        for field in fields(group):
            kind = int if field.type == "int" else float
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    parser.add_argument("--core-hour", type=float, help="the price of a core for an hour")
    parser.add_argument("--gb-month", type=float, help="the price of a GiB of memory for a month")
    given = vars(parser.parse_args())
    figures, told = (
        group(**{field.name: given[field.name] for field in fields(group)}) for group in (Figures, Assumptions)
    )
    print(table(figures, told))
    if given["core_hour"] is not None or given["gb_month"] is not None:
        for name, need in needs(figures, told).items():
            print(f"{name}: {cost(need, given['core_hour'] or 0.0, given['gb_month'] or 0.0):,.0f} a year")


if __name__ == "__main__":
    main()

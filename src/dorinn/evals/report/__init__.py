"""Reports: one JSON with every figure and miss, a page of figures, and a page that says why each miss is one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from dorinn.evals.measures import Measures, confusion
from dorinn.evals.report.figures import as_text, flat
from dorinn.evals.report.misses import entry, faults
from dorinn.evals.report.reliability import draw, reliability
from dorinn.evals.run import Outcome
from dorinn.evals.seen import Seen

__all__ = ["as_text", "faults", "flat", "write"]


def write(
    folder: Path, name: str, measures: Measures, outcomes: Sequence[Outcome], seen: Mapping[str, Seen] | None = None
) -> None:
    """`<name>.json`, `<name>.html` and `<name>-misses.html`; `seen` tells by item id why a miss came out as it did."""
    folder.mkdir(parents=True, exist_ok=True)
    missed = [(outcome, faults(outcome), (seen or {}).get(outcome.item.id)) for outcome in outcomes if faults(outcome)]
    bins, matrix = reliability(outcomes), confusion(outcomes)
    body = {
        "name": name,
        "measures": measures,
        "reliability": [asdict(one) for one in bins],
        "misses": [entry(outcome, why) for outcome, _, why in missed],
    }
    (folder / f"{name}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    pages = Environment(loader=PackageLoader("dorinn.evals.report"), autoescape=True, trim_blocks=True)
    figures = pages.get_template("figures.html").render(
        name=name,
        measures=measures,
        rows=flat(measures),
        bins=bins,
        # Drawn here from numbers alone: nothing that somebody wrote stands in it.
        plot=Markup(draw(bins)),  # noqa: S704
        codes=sorted({code for pair in matrix for code in pair}),
        matrix=matrix,
        misses=len(missed),
    )
    (folder / f"{name}.html").write_text(figures, encoding="utf-8")
    page = pages.get_template("misses.html").render(name=name, misses=missed)
    (folder / f"{name}-misses.html").write_text(page, encoding="utf-8")

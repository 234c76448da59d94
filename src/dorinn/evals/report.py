"""Reports: one JSON with every figure and miss, one HTML page to read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment

from dorinn.evals.measures import Measures, confusion
from dorinn.evals.run import Outcome

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>dorinn evaluate: {{ name }}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #bbb;padding:.25rem .5rem;text-align:left}
td.n{text-align:right}td.miss{background:#fde8e8}</style>
<h1>{{ name }}: {{ measures.questions }} questions</h1>
<table><tr><th>measure</th><th>right</th><th>of</th><th>share</th><th>95 %</th></tr>
{% for key, value in rows %}<tr><td>{{ key }}</td><td class="n">{{ value.right }}</td><td class="n">{{ value.of }}</td>
<td class="n">{{ "%.1f %%"|format(100 * value.share) if value.share is not none else "–" }}</td>
<td class="n">{{ "%.0f–%.0f"|format(100 * value.low, 100 * value.high) }}</td></tr>{% endfor %}</table>
<p>Expected calibration error {{ "%.3f"|format(measures.calibration_error) }}; milliseconds p50
{{ "%.1f"|format(measures.milliseconds.p50) }}, p95 {{ "%.1f"|format(measures.milliseconds.p95) }},
p99 {{ "%.1f"|format(measures.milliseconds.p99) }}.</p>
<h2>Confusion</h2><p>Rows: accepted code. Columns: the code that came first. Empty cells are zero.</p>
<table><tr><th></th>{% for code in codes %}<th>{{ code }}</th>{% endfor %}</tr>
{% for gold in codes %}<tr><th>{{ gold }}</th>{% for came in codes %}
<td class="n{{ ' miss' if gold != came and matrix[(gold, came)] else '' }}">{{ matrix[(gold, came)] or '' }}</td>
{% endfor %}</tr>{% endfor %}
</table>
<h2>Misses ({{ misses|length }})</h2>
<table><tr><th>id</th><th>question</th><th>kommune</th><th>role, kind</th><th>accepted</th><th>came</th>
<th>seen</th></tr>
{% for o in misses %}<tr><td>{{ o.item.id }}</td><td>{{ o.item.question }}</td><td>{{ o.item.kommune or '' }}</td>
<td>{{ o.item.persona }}, {{ o.item.kind }}</td><td>{{ o.item.accept|join(', ') }}</td><td>{{ o.types|join(', ') }}
{{ '(refused)' if o.abstained }} {{ '(asked back)' if o.asked_back }}</td>
<td>{% for t, p in o.topics %}{{ t }} {{ "%.2f"|format(p) }} {% endfor %}</td></tr>{% endfor %}</table></html>
"""


def write(folder: Path, name: str, measures: Measures, outcomes: Sequence[Outcome]) -> None:
    """`<name>.json` and `<name>.html` in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    missed = [o for o in outcomes if not _good(o)]
    matrix: Counter[tuple[str, str]] = confusion(outcomes)
    body = {"name": name, "measures": measures, "misses": [_miss(o) for o in missed]}
    (folder / f"{name}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    page = Environment(autoescape=True).from_string(_PAGE)
    codes = sorted({code for pair in matrix for code in pair})
    html = page.render(name=name, measures=measures, rows=flat(measures), codes=codes, matrix=matrix, misses=missed)
    (folder / f"{name}.html").write_text(html, encoding="utf-8")


def flat(measures: Measures) -> list[tuple[str, Measures]]:
    """Every share with a dotted name, in order."""
    rows: list[tuple[str, Measures]] = []

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, dict) and "share" in value:
            rows.append((prefix, value))
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{prefix}.{key}" if prefix else key, inner)

    walk("", measures)
    return rows


def as_text(measures: Measures) -> str:
    """The figures as lines for a terminal."""
    lines = [f"{measures['questions']} questions"]
    for key, value in flat(measures):
        if value["of"]:
            said = f"{100 * value['share']:5.1f} %  {value['right']}/{value['of']}"
            lines.append(f"{key:45} {said:20} [{100 * value['low']:.0f}–{100 * value['high']:.0f}]")
    lines.append(f"{'calibration_error':45} {measures['calibration_error']:.3f}")
    times = measures["milliseconds"]
    lines.append(f"{'milliseconds p50 p95 p99':45} {times['p50']:.1f} {times['p95']:.1f} {times['p99']:.1f}")
    return "\n".join(lines)


def _good(outcome: Outcome) -> bool:
    kind = outcome.item.kind
    if kind == "out_of_scope":
        right = outcome.abstained
    elif kind == "ambiguous":
        right = outcome.asked_back
    else:
        right = outcome.first_right and not outcome.abstained
    return right and outcome.must_held and outcome.must_not_held and outcome.acute == outcome.item.acute


def _miss(outcome: Outcome) -> dict[str, Any]:
    item = outcome.item
    return {
        "id": item.id,
        "question": item.question,
        "kommune": item.kommune,
        "lang": item.lang,
        "persona": item.persona,
        "kind": item.kind,
        "accept": item.accept,
        "came": outcome.types,
        "acute": [item.acute, outcome.acute],
        "abstained": outcome.abstained,
        "asked_back": outcome.asked_back,
        "form": outcome.form,
        "must_missing": list(item.must_contain) if not outcome.must_held else [],
        "topics": outcome.topics,
    }

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dorinn.evals.measures import measure
from dorinn.evals.report import as_text, write
from dorinn.evals.run import Outcome

Make = Callable[..., Outcome]


def test_the_report_has_every_figure_and_every_miss(outcome: Make, tmp_path: Path) -> None:
    outcomes = [
        outcome(id="right"),
        outcome(id="wrong", question="<b>Hvem & hva?</b>", types=("nav",)),
        outcome(id="calm", acute=True),
        outcome(id="must", must_contain=("rektor",)),
        outcome(id="outside", kind="out_of_scope", accept=(), types=("nav",)),
        outcome(id="unclear", kind="ambiguous"),
    ]
    measures = measure(outcomes)
    write(tmp_path / "out" / "deep", "dev", measures, outcomes)
    body = json.loads((tmp_path / "out" / "deep" / "dev.json").read_text(encoding="utf-8"))
    assert [miss["id"] for miss in body["misses"]] == ["wrong", "calm", "must", "outside", "unclear"]
    assert body["measures"]["questions"] == 6
    assert body["misses"][2]["must_missing"] == ["rektor"]
    page = (tmp_path / "out" / "deep" / "dev.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Hvem &amp; hva?" in page
    assert "<b>Hvem" not in page
    assert "Confusion" in page


def test_an_empty_run_is_reported(tmp_path: Path) -> None:
    measures = measure([])
    write(tmp_path, "none", measures, [])
    assert (tmp_path / "none.html").exists()
    assert "0 questions" in as_text(measures)


def test_the_text_names_counts_and_intervals(outcome: Make) -> None:
    said = as_text(measure([outcome(), outcome(types=("nav",))]))
    assert "50.0 %" in said
    assert "1/2" in said
    assert "milliseconds" in said

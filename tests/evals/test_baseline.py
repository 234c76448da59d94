from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dorinn.errors import EvaluationError
from dorinn.evals.baseline import below, read_baseline
from dorinn.evals.measures import measure
from dorinn.evals.run import Outcome

Make = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("baseline", "short"),
    [
        ({"least": {"first": 0.5}}, []),
        ({"least": {"first": 0.51}}, ["first"]),
        ({"most": {"calibration_error": 0.5}}, []),
        ({"most": {"calibration_error": 0.4}}, ["calibration_error"]),
        ({"least": {"first_by.form.nn": 0.9}}, []),
        ({"least": {"first_by.form.nb": 0.9, "first": 0.9}}, ["first_by.form.nb", "first"]),
        ({"least": {"acute_recall": 1.0}}, []),
        ({"most": {"milliseconds.p50": 1.0}}, ["milliseconds.p50"]),
        ({}, []),
    ],
)
def test_what_falls_short_is_named(outcome: Make, baseline: dict[str, dict[str, float]], short: list[str]) -> None:
    measures = measure([outcome(), outcome(types=("nav",))])
    faults = below(measures, baseline)
    assert [fault.split(":")[0] for fault in faults] == short


def test_a_baseline_is_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"least": {"first": 1}}))
    assert read_baseline(path) == {"least": {"first": 1.0}, "most": {}}


@pytest.mark.parametrize("content", ["{", "[]", '{"least": {"first": "mye"}}', '{"least": 3}'])
def test_a_damaged_baseline_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "b.json").write_text(content)
    with pytest.raises(EvaluationError, match=r"b\.json"):
        read_baseline(tmp_path / "b.json")


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"b\.json"):
        read_baseline(tmp_path / "b.json")


def test_the_committed_baseline_names_measures_that_exist(outcome: Make, root: Path) -> None:
    path = root / "evals" / "baseline.json"
    if not path.exists():
        pytest.skip("evals/baseline.json is not there yet")
    found = measure([outcome()])
    for limits in read_baseline(path).values():
        assert {name.split(".")[0] for name in limits} <= set(found)

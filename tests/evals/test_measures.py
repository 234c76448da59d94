from __future__ import annotations

from collections.abc import Callable

import pytest

from dorinn.evals.measures import calibration_error, confusion, measure, share, wilson
from dorinn.evals.run import Outcome

Make = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763), (90, 100, 0.826, 0.945)],
)
def test_the_interval_of_wilson(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_the_share_of_nothing_is_none() -> None:
    assert share([], lambda _: True) == {"right": 0, "of": 0, "share": None, "low": 0.0, "high": 1.0}


@pytest.fixture(scope="module")
def outcomes(outcome: Make) -> list[Outcome]:
    return [
        outcome(id="right"),
        outcome(id="second", types=("skole", "ppt"), lang="nn", form="nn", kommune=None),
        outcome(id="lenient", accept3=("bup",), types=("skole", "bup"), persona="youth", form="nn"),
        outcome(id="missed", accept=("barnevern",), types=("nav",), must_contain=("112",)),
        outcome(id="acute", kind="acute", accept=("nodnummer",), types=("nodnummer",), acute=True, alarmed=True),
        outcome(id="outside", kind="out_of_scope", accept=(), types=("servicetorg",), abstained=True),
        outcome(id="outside-missed", kind="out_of_scope", accept=(), types=("nav",)),
        outcome(id="refused", accept=("nav",), types=("servicetorg",), abstained=True),
        outcome(id="unclear", kind="ambiguous", asked_back=True, must_not_contain=("tull",)),
    ]


def test_the_figures_of_a_run_made_by_hand(outcomes: list[Outcome]) -> None:
    found = measure(outcomes)
    shares = {
        name: (found[name]["right"], found[name]["of"])
        for name in found
        if isinstance(found[name], dict) and "of" in found[name]
    }
    assert found["questions"] == 9
    assert shares["first"] == (2, 6)
    assert shares["three_strict"] == (3, 6)
    assert shares["three_lenient"] == (4, 6)
    assert shares["acute_recall"] == (1, 1)
    assert shares["acute_false_alarms"] == (0, 8)
    assert shares["refused_outside"] == (1, 2)
    assert shares["refused_wrongly"] == (1, 5)
    assert shares["asked_back_unclear"] == (1, 1)
    assert shares["asked_back_clear"] == (0, 5)
    assert shares["must"] == (0, 1)
    assert shares["must_in_text"] == (0, 1)
    assert shares["must_not_broken"] == (0, 1)
    assert shares["form"] == (8, 9)


def test_groups(outcomes: list[Outcome]) -> None:
    found = measure(outcomes)
    assert found["first_by"]["form"]["nn"]["of"] == 1
    assert found["first_by"]["kommune"]["null"]["of"] == 1
    assert found["first_by"]["role"]["youth"]["share"] == 0
    assert set(found["first_by"]["kind"]) == {"route", "acute"}
    assert found["recall_by_service"]["barnevern"]["share"] == 0
    assert found["recall_by_service"]["ppt"]["of"] == 3


def test_an_alarm_where_there_is_none_is_counted(outcome: Make) -> None:
    found = measure([outcome(), outcome(alarmed=True)])
    assert (found["acute_false_alarms"]["right"], found["acute_false_alarms"]["of"]) == (1, 2)
    assert found["acute_recall"]["share"] is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_runs_do_not_fail(outcome: Make, count: int) -> None:
    assert measure([outcome()] * count)["questions"] == count


def test_latency(outcome: Make) -> None:
    found = measure([outcome(milliseconds=float(number)) for number in range(1, 101)])["milliseconds"]
    assert found["p50"] == 50.5
    assert found["p50"] < found["p95"] < found["p99"] <= 101


def test_calibration(outcome: Make) -> None:
    sure_and_right = [outcome(confidence=1.0)] * 4
    sure_and_wrong = [outcome(confidence=1.0, types=("nav",))] * 4
    assert calibration_error(sure_and_right) == 0
    assert calibration_error(sure_and_wrong) == 1
    assert calibration_error(sure_and_right + sure_and_wrong) == pytest.approx(0.5)
    assert calibration_error([]) == 0


def test_confusion(outcome: Make) -> None:
    found = confusion(
        [
            outcome(accept=("ppt", "skole"), types=("skole",)),
            outcome(accept=("ppt", "skole"), types=("nav",)),
            outcome(accept=("ppt",), types=()),
            outcome(kind="out_of_scope", accept=("ppt",)),
        ]
    )
    assert found == {("skole", "skole"): 1, ("ppt", "nav"): 1, ("ppt", "none"): 1}

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dorinn.evals.measures import measure
from dorinn.evals.report import as_text, faults, write
from dorinn.evals.run import Outcome
from dorinn.evals.seen import Part, Seen, Voice

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
    figures = (tmp_path / "out" / "deep" / "dev.html").read_text(encoding="utf-8")
    for heading in ("Reliability", "Confusion", "The 5 misses"):
        assert heading in figures
    page = (tmp_path / "out" / "deep" / "dev-misses.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Hvem &amp; hva?" in page
    assert "<b>Hvem" not in page
    assert page.count("<article") == 5
    for fault in ("not among three", "danger missed", "must stand is missing", "not refused", "not asked back"):
        assert fault in page


def test_a_miss_tells_what_was_seen_and_what_spoke(outcome: Make, tmp_path: Path) -> None:
    came = Voice("nav", 0.7, "penger", (Part("first", 0.5, 2.0, 1.0),))
    seen = Seen(
        form="nn",
        role="youth",
        age=(14, 15),
        kommune="donna",
        topics=(("penger", 0.512), ("skolevegring", 0.25)),
        mentions=("donna/nav",),
        decided="signals, asked back for age",
        came=came,
        wanted=None,
        passages=(("Penger & <hjelp>", "donna/nav", 0, None),),
    )
    wrong = outcome(id="wrong", types=("nav",))
    write(tmp_path, "dev", measure([wrong]), [wrong], {"wrong": seen})
    page = (tmp_path / "dev-misses.html").read_text(encoding="utf-8")
    for said in ("nn, youth, age 14–15, donna", "signals, asked back for age", "penger 0.512, skolevegring 0.250",
                 "first 0.500 × 2.00 (100 %)", "not ranked by signals", "Penger &amp; &lt;hjelp&gt;",
                 "by words 1, by meaning –"):  # fmt: skip
        assert said in page
    body = json.loads((tmp_path / "dev.json").read_text(encoding="utf-8"))
    assert body["misses"][0]["seen"]["came"]["parts"][0]["signal"] == "first"
    assert body["misses"][0]["faults"] == ["not among three"]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, []),
        ({"types": ("nav",)}, ["not among three"]),
        ({"types": ("nav", "ppt")}, ["right among three"]),
        ({"abstained": True}, ["refused"]),
        ({"acute": True}, ["danger missed"]),
        ({"alarmed": True}, ["false alarm"]),
        ({"must_not_contain": ("112",), "text": "112"}, ["something forbidden stands in it"]),
        ({"kind": "out_of_scope", "abstained": True, "types": ()}, []),
        ({"kind": "ambiguous", "asked_back": True, "types": ("nav",)}, []),
    ],
)
def test_faults_say_what_is_wrong(outcome: Make, values: dict[str, Any], wanted: list[str]) -> None:
    assert faults(outcome(**values)) == wanted


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

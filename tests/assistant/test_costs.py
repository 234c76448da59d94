from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.assistant.costs import ACTS, Costs
from dorinn.corpus.corpus import Corpus
from dorinn.errors import CorpusError

ODD = "alarm: {missed: 3, in_vain: 1}"
REST = "".join(f"\n{act}: {{missed: 1, in_vain: 1}}" for act in ("number", "helplines", "refuse", "ask")) + "\n"


def test_the_costs_are_whole_and_name_kinds_of_help_that_exist(corpus: Corpus) -> None:
    costs = Costs.load()
    assert set(costs.acts) == set(ACTS)
    assert set(costs.service) <= set(corpus.type)
    assert set(costs.employee) <= set(corpus.type)
    assert costs.of("kulturskole", "parent") == 1.0
    # For an employee the guide to the duty comes first, and barnevern next.
    assert costs.of("barnevern", "parent") > costs.of("meldeplikt", "parent")
    assert costs.of("barnevern", "employee") < costs.of("meldeplikt", "employee")


def test_a_mistake_that_costs_three_times_as_much_is_acted_on_at_a_quarter(tmp_path: Path) -> None:
    (tmp_path / "costs.yaml").write_text(ODD + REST + "service: {barnevern: 2}\n", encoding="utf-8")
    costs = Costs.load(tmp_path)
    assert costs.worth("alarm", 0.26)
    assert not costs.worth("alarm", 0.24)
    assert costs.of("barnevern", "youth") == costs.of("barnevern", "employee") == 2.0


@pytest.mark.parametrize("text", [REST, "alarm: {missed: 0, in_vain: 1}" + REST, "alarm: 3" + REST, "[]"])
def test_a_cost_that_is_missing_or_none_is_one_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "costs.yaml").write_text(text + ("" if text == "[]" else "service: {}\n"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"costs\.yaml"):
        Costs.load(tmp_path)

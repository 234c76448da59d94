from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dorinn.assistant.leanings import TRAITS
from dorinn.assistant.signals import CONTEXTS, SIGNALS, Signals
from dorinn.assistant.weights import FILE, Weights
from dorinn.errors import IndexUnavailable


def signals(**said: tuple[str, float]) -> Signals:
    values = np.zeros((len(said), len(SIGNALS)))
    for row, (name, value) in enumerate(said.values()):
        values[row, SIGNALS.index(name)] = value
    return Signals(tuple(said), values, np.array([1.0, 0.0, 0.0, 0.0]), np.zeros(len(TRAITS)), {})


def test_shares_sum_to_one_and_follow_the_signals() -> None:
    shares = Weights.load().shares(signals(skole=("first", 0.9), ppt=("first", 0.1), nav=("later", 0.0)))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["skole"] > shares["ppt"] > shares["nav"] > 0


def test_the_first_preference_counts_more_than_the_second_and_the_second_more_than_the_last() -> None:
    gains = dict(zip(SIGNALS, Weights.load().gains(np.array([1.0, 0.0, 0.0, 0.0])), strict=True))
    assert gains["first"] > gains["second"] > gains["later"]


def test_in_a_look_up_what_is_named_counts_more() -> None:
    weights = Weights.load()
    named = SIGNALS.index("named_here")
    assert weights.gains(np.array([1.0, 1.0, 1.0, 0.0]))[named] > weights.gains(np.array([1.0, 0.0, 0.0, 0.0]))[named]


def test_nothing_to_choose_from_gives_nothing() -> None:
    nothing = Signals((), np.zeros((0, len(SIGNALS))), np.ones(len(CONTEXTS)), np.zeros(len(TRAITS)), {})
    assert Weights.load().shares(nothing) == {}


def test_a_leaning_counts_for_those_who_have_the_trait_only() -> None:
    leanings = {"ppt": np.eye(len(TRAITS))[TRAITS.index("employee")] * 2}
    plain = Weights(Weights.load().table, 1.5)
    leaned = Weights(plain.table, 1.5, leanings)
    said = signals(skole=("first", 0.6), ppt=("first", 0.4))
    assert leaned.shares(said) == plain.shares(said)
    said.traits[TRAITS.index("employee")] = 1.0
    assert leaned.shares(said)["ppt"] > leaned.shares(said)["skole"]
    assert plain.shares(said)["ppt"] < plain.shares(said)["skole"]
    assert sum(leaned.shares(said).values()) == pytest.approx(1.0)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    Weights.load().write(tmp_path)
    again, now = Weights.load(tmp_path), Weights.load()
    assert again.table == pytest.approx(now.table)
    assert again.leanings.keys() == now.leanings.keys()
    assert all(again.leanings[code] == pytest.approx(now.leanings[code]) for code in now.leanings)


@pytest.mark.parametrize(
    "text", [None, "{", '{"sharpness": 1}', '{"sharpness": 1, "weights": {"first": {}}}', "of a trait unknown"]
)
def test_damaged_weights_are_refused(tmp_path: Path, text: str | None) -> None:
    if text == "of a trait unknown":
        Weights.load().write(tmp_path)
        text = (tmp_path / FILE).read_text(encoding="utf-8").replace('"employee"', '"emperor"')
    if text is not None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="weights"):
        Weights.load(tmp_path)
